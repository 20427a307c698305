import type { LedgerItemId, OpenItem } from '@app/domain';
import { LedgerContradictionError, LedgerError, type RefusedRecord } from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import type { FortnoxCustomers } from './customers.js';
import { ObjectNotFoundError } from './errors.js';
import { type CreditFacts, needsSingle, type PaymentFact } from './movements.js';
import { listPayments, readPayment } from './payments.js';
import { asRefusal } from './refusal.js';
import { isDemand, toOpenItem } from './to-open-item.js';
import { wireInvoice, type WireInvoice, wireInvoiceAnswer, type WirePaymentRow } from './wire.js';

/** What the files of this folder share for one company. */
export interface CompanyContext {
  readonly client: FortnoxClient;
  readonly customers: FortnoxCustomers;
}

export type ItemReading =
  | { readonly outcome: 'found'; readonly item: OpenItem; readonly isCancelled: boolean }
  | { readonly outcome: 'refused'; readonly record: RefusedRecord }
  /** Not there, or not a demand (any more). */
  | { readonly outcome: 'missing' };

const MISSING: ItemReading = { outcome: 'missing' };

/**
 * Reads one invoice whole. The list has no `Credit`, no `TotalToPay`, no address and no payments, so an item costs
 * two requests (invoice, its payments), one more per customer, credit note, write-off and foreign payment.
 */
export async function readItem(
  context: CompanyContext,
  id: string,
  signal?: AbortSignal,
): Promise<ItemReading> {
  const answer = await fetchInvoice(context.client, id, signal);
  if (!answer) return MISSING;
  try {
    const invoice = wireInvoice(answer.value);
    if (invoice.DocumentNumber !== id) {
      throw new LedgerContradictionError('Fortnox returned another invoice than the one asked for.');
    }
    if (!isDemand(invoice)) return MISSING;
    const { facts, credit } = await readMovementFacts(context.client, invoice, signal);
    const debtor = await context.customers.debtorOf(invoice, signal);
    const item = toOpenItem(invoice, debtor, facts, credit);
    return { outcome: 'found', item, isCancelled: invoice.Cancelled === true };
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    const { reason, message } = asRefusal(error);
    return {
      outcome: 'refused',
      record: { ledgerItemId: id as LedgerItemId, reason, message, raw: answer.text },
    };
  }
}

/** The payments on the invoice and the credit note it names, as far as the mapping needs them. @throws DecodeError */
export async function readMovementFacts(
  client: FortnoxClient,
  invoice: WireInvoice,
  signal?: AbortSignal,
): Promise<{ readonly facts: readonly PaymentFact[]; readonly credit: CreditFacts | undefined }> {
  const rows = await listPayments(client, invoice.DocumentNumber, signal);
  const facts: PaymentFact[] = [];
  for (const row of rows) {
    const single = needsSingle(invoice, row) ? await readPayment(client, row.Number, signal) : undefined;
    facts.push({ row, ...(single ? { single } : {}) });
  }
  return { facts, credit: await readCredit(client, invoice, rows, signal) };
}

/** The note's own payments are needed only where no `Source` tells which of the invoice's payments net it. */
async function readCredit(
  client: FortnoxClient,
  { CreditInvoiceReference, Credit }: WireInvoice,
  rows: readonly WirePaymentRow[],
  signal?: AbortSignal,
): Promise<CreditFacts | undefined> {
  if (CreditInvoiceReference === undefined || Credit === true) return undefined;
  const answer = await fetchInvoice(client, CreditInvoiceReference, signal);
  if (!answer) return { note: undefined, payments: [] };
  const note = wireInvoice(answer.value);
  const isUntold =
    rows.length > 0 && rows.every(({ Source }) => Source !== 'settle') && note.Balance !== note.Total;
  return { note, payments: isUntold ? await listPayments(client, note.DocumentNumber, signal) : [] };
}

/** One invoice and the answer's text; undefined when Fortnox does not know it. */
export async function fetchInvoice(
  client: FortnoxClient,
  id: string,
  signal?: AbortSignal,
): Promise<{ readonly value: unknown; readonly text: string } | undefined> {
  try {
    const { value, text } = await client.getRaw(
      { path: '/invoices/{DocumentNumber}', id, signal },
      wireInvoiceAnswer,
    );
    return { value: value.Invoice, text };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined;
    throw error;
  }
}
