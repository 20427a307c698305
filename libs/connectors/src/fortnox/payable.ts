import { currency } from '@app/domain';
import { LedgerError, type WriteBackInstruction } from '../contract/index.js';
import { type BalanceView, viewBalance } from './balance.js';
import type { FortnoxClient } from './client.js';
import { fetchInvoice, readMovementFacts } from './item-reader.js';
import { asRefusal } from './refusal.js';
import { isDemand } from './to-open-item.js';
import { wireInvoice, type WireInvoice, type WirePaymentRow } from './wire.js';
import * as refuse from './write-back-refusals.js';

export interface PayableInvoice {
  readonly invoice: WireInvoice;
  readonly view: BalanceView;
  /** All payments on it, booked or not. */
  readonly rows: readonly WirePaymentRow[];
}

/** The invoice of an instruction as it stands now. @throws RecordRefusedError gone, unreadable, or in another currency */
export async function readPayable(
  client: FortnoxClient,
  { ledgerItemId, amount }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<PayableInvoice> {
  const answer = await fetchInvoice(client, ledgerItemId, signal);
  if (!answer) throw refuse.gone();
  try {
    const invoice = wireInvoice(answer.value);
    if (invoice.Cancelled === true) throw refuse.cancelled();
    if (!isDemand(invoice)) throw invoice.Booked === true ? refuse.gone() : refuse.notBooked();
    if (invoice.Currency !== amount.currency) throw refuse.wrongCurrency(amount.currency);
    const { facts, credit } = await readMovementFacts(client, invoice, signal);
    const view = viewBalance(invoice, facts, credit, currency(invoice.Currency));
    return { invoice, view, rows: facts.map(({ row }) => row) };
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw refuse.unreadable(asRefusal(error).message);
  }
}
