import type { LocalDate } from '@app/domain';
import { OutsideTableError } from '@app/collection';
import { ProblemError } from '../../api/problem-error.js';
import type { BalanceCounter, CaseBalance } from './case-balance.js';
import type { CaseRecord } from './case-record.js';

/** A balance that the tables of the law cannot answer for, as the API says it. */
export function rateNotKnown(error: OutsideTableError): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'rate-not-known',
    title: 'What is owed on that day is not known.',
    cause: error.message,
    consequence: 'Nothing was changed.',
    remedy: 'Add the rate to the table of the law, or ask for what needs no interest of that day.',
  });
}

/** What is owed on a day, or the gap in the law's tables that hides it. */
export function balanceIfKnown(
  counter: BalanceCounter,
  record: CaseRecord,
  on: LocalDate,
): CaseBalance | OutsideTableError {
  try {
    return counter.balance(record, on);
  } catch (error) {
    if (error instanceof OutsideTableError) return error;
    throw error;
  }
}
