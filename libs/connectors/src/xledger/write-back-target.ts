import {
  ConnectionBlockedError,
  type WriteBackAccount,
  type WriteBackAccountOption,
  type WriteBackTarget,
  type WriteBackTargetOption,
} from '../contract/index.js';
import { toAccountOptions } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import type { CompanyContext } from './invoice-rows.js';
import { LIGHT_ROWS_MAX } from './limits.js';
import { ACCOUNTS, BANK_ACCOUNTS } from './queries.js';
import { readList } from './walk.js';
import { wireAccount, type WireAccount, wireBankAccount } from './wire.js';

/** An account that collected money is booked on until the collector pays it out. */
export interface TargetAccount {
  readonly code: string;
  readonly name: string;
  readonly isBank: boolean;
}

export type BookableAccount = WireAccount & { readonly code: string };

/** The company's accounts that may be posted on, without those of the customer and supplier ledgers. */
export async function readAccounts(
  { client, ownerId }: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly BookableAccount[]> {
  const question = { root: 'accounts', document: ACCOUNTS, first: LIGHT_ROWS_MAX, signal };
  return bookable(await readList(client, question, wireAccount), ownerId);
}

/** Those of the company's own that entries may be posted on. */
export function bookable(accounts: readonly WireAccount[], ownerId: string): readonly BookableAccount[] {
  return accounts.flatMap((account) => {
    const { code, ownerDbId, posting, ledgerType } = account;
    const isLedgerAccount = ledgerType?.name !== undefined && ledgerType.name !== 'GL';
    if (code === undefined || ownerDbId !== ownerId || posting === false || isLedgerAccount) return [];
    return [{ ...account, code }];
  });
}

/** Income accounts of the company's own, for interest and fees. */
export async function readLineAccounts(
  context: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly WriteBackAccountOption[]> {
  const accounts = await readAccounts(context, signal);
  return toAccountOptions(
    accounts.map(({ code, description }) => ({
      number: code,
      name: description ?? '',
      account: { accountCode: code },
    })),
  );
}

/** Balance accounts on which money in transit may stand. */
export async function readTargetAccounts(
  context: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly TargetAccount[]> {
  const accounts = (await readAccounts(context, signal)).filter(({ code }) => isInterimCode(code));
  const banks = await readBankCodes(context.client, context.ownerId, signal);
  return accounts.map(({ code, description }) => ({
    code,
    name: description ?? '',
    isBank: banks?.has(code) ?? isBankCode(code),
  }));
}

/** Undefined where the right to read bank accounts is missing: it is not worth asking for. */
async function readBankCodes(
  client: XledgerClient,
  ownerId: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const question = { root: 'entityBankAccounts', document: BANK_ACCOUNTS, first: LIGHT_ROWS_MAX, signal };
    const rows = await readList(client, question, wireBankAccount);
    return new Set(
      rows.flatMap(({ ownerDbId, account }) => (ownerDbId === ownerId ? (account?.code ?? []) : [])),
    );
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}

/** At most one is proposed: an account that speaks of collection and is no bank account. */
export function toOptions(accounts: readonly TargetAccount[]): readonly WriteBackTargetOption[] {
  const proposed = accounts.find((account) => isCollectionAccount(account) && !account.isBank);
  return accounts.map((account) => {
    const note = noteOn(account === proposed, account.isBank);
    return {
      target: { accountCode: account.code },
      label: `${account.code} ${account.name}`.trim(),
      proposed: account === proposed,
      ...(note === undefined ? {} : { note }),
    };
  });
}

/** Named for it, or among other short-term receivables and money in transit by the standard charts. */
export function isInterim(account: TargetAccount): boolean {
  if (account.isBank || /kontant|kasse|kassa|cash/i.test(account.name)) return false;
  return isCollectionAccount(account) || /^(157|168|190|191|29[5-9])\d/.test(account.code);
}

export function readTarget({ accountCode }: WriteBackTarget | WriteBackAccount): string | undefined {
  return typeof accountCode === 'string' && /^\d{1,12}$/.test(accountCode) ? accountCode : undefined;
}

function isCollectionAccount({ name }: TargetAccount): boolean {
  return /inkasso|innkrev|collect/i.test(name);
}

function noteOn(isProposed: boolean, isBank: boolean): string | undefined {
  if (isProposed) return 'Made for money that the collector holds; its payout clears the account.';
  return isBank
    ? 'A bank account: bank reconciliation books the collector’s payout too, and the money would stand twice.'
    : undefined;
}

/** Receivables and money of the Norwegian (NS 4102) and Swedish (BAS) charts, and other short-term debts. */
function isInterimCode(code: string): boolean {
  return /^(15(?!00$)|1[6-9]|28|29)\d{2,}$/.test(code);
}

/** 1920–1959 are bank accounts in both standard charts. */
function isBankCode(code: string): boolean {
  return /^19[2-5]\d/.test(code);
}
