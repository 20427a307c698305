import type { LocalDate } from '@app/domain';
import { RecordRefusedError } from '../contract/index.js';

/** What the write-back refuses, each by its code, with what a person does about it. */

export function gone(): RecordRefusedError {
  return new RecordRefusedError(
    'item-gone',
    'The invoice is no longer shown in Tripletex.',
    'Look in Tripletex whether it was deleted, or whether the access was cut.',
  );
}

export function nothingToReverse(): RecordRefusedError {
  return new RecordRefusedError(
    'nothing-to-reverse',
    'The instruction does not say which posting to take back.',
    'This is a fault of the hub: report it.',
  );
}

export function targetMissing(cause?: unknown): RecordRefusedError {
  return new RecordRefusedError(
    'target-missing',
    'The payment type that was chosen for collected money does not exist in this company in Tripletex.',
    'Choose a payment type again, or make one in Tripletex that debits a clearing account, for example 1579.',
    { cause },
  );
}

export function targetChanged(): RecordRefusedError {
  return new RecordRefusedError(
    'target-changed',
    'The payment type that was chosen now debits another account.',
    'Choose the payment type for collected money again, or set its account back in Tripletex.',
  );
}

export function periodClosed(bookOn: string, openFrom?: LocalDate): RecordRefusedError {
  return new RecordRefusedError(
    'period-closed',
    `The accounting period of ${bookOn} is closed in Tripletex.`,
    'Book on a day in an open period, or have the accountant open the period again.',
    { openFrom },
  );
}
