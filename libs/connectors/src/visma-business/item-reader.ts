import {
  type Debtor,
  type LedgerItemId,
  localDateAt,
  type Money,
  money,
  type OpenItem,
  parseMoney,
} from '@app/domain';
import type { RefusedRecord } from '../contract/index.js';
import { isRecord } from '../kit/index.js';
import type { CompanyBooks, CompanyContext, CompanyProfile } from './company.js';
import { customerRowsRead, readableRows } from './customer-rows.js';
import { allOf, LEDGER_KEY, oneOf, withKeys } from './filters.js';
import { itemIdOf, textOf } from './keys.js';
import { type LedgerRow, toLedgerRow, toLedgerRows } from './ledger-row.js';
import { associateFields, entryFields, transactionFields } from './selections.js';
import { standingOf } from './standing.js';
import { straysOf } from './strays.js';
import { toDebtor } from './to-debtor.js';
import { asRefusal, toOpenItem } from './to-open-item.js';
import { type WholeRead, wholeTables } from './whole-tables.js';
import { type WireAssociate, wireAssociate, type WireEntry, wireEntry, wireTransaction } from './wire.js';

/** One row of `customerTransaction`, with a way back to its own text. */
export interface RawRow {
  readonly value: unknown;
  raw(): string;
}

export interface DescribedItems {
  readonly items: readonly OpenItem[];
  readonly refused: readonly RefusedRecord[];
}

/** A row that is an invoice, as far as it can be told. */
interface Candidate {
  readonly raw: RawRow;
  readonly row: LedgerRow;
}

/** Debits among the rows as open items; credits and rows of ours are none. What cannot be mapped is refused by itself. */
export async function describeItems(
  context: CompanyContext,
  rows: readonly RawRow[],
  signal?: AbortSignal,
): Promise<DescribedItems> {
  const books = await context.books(signal);
  const refused: RefusedRecord[] = [];
  const attempt = <T>(raw: RawRow, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      refused.push(toRefused(error, raw));
      return undefined;
    }
  };
  const candidates = rows.flatMap((raw): readonly Candidate[] => {
    const row = attempt(raw, () => toLedgerRow(wireTransaction(raw.value), books.currency));
    return row && isDemand(row) ? [{ raw, row }] : [];
  });
  if (candidates.length === 0) return { items: [], refused };
  const about = await readAbout(
    context,
    candidates.map(({ row }) => row),
    books,
    signal,
  );
  const items: OpenItem[] = [];
  for (const { raw, row } of candidates) {
    const newest = about.invoices.get(textOf(row.wire)) ?? row;
    const item = attempt(raw, () => toItem(newest, about, books, context));
    if (item) items.push(item);
  }
  return { items, refused };
}

/**
 * A debit that is not ours and bears an invoice number: Visma fills it on every invoice voucher, so what has none is a
 * reminder fee, interest or a correction. A correction that names an invoice is settled with what it corrects, and is due
 * on no day.
 */
function isDemand({ minor, openMinor, token, wire }: LedgerRow): boolean {
  if (minor <= 0n || token !== undefined || wire.invoiceNo === undefined) return false;
  return openMinor !== 0n || (wire.dueDate ?? 0) !== 0;
}

/** What is known about the candidates from other rows. */
interface About {
  /**
   * Their own rows once more, in the answer that told the others: a payment that is booked between two questions would
   * otherwise stand among the others and not in the balance, and push another one out of it.
   */
  readonly invoices: ReadonlyMap<string, LedgerRow>;
  readonly entries: ReadonlyMap<string, WireEntry>;
  readonly debtors: ReadonlyMap<number, Debtor>;
  readonly onAccount: ReadonlyMap<number, bigint>;
  readonly others: readonly LedgerRow[];
  readonly strays: readonly LedgerRow[];
}

async function readAbout(
  context: CompanyContext,
  invoices: readonly LedgerRow[],
  profile: CompanyProfile,
  signal?: AbortSignal,
): Promise<About> {
  const schema = await context.client.schema(signal);
  const customers = customersOf(invoices);
  const moved = customersOf(invoices.filter(({ minor, openMinor }) => minor !== openMinor));
  const rowsRead = customerRowsRead(schema, { moved, all: customers });
  const entryRead = { table: 'openCustomerEntry', fields: entryFields(schema), key: LEDGER_KEY };
  const theirs = withKeys(invoices.map(({ wire }) => wire));
  const reads: Readonly<Record<'invoices' | 'entries' | 'onAccount' | 'associates', WholeRead>> = {
    invoices: {
      table: 'customerTransaction',
      fields: transactionFields(schema),
      filter: theirs,
      key: LEDGER_KEY,
    },
    entries: { ...entryRead, filter: theirs },
    onAccount: {
      ...entryRead,
      filter: allOf(oneOf('customerNo', customers), { outstandingAmountDomestic: { _lt: 0 } }),
    },
    associates: {
      table: 'associate',
      fields: associateFields(schema),
      filter: oneOf('customerNo', customers),
      key: ['customerNo'],
    },
  };
  const answer = await wholeTables<string>(
    context,
    'kravhub_about_items',
    rowsRead ? { ...reads, rows: rowsRead } : reads,
    signal,
  );
  const rowsOf = (name: keyof typeof reads | 'rows'): readonly unknown[] => answer[name]?.rows ?? [];
  const entries = new Map(readable(rowsOf('entries'), wireEntry).map((entry) => [textOf(entry), entry]));
  const others = readableRows(rowsOf('rows'));
  const known = toLedgerRows(others, profile.currency);
  const again = toLedgerRows(readableRows(rowsOf('invoices')), profile.currency);
  const newest = new Map(again.map((row) => [textOf(row.wire), row]));
  return {
    invoices: newest,
    entries,
    debtors: debtorsOf(readable(rowsOf('associates'), wireAssociate)),
    onAccount: sumOnAccount(readable(rowsOf('onAccount'), wireEntry), profile),
    others: known,
    strays: await straysOf(
      context,
      invoices.map((row) => withReference(newest.get(textOf(row.wire)) ?? row, entries)),
      known,
      profile,
      signal,
    ),
  };
}

/** What payments are matched against is told by the open entry; the transaction need not have the column. */
function withReference(row: LedgerRow, entries: ReadonlyMap<string, WireEntry>): LedgerRow {
  const reference = row.wire.reference ?? entries.get(textOf(row.wire))?.reference;
  return reference === undefined ? row : { ...row, wire: { ...row.wire, reference } };
}

function toItem(row: LedgerRow, about: About, books: CompanyBooks, { clock }: CompanyContext): OpenItem {
  const known = withReference(row, about.entries);
  const entry = about.entries.get(textOf(row.wire));
  const customerNo = row.wire.customerNo ?? 0;
  const number = entry?.currencyNo ?? row.wire.currencyNo ?? 0;
  const code = books.currencyCodes.get(number);
  const strays = about.strays.filter(({ wire }) => wire.customerNo === customerNo);
  return toOpenItem({
    row: known,
    entry,
    standing: standingOf(known, about.others, strays, books.currency),
    debtor: about.debtors.get(customerNo),
    foreign: number === 0 || code === books.currency ? undefined : { code },
    onAccount: onAccountOf(about, customerNo, books),
    today: localDateAt(clock.now(), books.country),
  });
}

function onAccountOf({ onAccount }: About, customerNo: number, { currency }: CompanyProfile): Money {
  return money(onAccount.get(customerNo) ?? 0n, currency);
}

function sumOnAccount(
  entries: readonly WireEntry[],
  { currency }: CompanyProfile,
): ReadonlyMap<number, bigint> {
  const sums = new Map<number, bigint>();
  for (const { customerNo, outstandingAmountDomestic } of entries) {
    if (customerNo === undefined) continue;
    sums.set(customerNo, (sums.get(customerNo) ?? 0n) + owedBack(outstandingAmountDomestic, currency));
  }
  return sums;
}

/** Positive. What cannot be read is money all the same: the least of it keeps the customer's items on hold. */
function owedBack(text: string, currency: CompanyProfile['currency']): bigint {
  try {
    return -parseMoney(text, currency).minor;
  } catch {
    return 1n;
  }
}

function debtorsOf(associates: readonly WireAssociate[]): ReadonlyMap<number, Debtor> {
  return new Map(associates.map((associate) => [associate.customerNo, toDebtor(associate)]));
}

function readable<T>(rows: readonly unknown[], decoder: (row: unknown) => T): readonly T[] {
  return rows.flatMap((row) => {
    try {
      return [decoder(row)];
    } catch {
      return [];
    }
  });
}

function customersOf(rows: readonly LedgerRow[]): readonly number[] {
  return [...new Set(rows.flatMap(({ wire }) => wire.customerNo ?? []))].filter((number) => number !== 0);
}

function toRefused(error: unknown, { value, raw }: RawRow): RefusedRecord {
  const { reason, message } = asRefusal(error);
  const id = readableId(value);
  return { ...(id === undefined ? {} : { ledgerItemId: id }), reason, message, raw: raw() };
}

/** The row's own id, where it has a readable one. */
function readableId(row: unknown): LedgerItemId | undefined {
  if (!isRecord(row)) return undefined;
  const { voucherJournalNo, auditNo } = row;
  if (typeof voucherJournalNo !== 'number' || typeof auditNo !== 'number') return undefined;
  return itemIdOf({ voucherJournalNo, auditNo });
}
