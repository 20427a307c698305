import { addDays, formatDecimal, type LocalDate, type Money } from '@app/domain';
import { RecordRefusedError } from '../contract/index.js';

/** What the write-back refuses, each by its code, with what a person does about it. */

export function gone(): RecordRefusedError {
  return new RecordRefusedError(
    'item-gone',
    'The invoice is no longer shown in Fortnox, or is no demand any more.',
    'Look in Fortnox whether it was deleted or cancelled, or whether the access was cut.',
  );
}

export function notBooked(): RecordRefusedError {
  return new RecordRefusedError(
    'invoice-not-booked',
    'The invoice is not booked in Fortnox (any more), and Fortnox takes payments on booked invoices only.',
    'Book the invoice in Fortnox, then order the booking again.',
  );
}

export function cancelled(): RecordRefusedError {
  return new RecordRefusedError(
    'credited',
    'The invoice is cancelled in Fortnox.',
    'Decide with the creditor where the money belongs; a payment on such an invoice is not booked by itself.',
  );
}

export function unreadable(message: string): RecordRefusedError {
  return new RecordRefusedError(
    'item-unreadable',
    `The invoice cannot be read: ${message}`,
    'Mend the invoice in Fortnox, or register the payment there by hand.',
  );
}

export function nothingToReverse(): RecordRefusedError {
  return new RecordRefusedError(
    'nothing-to-reverse',
    'The instruction does not say which posting to take back.',
    'This is a fault of the hub: report it.',
  );
}

export function alreadyReversed(): RecordRefusedError {
  return new RecordRefusedError(
    'already-reversed',
    'The payment to take back is no longer in force in Fortnox.',
    'Look at the invoice in Fortnox; nothing is booked by us.',
  );
}

export function partReversal(): RecordRefusedError {
  return new RecordRefusedError(
    'part-reversal',
    'A part of a payment is to be taken back; Fortnox would not show which payment it belongs to.',
    'Reverse the whole booking and book the rest again.',
  );
}

export function wrongCurrency(of: string): RecordRefusedError {
  return new RecordRefusedError(
    'wrong-currency',
    `The invoice is in another currency than the ${of} to be booked.`,
    'Enter the settlement in the invoice’s currency.',
  );
}

export function lessOutstanding(outstanding: Money, amount: Money): RecordRefusedError {
  return new RecordRefusedError(
    'less-outstanding',
    `The invoice has ${formatDecimal(outstanding)} ${outstanding.currency} outstanding, less than the ${formatDecimal(amount)} to be booked.`,
    'Look in Fortnox at what was paid or credited meanwhile, and decide what is to be booked.',
  );
}

export function handledByFinans(): RecordRefusedError {
  return new RecordRefusedError(
    'handled-by-fortnox-finans',
    'The invoice is handled by Fortnox Finans, which books its payments itself.',
    'Report the payment to Fortnox Finans; nothing is booked by us.',
  );
}

export function equalPaymentExists(): RecordRefusedError {
  return new RecordRefusedError(
    'equal-payment-exists',
    'A payment of the same amount and day, not made by us, is already registered on the invoice.',
    'Check in Fortnox whether it is the same money. If both are genuine, book this one on another day.',
  );
}

export function targetMissing(cause?: unknown): RecordRefusedError {
  return new RecordRefusedError(
    'target-missing',
    'The mode of payment that was chosen for collected money does not exist in this company in Fortnox.',
    'Choose a mode of payment again, or make one in Fortnox that debits a clearing account, for example 1684.',
    { cause },
  );
}

export function targetChanged(): RecordRefusedError {
  return new RecordRefusedError(
    'target-changed',
    'The mode of payment that was chosen now debits another account.',
    'Choose the mode of payment for collected money again, or set its account back in Fortnox.',
  );
}

export function periodClosed(bookOn: string, lockedUntil: LocalDate): RecordRefusedError {
  return new RecordRefusedError(
    'period-closed',
    `The books are locked to and including ${lockedUntil} in Fortnox, so nothing can be booked on ${bookOn}.`,
    'Book on a later day, or have the accountant unlock the period.',
    { openFrom: addDays(lockedUntil, 1) },
  );
}

export function beforeInvoice(): RecordRefusedError {
  return new RecordRefusedError(
    'before-invoice',
    'The day to book on lies before the invoice’s own day.',
    'Book on the invoice’s day or later.',
  );
}
