import type { LedgerItemId, OpenItem } from '@app/domain';
import type { RefusedRecord } from '../contract/index.js';
import { elementTexts } from '../kit/index.js';
import type { TripletexClient } from './client.js';
import type { TripletexCreditVouchers } from './credit-vouchers.js';
import { type DebtorFault, isExpanded, type TripletexCustomers } from './customers.js';
import { undecidedVouchers } from './movements.js';
import type { RecentInvoices } from './recent-invoices.js';
import { asRefusal, readableId, RefusalError, toOpenItem } from './to-open-item.js';
import { type WireInvoice, wireInvoice, wireInvoiceHead } from './wire.js';

/** What the files of this folder share for one company. */
export interface CompanyContext {
  readonly client: TripletexClient;
  readonly customers: TripletexCustomers;
  readonly creditVouchers: TripletexCreditVouchers;
  readonly recent: RecentInvoices;
}

/** One row of a list answer, with a way back to its own text. */
export interface RawRow {
  readonly value: unknown;
  /** Its place in the answer's `values`. */
  readonly index: number;
}

export interface MapOptions {
  /** The answer that the rows came with. */
  readonly text: string;
  readonly openOnly: boolean;
  /** Whether the items are read again soon. Default: false. */
  readonly remember?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface MappedRows {
  readonly items: readonly OpenItem[];
  readonly refused: readonly RefusedRecord[];
}

interface Candidate {
  readonly row: RawRow;
  readonly invoice: WireInvoice;
}

/**
 * Rows of `GET /invoice` as open items; what cannot be mapped is refused by itself. With `openOnly`, rows with nothing
 * outstanding are passed over before they are read in full.
 */
export async function mapRows(
  { customers, creditVouchers, recent }: CompanyContext,
  rows: readonly RawRow[],
  { text, openOnly, remember = false, signal }: MapOptions,
): Promise<MappedRows> {
  const texts = new RowTexts(text);
  const refused = new Refusals(texts);
  const candidates: Candidate[] = [];
  for (const row of rows) {
    const invoice = refused.attempt(row, () => readInvoice(row.value, openOnly));
    if (!invoice) continue;
    candidates.push({ row, invoice });
    if (invoice.isCreditNote && invoice.voucher) creditVouchers.note(invoice.voucher.id);
  }
  const debtors = await customers.debtorsOf(
    candidates.map(({ invoice }) => invoice.customer),
    signal,
  );
  await creditVouchers.learn(
    candidates.flatMap(({ invoice }) => undecidedVouchers(invoice)),
    signal,
  );
  const items: OpenItem[] = [];
  candidates.forEach(({ row, invoice }, index) => {
    const debtor = debtors[index] ?? NO_DEBTOR;
    const item = refused.attempt(row, () => {
      if ('fault' in debtor) throw new RefusalError('missing-debtor', debtor.fault);
      return toOpenItem(invoice, debtor, creditVouchers);
    });
    if (!item) return;
    items.push(item);
    if (remember && explainsItself(invoice, item)) recent.remember(item, texts.of(row));
  });
  return { items, refused: refused.all };
}

/** Nothing but the row was needed to tell what it means. */
function explainsItself(invoice: WireInvoice, item: OpenItem): boolean {
  return item.kind === 'invoice' && item.movements.length === 0 && isExpanded(invoice.customer);
}

const NO_DEBTOR: DebtorFault = { fault: 'The invoice names no customer.' };

/** Undefined for drafts, and for rows of no interest. @throws DecodeError */
function readInvoice(value: unknown, openOnly: boolean): WireInvoice | undefined {
  if (openOnly) {
    const head = wireInvoiceHead(value);
    if (!head.isCharged || isZero(head.amountCurrencyOutstanding)) return undefined;
  } else if (!wireInvoiceHead(value).isCharged) {
    return undefined;
  }
  return wireInvoice(value);
}

function isZero(amount: string): boolean {
  return amount === '0.0' || amount === '0' || !/[1-9]/.test(amount.replace(/[eE].*$/, ''));
}

/** The rows' own texts, looked for when one is asked for. */
class RowTexts {
  #texts: readonly string[] | undefined;

  constructor(private readonly answer: string) {}

  of({ index, value }: RawRow): string {
    this.#texts ??= elementTexts(this.answer, 'values') ?? [];
    return this.#texts[index] ?? JSON.stringify(value);
  }
}

class Refusals {
  readonly #refused: RefusedRecord[] = [];

  constructor(private readonly texts: RowTexts) {}

  get all(): readonly RefusedRecord[] {
    return this.#refused;
  }

  attempt<T>(row: RawRow, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      const { reason, message } = asRefusal(error);
      const id = readableId(row.value) as LedgerItemId | undefined;
      this.#refused.push({
        ...(id === undefined ? {} : { ledgerItemId: id }),
        reason,
        message,
        raw: this.texts.of(row),
      });
      return undefined;
    }
  }
}
