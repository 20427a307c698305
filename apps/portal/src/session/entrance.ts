import { noAnswer, problemOf } from '@app/client';

/** What signing in led to. */
export type SignedIn = 'inside' | 'second-step';

/** Below `/api/auth` better-auth answers in a form of its own; refusals get ours. */
export async function send(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw noAnswer(error);
  });
  const text = await response.text();
  const told = readJson(text);
  if (!response.ok) throw problemOf(response.status, told, response.headers.get('x-retry-after'));
  return told;
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** @throws ProblemError 401 wrong, 429 too many tries */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  const told = await send('/sign-in/email', { email, password });
  return told['twoFactorRedirect'] === true ? 'second-step' : 'inside';
}

/** @param code six digits of the app, or one of the codes that were printed as a reserve */
export async function secondStep(code: string, trustDevice: boolean): Promise<void> {
  const digits = code.replaceAll(/\s/g, '');
  await (/^\d{6}$/.test(digits)
    ? send('/two-factor/verify-totp', { code: digits, trustDevice })
    : send('/two-factor/verify-backup-code', { code: code.trim(), trustDevice }));
}

/** Leaves for the provider of single sign-on, which sends the person back to `target`. */
export async function signInElsewhere(target: string): Promise<void> {
  const told = await send('/sign-in/social', {
    provider: 'sso',
    callbackURL: target,
    errorCallbackURL: '/sign-in',
  });
  if (typeof told['url'] === 'string') window.location.assign(told['url']);
}

export async function signOut(): Promise<void> {
  await send('/sign-out', {});
}

/** Sends a link, if anybody has an account under this address; the answer does not tell. */
export async function askForReset(email: string): Promise<void> {
  await send('/request-password-reset', { email });
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await send('/reset-password', { token, newPassword });
}
