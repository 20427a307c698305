import { LedgerContradictionError } from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import {
  wirePaymentAnswer,
  wirePaymentList,
  wirePaymentRow,
  type WirePayment,
  type WirePaymentRow,
} from './wire.js';

const PAGE_ROWS = 500;
const PAGES_MAX = 20;

/**
 * All payments on one invoice, booked or not, by rising number. The filter may match by "contains" (`10` finding
 * `104` too), so every row is compared.
 * @throws DecodeError a payment cannot be read
 */
export async function listPayments(
  client: FortnoxClient,
  invoiceNumber: string,
  signal?: AbortSignal,
): Promise<readonly WirePaymentRow[]> {
  const rows = new Map<string, WirePaymentRow>();
  let read = 0;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { MetaInformation, InvoicePayments } = await client.get(
      {
        path: '/invoicepayments',
        query: { invoicenumber: invoiceNumber, limit: PAGE_ROWS, page },
        signal,
      },
      wirePaymentList,
    );
    read += InvoicePayments.length;
    for (const value of InvoicePayments) {
      const row = wirePaymentRow(value);
      if (row.InvoiceNumber === invoiceNumber) rows.set(row.Number, row);
    }
    if (InvoicePayments.length === 0 || read >= MetaInformation['@TotalResources'])
      return byNumber([...rows.values()]);
  }
  throw new LedgerContradictionError(`The payments of one invoice did not end within ${PAGES_MAX} pages.`);
}

/** One payment with its mode, voucher and write-offs; undefined when it was deleted. */
export async function readPayment(
  client: FortnoxClient,
  number: string,
  signal?: AbortSignal,
): Promise<WirePayment | undefined> {
  try {
    const { InvoicePayment } = await client.get(
      { path: '/invoicepayments/{Number}', id: number, signal },
      wirePaymentAnswer,
    );
    if (InvoicePayment.Number !== number) {
      throw new LedgerContradictionError('Fortnox returned another payment than the one asked for.');
    }
    return InvoicePayment;
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    throw error;
  }
}

function byNumber(rows: readonly WirePaymentRow[]): readonly WirePaymentRow[] {
  return [...rows].sort((a, b) => (BigInt(a.Number) < BigInt(b.Number) ? -1 : 1));
}
