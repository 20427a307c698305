import { send } from './entrance.js';

export interface NewSecondStep {
  /** `otpauth://…`, for an app on the same device. */
  readonly uri: string;
  /** For typing in by hand. */
  readonly key: string;
  /** Each works once. */
  readonly reserve: readonly string[];
}

/** Begins; nothing is asked for at the sign-in until a first code has confirmed it. */
export async function beginSecondStep(password: string): Promise<NewSecondStep> {
  const { totpURI, backupCodes } = await send('/two-factor/enable', { password });
  const uri = String(totpURI ?? '');
  return {
    uri,
    key: new URL(uri).searchParams.get('secret') ?? '',
    reserve: Array.isArray(backupCodes) ? backupCodes.map(String) : [],
  };
}

export async function confirmSecondStep(code: string): Promise<void> {
  await send('/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') });
}

export async function endSecondStep(password: string): Promise<void> {
  await send('/two-factor/disable', { password });
}
