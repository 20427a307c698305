import { formatDecimal, type LocalDate, type Money } from '@app/domain';
import { RecordRefusedError, type WriteBackLineKind } from '../contract/index.js';

/** What the write-back refuses, each by its code, with what a person does about it. */

export function gone(): RecordRefusedError {
  return new RecordRefusedError(
    'item-gone',
    'The invoice is no longer shown in PowerOffice.',
    'Look in PowerOffice whether it was taken out, or whether the extension’s access was cut.',
  );
}

export function credited(): RecordRefusedError {
  return new RecordRefusedError(
    'credited',
    'The invoice is credited or reversed in PowerOffice.',
    'Decide with the creditor where the money belongs; a payment on such an invoice is not booked by itself.',
  );
}

export function lessOutstanding(outstanding: Money, amount: Money): RecordRefusedError {
  return new RecordRefusedError(
    'less-outstanding',
    `The invoice has ${formatDecimal(outstanding)} ${outstanding.currency} outstanding, less than the ${formatDecimal(amount)} to be booked.`,
    'Look in PowerOffice at what was paid or credited meanwhile, and decide what is to be booked.',
  );
}

export function wrongCurrency(amount: Money): RecordRefusedError {
  return new RecordRefusedError(
    'wrong-currency',
    `The invoice is in another currency than the ${amount.currency} to be booked.`,
    'Enter the settlement in the invoice’s currency.',
  );
}

export function foreignCurrency(): RecordRefusedError {
  return new RecordRefusedError(
    'foreign-currency',
    'The invoice is not in NOK: PowerOffice does not tell what is left in its currency, nor at which rate to book.',
    'Book this payment by hand in PowerOffice, and mark it as booked.',
  );
}

export function targetMissing(): RecordRefusedError {
  return new RecordRefusedError(
    'target-missing',
    'The account that was chosen for collected money does not exist in this company, or is not active.',
    'Choose an account again, or make an interim account in PowerOffice, for example 1905 Inkasso oppgjør.',
  );
}

export function targetChanged(why: string): RecordRefusedError {
  return new RecordRefusedError(
    'target-changed',
    `The account that was chosen for collected money is not what it was: ${why}.`,
    'Choose the account for collected money again, or set it back in PowerOffice.',
  );
}

export function lineAccountMissing(kind: WriteBackLineKind): RecordRefusedError {
  return new RecordRefusedError(
    'line-account-missing',
    `The account that was chosen for ${kind} does not exist in this company any more, is not active, or asks for VAT, a department or a project.`,
    `Choose another account for ${kind}, or none: then they are left for the remittance. Order the booking again afterwards.`,
  );
}

export function noVatCode(): RecordRefusedError {
  return new RecordRefusedError(
    'vat-code-missing',
    'The company has no active VAT code 0, which payments are booked with.',
    'Activate VAT code 0 in PowerOffice (Settings → VAT).',
  );
}

export function noCustomerAccount(): RecordRefusedError {
  return new RecordRefusedError(
    'customer-missing',
    'The invoice’s customer has no account in the customer ledger that is shown to us.',
    'Look in PowerOffice whether the customer still exists.',
  );
}

export function periodClosed(bookOn: LocalDate, boundary: string, openFrom?: LocalDate): RecordRefusedError {
  return new RecordRefusedError(
    'period-closed',
    `PowerOffice takes no entries on ${bookOn}: ${boundary}.`,
    'Book on a later day, or have the accountant move the lock date.',
    { openFrom },
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
    'The posting to take back is no longer in force in PowerOffice.',
    'Look at the invoice in PowerOffice; nothing is booked by us.',
  );
}

export function partReversal(): RecordRefusedError {
  return new RecordRefusedError(
    'part-reversal',
    'PowerOffice takes back whole vouchers only, and the amount differs from what was booked.',
    'Reverse the whole booking and book the rest again.',
  );
}
