import { formatDecimal } from '@app/domain';
import {
  LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  type WriteBackInstruction,
} from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import { signedInBooks } from './find-payment.js';
import { BOOKS } from './movements.js';
import { readPayment } from './payments.js';
import { wirePaymentAnswer, type WirePayment } from './wire.js';
import type { FortnoxTarget } from './write-back-target.js';

/** Registers the payment; nothing is booked yet. Sent once: Fortnox registers a repeat again. */
export async function createDraft(
  client: FortnoxClient,
  instruction: WriteBackInstruction,
  { mode, account }: FortnoxTarget,
  signal?: AbortSignal,
): Promise<WirePayment> {
  const inBooks = formatDecimal(signedInBooks(instruction));
  const { amount, kind } = instruction;
  const inInvoiceCurrency = `${kind === 'payment' ? '' : '-'}${formatDecimal(amount)}`;
  // Written by hand: the amounts keep their digits, and a document number may be longer than a float is exact.
  const body =
    `{"InvoicePayment":{"InvoiceNumber":${instruction.invoiceNumber},"Amount":${inBooks},` +
    `"AmountCurrency":${amount.currency === BOOKS ? inBooks : inInvoiceCurrency},` +
    `"PaymentDate":${JSON.stringify(instruction.bookOn)},"ModeOfPayment":${JSON.stringify(mode)},` +
    `"ModeOfPaymentAccount":${account}}}`;
  const answer = await client.write('POST', { path: '/invoicepayments', body, signal }, wirePaymentAnswer);
  return answer.InvoicePayment;
}

/**
 * Books one registered payment, and answers with it as Fortnox shows it afterwards. After an unclear answer the
 * payment's own record is the truth, so booking is never sent for a payment that is booked.
 * @throws RecordRefusedError Fortnox will not book it, and the draft has been taken away again
 * @throws OutcomeUnknownError the draft stands, and may be booked or not
 */
export async function bookDraft(
  client: FortnoxClient,
  number: string,
  signal?: AbortSignal,
): Promise<WirePayment> {
  try {
    const answer = await client.write(
      'PUT',
      { path: '/invoicepayments/{Number}/bookkeep', id: number, signal },
      wirePaymentAnswer,
    );
    if (answer.InvoicePayment.Booked === true) return answer.InvoicePayment;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return afterTrouble(client, number, error, signal);
  }
  return afterTrouble(client, number, undefined, signal);
}

async function afterTrouble(
  client: FortnoxClient,
  number: string,
  error: LedgerError | undefined,
  signal?: AbortSignal,
): Promise<WirePayment> {
  const shown = await read(client, number, signal);
  if (shown?.Booked === true) return shown;
  if (shown && error instanceof RecordRefusedError && !(error instanceof ObjectNotFoundError)) {
    await takeAway(client, number, signal);
    throw error;
  }
  throw new OutcomeUnknownError(
    'Fortnox registered the payment, but whether it is booked is not known yet.',
    {
      cause: error,
    },
  );
}

async function read(
  client: FortnoxClient,
  number: string,
  signal?: AbortSignal,
): Promise<WirePayment | undefined> {
  try {
    return await readPayment(client, number, signal);
  } catch (error) {
    if (error instanceof LedgerError) throw unknownYet(error);
    throw error;
  }
}

/** Deletes our own draft only: Fortnox refused to book it, so nothing of it may be left behind. */
async function takeAway(client: FortnoxClient, number: string, signal?: AbortSignal): Promise<void> {
  try {
    await client.remove({ path: '/invoicepayments/{Number}', id: number, signal });
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return;
    if (error instanceof LedgerError) throw unknownYet(error);
    throw error;
  }
}

function unknownYet(cause: LedgerError): OutcomeUnknownError {
  return new OutcomeUnknownError('Fortnox registered the payment, but it could not be read back.', { cause });
}
