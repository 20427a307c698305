import { currency, type LedgerItemId, type Money, parseMoney } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { EVER } from './credit-vouchers.js';
import { ObjectNotFoundError } from './errors.js';
import { asRefusal } from './to-open-item.js';
import {
  INVOICE_FIELDS,
  VOUCHER_FIELDS,
  wireInvoice,
  type WireInvoice,
  wireVoucher,
  type WireVoucher,
} from './wire.js';

/** One charged invoice as it stands now; undefined when Tripletex does not list it. */
export async function readInvoice(
  client: TripletexClient,
  id: LedgerItemId,
  signal?: AbortSignal,
): Promise<WireInvoice | undefined> {
  const [invoice, ...others] = await client.list(
    { path: '/invoice', query: { ...EVER, id, from: 0, count: 2, fields: INVOICE_FIELDS }, signal },
    wireInvoice,
  );
  if (others.length > 0 || (invoice && invoice.id !== id)) {
    throw new LedgerContradictionError('Tripletex returned invoices that were not asked for.');
  }
  return invoice;
}

/** @throws LedgerContradictionError when the invoice's money cannot be read */
export function outstandingOf(invoice: WireInvoice): Money {
  try {
    return parseMoney(invoice.amountCurrencyOutstanding, currency(invoice.currency.code));
  } catch (error) {
    throw new LedgerContradictionError(asRefusal(error).message);
  }
}

/** A voucher with its postings; undefined when it is not shown to us. */
export async function readVoucher(
  client: TripletexClient,
  id: string,
  signal?: AbortSignal,
): Promise<WireVoucher | undefined> {
  try {
    return await client.get(
      { path: '/ledger/voucher/{id}', id, query: { fields: VOUCHER_FIELDS }, signal },
      wireVoucher,
    );
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    throw error;
  }
}
