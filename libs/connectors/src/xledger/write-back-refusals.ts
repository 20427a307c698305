import { formatDecimal, type Money } from '@app/domain';
import { RecordRefusedError, type WriteBackLineKind } from '../contract/index.js';

/** What the write-back refuses, each by its code, with what a person does about it. */

export function gone(): RecordRefusedError {
  return new RecordRefusedError(
    'item-gone',
    'The invoice is no longer shown in Xledger.',
    'Look in Xledger whether it was taken out, or whether the token’s reach was cut.',
  );
}

export function lessOutstanding(free: Money, amount: Money): RecordRefusedError {
  return new RecordRefusedError(
    'less-outstanding',
    `The invoice has ${formatDecimal(free)} ${free.currency} outstanding, less than the ${formatDecimal(amount)} to be booked; entries that name it and are not matched yet count.`,
    'Look in Xledger at what was paid or credited meanwhile, and decide what is to be booked.',
  );
}

export function equalPaymentExists(): RecordRefusedError {
  return new RecordRefusedError(
    'equal-payment-exists',
    'A payment of the same amount stands unmatched on the customer’s account since that day: it is likely the same money.',
    'Look in Xledger whether the money came by the bank already; if it did not, book this payment by hand and mark it as booked.',
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
    'The invoice is not in the currency of the books: it is not known in which currency Xledger tells what is left.',
    'Book this payment by hand in Xledger, and mark it as booked.',
  );
}

export function noCustomerAccount(): RecordRefusedError {
  return new RecordRefusedError(
    'customer-missing',
    'The invoice shows neither its customer nor the account that it stands on.',
    'Look in Xledger whether the token may read Subledger and Account, and whether the customer still exists.',
  );
}

export function targetMissing(): RecordRefusedError {
  return new RecordRefusedError(
    'target-missing',
    'The account that was chosen for collected money does not exist in this company, or is closed for posting.',
    'Choose an account again, or open one in Xledger, for example 1579 Inkasso, mellomregning.',
  );
}

export function lineAccountMissing(kind: WriteBackLineKind): RecordRefusedError {
  return new RecordRefusedError(
    'line-account-missing',
    `The account that was chosen for ${kind} does not exist in this company any more, or is closed for posting.`,
    `Choose another account for ${kind}, or none: then they are left for the remittance. Order the booking again afterwards.`,
  );
}

export function refusedByPostingJob(words: string): RecordRefusedError {
  return new RecordRefusedError(
    'refused-by-posting-job',
    `Xledger took the entry into the import table, but does not post it: ${words}`,
    'Mend the cause in Xledger (period, account, customer) or delete the lines from the import table there. What is mended is posted by Xledger’s next import, and found here the night after; what was deleted can be ordered again.',
  );
}

export function halfImported(): RecordRefusedError {
  return new RecordRefusedError(
    'half-imported',
    'Xledger took only a part of the lines into its import table, so the entry cannot be posted.',
    'Delete the lines with our reference from the import table in Xledger, then order the booking again.',
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
    'The posting to take back is no longer in force in Xledger.',
    'Look at the customer’s account in Xledger; nothing is booked by us.',
  );
}

export function partReversal(): RecordRefusedError {
  return new RecordRefusedError(
    'part-reversal',
    'The amount differs from what was booked, and only a whole posting is taken back.',
    'Reverse the whole booking and book the rest again.',
  );
}
