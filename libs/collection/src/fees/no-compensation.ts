import { atLeastZero, type LocalDate } from '@app/domain';
import { rowOn } from '../tables/dated-table.js';
import { NO_STANDARD_COMPENSATION } from '../tables/no-late-interest.js';
import type { DebtorStanding } from '../vocabulary.js';
import { type FeeAnswer, nothing } from './fee-answer.js';

export type CompensationRule = 'allowed' | 'consumer' | 'no-late-interest';

/**
 * The standard compensation of forsinkelsesrenteloven § 3 a: from a business that owes late interest, never from a
 * consumer (§ 4 d). The amount is that of the half-year in which late interest could first be claimed.
 * @throws OutsideTableError
 */
export function norwegianCompensation(
  standing: DebtorStanding,
  lateInterestFrom: LocalDate | undefined,
): FeeAnswer<CompensationRule> {
  if (standing === 'consumer') return nothing('consumer', 'forsinkelsesrenteloven § 4 d');
  if (lateInterestFrom === undefined) return nothing('no-late-interest', 'forsinkelsesrenteloven § 3 a');
  const { value, source, status } = rowOn(NO_STANDARD_COMPENSATION, lateInterestFrom);
  return { minor: value, rule: 'allowed', inputs: { lateInterestFrom }, sources: [source], status };
}

/** What is claimed of each after they were set off against each other: the debtor pays the larger, never the sum. */
export interface SetOff {
  readonly compensationMinor: bigint;
  readonly costsMinor: bigint;
}

/**
 * Sets compensation and collection costs off (inkassoforskriften § 2-6, § 1-5): whichever was claimed first stands, and
 * is taken off the other.
 */
export function setOffCompensation(
  compensationMinor: bigint,
  costsMinor: bigint,
  claimedFirst: 'compensation' | 'costs',
): SetOff {
  return claimedFirst === 'compensation'
    ? { compensationMinor, costsMinor: atLeastZero(costsMinor - compensationMinor) }
    : { compensationMinor: atLeastZero(compensationMinor - costsMinor), costsMinor };
}
