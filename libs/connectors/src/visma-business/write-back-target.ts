import type {
  WriteBackAccount,
  WriteBackAccountOption,
  WriteBackTarget,
  WriteBackTargetOption,
} from '../contract/index.js';
import { toAccountOptions } from '../kit/index.js';
import type { CompanyContext } from './company.js';
import { allOf, type Filter, oneOf } from './filters.js';
import { wholeTables } from './whole-tables.js';
import { wireAccount, type WireAccount, wireSeries, type WireSeries } from './wire.js';

/** The interim account that collected money is booked on until the collector pays it out, and the series of the vouchers. */
export interface VismaTarget {
  readonly accountNo: number;
  readonly voucherSeriesNo: number;
}

export interface CompanyAccounts {
  readonly accounts: readonly WireAccount[];
  readonly series: readonly WireSeries[];
}

/** Balance accounts on which money in transit may stand lie below this number, in either country's standard chart. */
const ACCOUNTS_BELOW = 3_000;
/** Income accounts lie from there to here, costs among them. */
const LINE_ACCOUNTS_BELOW = 8_400;

export async function readAccounts(context: CompanyContext, signal?: AbortSignal): Promise<CompanyAccounts> {
  const { client } = context;
  const { accounts, series } = await wholeTables(
    context,
    'kravhub_accounts',
    {
      accounts: {
        table: 'generalLedgerAccount',
        fields: ['accountNo', 'name'],
        filter: { accountNo: { _lt: ACCOUNTS_BELOW } },
        key: ['accountNo'],
      },
      series: {
        table: 'voucherSeries',
        fields: ['voucherSeriesNo', 'name', 'lastVoucherNo', 'nextVoucherNo'],
        key: ['voucherSeriesNo'],
      },
    },
    signal,
  );
  return {
    accounts: client.decodeRows('kravhub_accounts', wireAccount, accounts.rows),
    series: client.decodeRows('kravhub_accounts', wireSeries, series.rows),
  };
}

/** Income accounts, for interest and fees; whether one is blocked or bears VAT of its own Visma tells when it posts. */
export async function readLineAccounts(
  context: CompanyContext,
  signal?: AbortSignal,
): Promise<readonly WriteBackAccountOption[]> {
  const between = allOf({ accountNo: { _gte: ACCOUNTS_BELOW } }, { accountNo: { _lt: LINE_ACCOUNTS_BELOW } });
  const accounts = await readLedgerAccounts(context, between, signal);
  return toAccountOptions(
    accounts.map(({ accountNo, name }) => ({
      number: String(accountNo),
      name: name ?? '',
      account: { accountNo },
    })),
  );
}

/** Those of the numbers that the company's chart has; nothing is asked for none. */
export async function knownAccounts(
  context: CompanyContext,
  numbers: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set();
  const accounts = await readLedgerAccounts(context, oneOf('accountNo', numbers), signal);
  return new Set(accounts.map(({ accountNo }) => accountNo));
}

async function readLedgerAccounts(
  context: CompanyContext,
  filter: Filter,
  signal?: AbortSignal,
): Promise<readonly WireAccount[]> {
  const operation = 'kravhub_line_accounts';
  const read = { table: 'generalLedgerAccount', fields: ['accountNo', 'name'], filter, key: ['accountNo'] };
  const { accounts } = await wholeTables(context, operation, { accounts: read }, signal);
  return context.client.decodeRows(operation, wireAccount, accounts.rows);
}

export function readLineAccount({ accountNo }: WriteBackAccount): number | undefined {
  return typeof accountNo === 'number' && Number.isSafeInteger(accountNo) ? accountNo : undefined;
}

/** At most one is proposed: an account that speaks of collection and is no bank account, with a series that fits. */
export function toOptions({ accounts, series }: CompanyAccounts): readonly WriteBackTargetOption[] {
  const chosen = seriesToPropose(series);
  if (!chosen) return [];
  const usable = accounts.filter(({ accountNo }) => isInterimNumber(accountNo));
  const proposed = usable.find((account) => isCollection(account.name) && !isBank(account));
  return usable.map((account) => {
    const note = noteOn(account, account === proposed, chosen);
    return {
      target: { accountNo: account.accountNo, voucherSeriesNo: chosen.voucherSeriesNo },
      label: `${account.accountNo} ${account.name ?? ''}`.trim(),
      proposed: account === proposed,
      ...(note === undefined ? {} : { note }),
    };
  });
}

export function readTarget({ accountNo, voucherSeriesNo }: WriteBackTarget): VismaTarget | undefined {
  const isNumber = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value);
  return isNumber(accountNo) && isNumber(voucherSeriesNo) ? { accountNo, voucherSeriesNo } : undefined;
}

export type TargetState = 'good' | 'missing' | 'used-up' | 'bank';

export function stateOf(target: VismaTarget | undefined, { accounts, series }: CompanyAccounts): TargetState {
  const account = accounts.find(({ accountNo }) => accountNo === target?.accountNo);
  const chosen = series.find(({ voucherSeriesNo }) => voucherSeriesNo === target?.voucherSeriesNo);
  if (!account || !chosen) return 'missing';
  if (isUsedUp(chosen)) return 'used-up';
  return isBank(account) ? 'bank' : 'good';
}

export function hasInterimAccount({ accounts }: CompanyAccounts): boolean {
  return accounts.some(
    (account) => isCollection(account.name) && isInterimNumber(account.accountNo) && !isBank(account),
  );
}

/** A series of the collector's own keeps our numbers apart from everybody else's; one for payments will do. */
export function seriesToPropose(series: readonly WireSeries[]): WireSeries | undefined {
  const free = series.filter((one) => !isUsedUp(one));
  return (
    free.find(({ name }) => isCollection(name)) ??
    free.find(({ name }) => /inn?betaling|betaling|payment|bank/i.test(name ?? '')) ??
    free.find(({ name }) => /diverse|øvrig|övrig|other|general/i.test(name ?? ''))
  );
}

export function isOwnSeries({ name }: WireSeries): boolean {
  return isCollection(name);
}

/** A series without an end has 0 or nothing as its last number. */
export function isUsedUp({ nextVoucherNo = 0, lastVoucherNo = 0 }: WireSeries): boolean {
  return lastVoucherNo > 0 && nextVoucherNo > lastVoucherNo;
}

function isCollection(name: string | undefined): boolean {
  return /inkasso|innkrev|indriv|kravhub|collect/i.test(name ?? '');
}

function noteOn(account: WireAccount, isProposed: boolean, series: WireSeries): string | undefined {
  if (isProposed) {
    const where = `Vouchers go into series ${series.voucherSeriesNo} ${series.name ?? ''}`.trim();
    return `Made for money that the collector holds; its payout clears the account in bank reconciliation. ${where}.`;
  }
  return isBank(account)
    ? 'A bank account: bank reconciliation books the collector’s payout too, and the money would stand twice.'
    : undefined;
}

/** Receivables and money without the customer ledger's own accounts, and other short-term debts. */
function isInterimNumber(accountNo: number): boolean {
  return (accountNo > 1_515 && accountNo < 2_000) || (accountNo >= 2_800 && accountNo < 3_000);
}

/** 1920–1959 are bank accounts in the Norwegian (NS 4102) and in the Swedish (BAS) standard chart. */
function isBank({ accountNo }: WireAccount): boolean {
  return accountNo >= 1_920 && accountNo < 1_960;
}
