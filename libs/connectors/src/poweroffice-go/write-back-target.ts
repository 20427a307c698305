import {
  ConnectionBlockedError,
  type WriteBackAccount,
  type WriteBackAccountOption,
  type WriteBackTarget,
  type WriteBackTargetOption,
} from '../contract/index.js';
import { toAccountOptions } from '../kit/index.js';
import { LIST_PAGE_MAX, type PowerOfficeClient } from './client.js';
import { wireAccount, type WireAccount, wireBankAccount } from './wire.js';

/** An account as it was chosen: the interim account for collected money, or one for interest or fees. */
export interface PowerOfficeTarget {
  readonly accountId: string;
  /** As it was when chosen: an id is asked for by its number. */
  readonly accountNo: number;
}

export interface CompanyAccounts {
  readonly accounts: readonly WireAccount[];
  readonly isBank: (account: WireAccount) => boolean;
}

/** Active balance accounts on which money in transit may stand, and which of them are bank accounts. */
export async function readAccounts(
  client: PowerOfficeClient,
  signal?: AbortSignal,
): Promise<CompanyAccounts> {
  const accounts = await readChart(client, signal);
  const bankIds = await readBankAccountIds(client, signal);
  return {
    accounts: accounts.filter((account) => account.IsActive !== false && isInterimNumber(account.AccountNo)),
    isBank: ({ Id, AccountNo }) => bankIds?.has(Id) ?? isBankNumber(AccountNo),
  };
}

function readChart(client: PowerOfficeClient, signal?: AbortSignal): Promise<readonly WireAccount[]> {
  const query = { PageSize: LIST_PAGE_MAX };
  return client.list({ path: '/GeneralLedgerAccounts', query, signal }, wireAccount);
}

/** Active income accounts that ask for nothing more than an amount without VAT: interest and fees bear none. */
export async function readLineAccounts(
  client: PowerOfficeClient,
  noVatId: string | undefined,
  signal?: AbortSignal,
): Promise<readonly WriteBackAccountOption[]> {
  const chart = await readChart(client, signal);
  return toAccountOptions(
    chart
      .filter((account) => account.IsActive !== false && isUsable(account) && isFreeOfVat(account, noVatId))
      .map(({ Id, AccountNo, Name }) => ({
        number: String(AccountNo),
        name: Name ?? '',
        account: { accountId: Id, accountNo: AccountNo },
      })),
  );
}

/** Whether an entry without VAT may stand on it. */
export function isFreeOfVat({ IsVatCodeLocked, VatCodeId }: WireAccount, noVatId?: string): boolean {
  return IsVatCodeLocked !== true || VatCodeId === undefined || VatCodeId === noVatId;
}

/** Undefined where the privilege for bank accounts is missing: it is not worth asking for. */
async function readBankAccountIds(
  client: PowerOfficeClient,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const rows = await client.list({ path: '/ClientBankAccounts', signal }, wireBankAccount);
    return new Set(rows.flatMap(({ GeneralLedgerAccountId }) => GeneralLedgerAccountId ?? []));
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}

/** The active accounts of these numbers, in one request. */
export async function readNumberedAccounts(
  client: PowerOfficeClient,
  numbers: readonly number[],
  signal?: AbortSignal,
): Promise<readonly WireAccount[]> {
  const accounts = await client.list(
    { path: '/GeneralLedgerAccounts', query: { accountNos: [...new Set(numbers)].join(',') }, signal },
    wireAccount,
  );
  return accounts.filter(({ AccountNo, IsActive }) => numbers.includes(AccountNo) && IsActive !== false);
}

/** The chosen account as it is now; undefined when there is none of that number. */
export async function readTargetAccount(
  client: PowerOfficeClient,
  { accountNo }: PowerOfficeTarget,
  signal?: AbortSignal,
): Promise<WireAccount | undefined> {
  return (await readNumberedAccounts(client, [accountNo], signal))[0];
}

/** At most one is proposed: an account that speaks of collection, asks for nothing more, and is no bank account. */
export function toOptions({ accounts, isBank }: CompanyAccounts): readonly WriteBackTargetOption[] {
  const proposed = accounts.find(
    (account) => isCollectionAccount(account) && isUsable(account) && !isBank(account),
  );
  return accounts.filter(isUsable).map((account) => {
    const note = noteOn(account === proposed, isBank(account));
    return {
      target: { accountId: account.Id, accountNo: account.AccountNo },
      label: `${account.AccountNo} ${account.Name ?? ''}`.trim(),
      proposed: account === proposed,
      ...(note === undefined ? {} : { note }),
    };
  });
}

/** A posting of ours names neither department nor project. */
export function isUsable({ IsDepartmentRequired, IsProjectRequired }: WireAccount): boolean {
  return IsDepartmentRequired !== true && IsProjectRequired !== true;
}

export function isCollectionAccount({ Name }: WireAccount): boolean {
  return /inkasso|innkrev|collect/i.test(Name ?? '');
}

export function readTarget({
  accountId,
  accountNo,
}: WriteBackTarget | WriteBackAccount): PowerOfficeTarget | undefined {
  if (typeof accountId !== 'string' || !/^\d{1,19}$/.test(accountId)) return undefined;
  return typeof accountNo === 'number' && Number.isSafeInteger(accountNo)
    ? { accountId, accountNo }
    : undefined;
}

function noteOn(isProposed: boolean, isBank: boolean): string | undefined {
  if (isProposed)
    return 'Made for money that the collector holds; its payout clears the account in bank reconciliation.';
  return isBank
    ? 'A bank account: bank reconciliation books the collector’s payout too, and the money would stand twice.'
    : undefined;
}

/** Receivables and money of the Norwegian standard chart without the customer ledger's own account, and other debts. */
function isInterimNumber(accountNo: number): boolean {
  return (accountNo > 1500 && accountNo < 2000) || (accountNo >= 2900 && accountNo < 3000);
}

/** 1920–1959 are bank accounts in the Norwegian standard chart. */
function isBankNumber(accountNo: number): boolean {
  return accountNo >= 1920 && accountNo < 1960;
}
