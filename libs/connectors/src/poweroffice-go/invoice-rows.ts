import type { Clock, LedgerItemId, OpenItem } from '@app/domain';
import type { RefusedRecord } from '../contract/index.js';
import { elementTexts } from '../kit/index.js';
import type { PowerOfficeClient } from './client.js';
import type { CustomerFault, KnownCustomer, PowerOfficeCustomers } from './customers.js';
import { readMatches } from './matches.js';
import { isUntouched } from './movements.js';
import { asRefusal, readableId, RefusalError, toOpenItem } from './to-open-item.js';
import { type WireInvoice, wireInvoice } from './wire.js';

/** What the files of this folder share for one company. */
export interface CompanyContext {
  readonly client: PowerOfficeClient;
  readonly customers: PowerOfficeCustomers;
  readonly clock: Clock;
}

/** One row of a list answer, with a way back to its own text. */
export interface RawRow {
  readonly value: unknown;
  /** Its place in the answer. */
  readonly index: number;
}

export interface MappedRows {
  readonly items: readonly OpenItem[];
  readonly refused: readonly RefusedRecord[];
}

export interface MapOptions {
  /** The answer's text. */
  readonly text: string;
  /** Rows with nothing left are passed over. */
  readonly openOnly: boolean;
  /** Customers as they are now, not from memory. */
  readonly freshCustomers?: boolean;
  readonly signal?: AbortSignal | undefined;
}

interface Candidate {
  readonly row: RawRow;
  readonly invoice: WireInvoice;
  readonly isMoved: boolean;
}

/** Rows of `GET /OutgoingInvoices` as open items; what cannot be mapped is refused by itself. */
export async function mapRows(
  { client, customers, clock }: CompanyContext,
  rows: readonly RawRow[],
  { text, openOnly, freshCustomers = false, signal }: MapOptions,
): Promise<MappedRows> {
  const refused = new Refusals(text);
  const candidates: Candidate[] = [];
  for (const row of rows) {
    const candidate = refused.attempt(row, () => readCandidate(row));
    if (candidate && !(openOnly && isSettled(candidate.invoice))) candidates.push(candidate);
  }
  const references = candidates.flatMap(({ invoice: { CustomerId: id, CustomerNo: number } }) =>
    id === undefined ? [] : [{ id, number }],
  );
  const known = await customers.read(references, { fresh: freshCustomers, signal });
  const moved = candidates.filter(({ isMoved }) => isMoved).map(({ invoice }) => invoice);
  const matches = await readMatches(client, clock, moved, signal);
  const items: OpenItem[] = [];
  for (const { row, invoice, isMoved } of candidates) {
    const customer: KnownCustomer | CustomerFault = known.get(invoice.CustomerId ?? '') ?? NO_CUSTOMER;
    const item = refused.attempt(row, () => {
      if ('fault' in customer) throw new RefusalError('missing-debtor', customer.fault);
      return toOpenItem(invoice, customer, isMoved ? matches.get(invoice.MatchId ?? '') : undefined);
    });
    if (item && !(openOnly && item.outstanding.minor === 0n)) items.push(item);
  }
  return { items, refused: refused.all };
}

const NO_CUSTOMER: CustomerFault = { fault: 'The invoice names no customer that PowerOffice shows.' };

/** @throws DecodeError, MalformedAmountError */
function readCandidate(row: RawRow): Candidate {
  const invoice = wireInvoice(row.value);
  return { row, invoice, isMoved: invoice.MatchId !== undefined && !isUntouched(invoice) };
}

function isSettled({ Balance }: WireInvoice): boolean {
  return Balance !== undefined && !/[1-9]/.test(Balance.replace(/[eE].*$/, ''));
}

class Refusals {
  readonly #refused: RefusedRecord[] = [];
  #texts: readonly string[] | undefined;

  constructor(private readonly text: string) {}

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
        raw: this.#rawOf(row),
      });
      return undefined;
    }
  }

  #rawOf({ index, value }: RawRow): string {
    // A bare array has no name to be found by.
    this.#texts ??= elementTexts(`{"rows":${this.text}}`, 'rows') ?? [];
    return this.#texts[index] ?? JSON.stringify(value);
  }
}
