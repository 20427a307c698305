import { addDays, type Country, type LocalDate, localDate } from '@app/domain';
import { addMonths } from '../calendar/months.js';
import { BOOKS_RETENTION } from '../tables/books-retention.js';
import { rowOn, type SourceStatus } from '../tables/dated-table.js';
import type { Regime } from '../vocabulary.js';
import { CASE_FILE_RETENTION, SENSITIVE_RETENTION } from './retention-rules.js';

/**
 * - `sensitive`: contact points, address, circumstances, guardians and agents, keys of the debtor's page
 * - `case-file`: name, letters, notes, objections, the words of the timeline
 * - `books`: payee and account of money that was paid out
 */
export const ERASABLE_PARTS = ['sensitive', 'case-file', 'books'] as const;
export type ErasablePart = (typeof ERASABLE_PARTS)[number];

export interface RetentionFacts {
  readonly country: Country;
  /** In force on the day on which the last case was closed. */
  readonly regime: Regime;
  readonly hasOpenCase: boolean;
  /** Undefined where there never was a case. */
  readonly lastClosedOn: LocalDate | undefined;
  /** Newest day of a payment, fee or payout; undefined where nothing was ever booked. */
  readonly lastBookedOn: LocalDate | undefined;
}

export interface PartRetention {
  readonly part: ErasablePart;
  readonly may: boolean;
  /** `case-open`: nobody knows yet until when; `retention`: until `from`; null: nothing stands in the way. */
  readonly reason: 'case-open' | 'retention' | null;
  /** First day on which it may go; null while a case is open. */
  readonly from: LocalDate | null;
  readonly source: string;
  readonly status: SourceStatus;
}

/**
 * What of a debtor may be erased on the day, and when the rest may.
 * @throws OutsideTableError when the retention of the books is not known for their newest day
 */
export function mayBeErased(facts: RetentionFacts, today: LocalDate): PartRetention[] {
  return ERASABLE_PARTS.map((part) => {
    const { from, source, status } = retentionOf(part, facts);
    if (facts.hasOpenCase) return { part, may: false, reason: 'case-open', from: null, source, status };
    const may = from <= today;
    return { part, may, reason: may ? null : 'retention', from, source, status };
  });
}

const AT_ONCE = localDate('1970-01-01');

function retentionOf(
  part: ErasablePart,
  { country, regime, lastClosedOn, lastBookedOn }: RetentionFacts,
): { readonly from: LocalDate; readonly source: string; readonly status: SourceStatus } {
  if (part === 'books' && lastBookedOn !== undefined) {
    const { value, source, status } = rowOn(BOOKS_RETENTION[country], lastBookedOn);
    const lastYear = Number(lastBookedOn.slice(0, 4)) + value.yearsAfterYearEnd;
    return { from: addDays(localDate(`${lastYear}-12-31`), 1), source, status };
  }
  const { months, source, status } = part === 'sensitive' ? SENSITIVE_RETENTION : CASE_FILE_RETENTION[regime];
  return { from: lastClosedOn === undefined ? AT_ONCE : addMonths(lastClosedOn, months), source, status };
}
