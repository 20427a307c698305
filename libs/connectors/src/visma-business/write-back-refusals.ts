import { formatDecimal, type Money } from '@app/domain';
import { RecordRefusedError, type WriteBackLineKind } from '../contract/index.js';

/** What the write-back refuses, each by its code, with what a person does about it. */

export function gone(): RecordRefusedError {
  return new RecordRefusedError(
    'item-gone',
    'The invoice is no longer shown in Visma.',
    'Look in Business NXT whether our user still sees the customer ledger.',
  );
}

export function credited(): RecordRefusedError {
  return new RecordRefusedError(
    'credited',
    'The invoice is credited in Visma.',
    'Decide with the creditor where the money belongs; a payment on such an invoice is not booked by itself.',
  );
}

export function lessOutstanding(outstanding: Money, amount: Money): RecordRefusedError {
  return new RecordRefusedError(
    'less-outstanding',
    `The invoice has ${formatDecimal(outstanding)} ${outstanding.currency} outstanding, less than the ${formatDecimal(amount)} to be booked.`,
    'Look in Business NXT at what was paid or credited meanwhile, and decide what is to be booked.',
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
    'The invoice is not in the currency of the books: at which rate to book is not ours to decide.',
    'Book this payment by hand in Business NXT, and mark it as booked.',
  );
}

export function unreadable(): RecordRefusedError {
  return new RecordRefusedError(
    'item-unreadable',
    'The invoice cannot be read as it stands in Visma now.',
    'Look at the invoice in Business NXT and at the list of refused records.',
  );
}

export function noOpenEntry(): RecordRefusedError {
  return new RecordRefusedError(
    'no-open-entry',
    'The invoice has an amount outstanding, but is not among Visma’s open entries: a payment could not be matched with it.',
    'Set the matching method of company and customer to 4 (given references) in Business NXT, and make the open entry anew.',
  );
}

export function noReference(): RecordRefusedError {
  return new RecordRefusedError(
    'no-reference',
    'The invoice has no number that a payment could name.',
    'Book this payment by hand in Business NXT, and mark it as booked.',
  );
}

export function wrongMatching(method: number): RecordRefusedError {
  return new RecordRefusedError(
    'matching-method',
    `The matching method for this customer is ${method}: the payment might close another invoice, or none.`,
    'Set the matching method of the company, and of the customer where it has its own, to 4 (given references) in Business NXT.',
  );
}

export function targetMissing(): RecordRefusedError {
  return new RecordRefusedError(
    'target-missing',
    'The account or the voucher series that was chosen for collected money does not exist in this company.',
    'Choose an account again, or make an interim account and a voucher series in Business NXT.',
  );
}

export function lineAccountMissing(kind: WriteBackLineKind): RecordRefusedError {
  return new RecordRefusedError(
    'line-account-missing',
    `The account that was chosen for ${kind} does not exist in this company any more.`,
    `Choose another account for ${kind}, or none: then they are left for the remittance. Order the booking again afterwards.`,
  );
}

export function seriesUsedUp(): RecordRefusedError {
  return new RecordRefusedError(
    'voucher-series-used-up',
    'The voucher series that was chosen for collected money has no number left.',
    'Extend the voucher series in Business NXT, or choose another one.',
  );
}

export function noColumn(column: string): RecordRefusedError {
  return new RecordRefusedError(
    'column-missing',
    `Vouchers of this company cannot bear ${column}, without which a posting could not be found again or matched.`,
    'Report it to the operator: the connector must follow a change at Visma.',
  );
}

export function notAsSent(what: string): RecordRefusedError {
  return new RecordRefusedError(
    'not-as-sent',
    `Visma kept the voucher with another ${what} than was sent, so it was taken away again.`,
    'Check account, voucher series and customer in Business NXT, then try again.',
  );
}

export function notPosted(): RecordRefusedError {
  return new RecordRefusedError(
    'refused-by-ledger',
    'Visma did not post the batch and gave no reason; it was taken away again.',
    'Check in Business NXT that period, account and customer are open and that batches need no approval, then try again.',
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
    'The posting to take back is no longer in force in Visma.',
    'Look at the customer in Business NXT; nothing is booked by us.',
  );
}

export function partReversal(): RecordRefusedError {
  return new RecordRefusedError(
    'part-reversal',
    'The amount to take back differs from what was booked.',
    'Reverse the whole booking and book the rest again.',
  );
}
