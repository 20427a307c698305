import { addDays, type Country, earliest, LAST_DAY, type LocalDate } from '@app/domain';
import { type DatedTable, rowOn, type SourceStatus } from '../tables/dated-table.js';
import { NO_LATE_INTEREST } from '../tables/no-late-interest.js';
import type { Ppm } from '../tables/percent.js';
import { SE_CONSUMER_CREDIT_CAP, SE_LATE_INTEREST, SE_REFERENCE_RATE } from '../tables/se-late-interest.js';
import type { DebtorStanding } from '../vocabulary.js';

/**
 * A rate that was agreed.
 * - `running`: ran before the claim fell due, and the creditor keeps it (forsinkelsesrenteloven § 3, second paragraph;
 *   räntelagen 7 §: at least the statutory rate)
 * - `late`: agreed for the case of delay (business; from a Norwegian consumer never more than the statutory rate, § 4 c)
 */
export interface AgreedRate {
  readonly kind: 'running' | 'late';
  readonly yearlyPpm: Ppm;
}

/** Why a period carries less than the law allows. The creditor's waiver needs a recorded authority. */
export type ReliefReason = 'waived' | 'creditor-caused-delay' | 'reduced';

export interface InterestRelief {
  readonly from: LocalDate;
  /** Last day, included; absent is "until further notice". */
  readonly to?: LocalDate;
  /** The rate that is left; zero unless given. */
  readonly yearlyPpm?: Ppm;
  readonly reason: ReliefReason;
}

/** Whatever decides the rate of a day. */
export interface RateTerms {
  readonly country: Country;
  readonly standing: DebtorStanding;
  readonly agreed?: AgreedRate;
  readonly reliefs?: readonly InterestRelief[];
  /** Swedish consumer credit: capped over the reference rate (konsumentkreditlagen 19 a §). */
  readonly consumerCredit?: boolean;
}

export type RateRule =
  'statutory' | 'agreed' | 'statutory-ceiling' | 'statutory-floor' | 'credit-cap' | ReliefReason;

/** The rate of a day and how long it stays the same, as far as the tables decide. */
export interface RateFinding {
  readonly yearlyPpm: Ppm;
  readonly rule: RateRule;
  readonly holdsUntil: LocalDate;
  readonly source: string;
  readonly status: SourceStatus;
}

export function lateInterestTable(country: Country): DatedTable<Ppm> {
  return country === 'NO' ? NO_LATE_INTEREST : SE_LATE_INTEREST;
}

/** True when every day carries the statutory rate: then the index (`rate-index.ts`) gives the same answer at once. */
export function isPlainStatutory(terms: RateTerms): boolean {
  return terms.agreed === undefined && !terms.consumerCredit && (terms.reliefs?.length ?? 0) === 0;
}

/** @throws OutsideTableError when a rate of that day is not known */
export function rateOn(terms: RateTerms, day: LocalDate): RateFinding {
  return relieved(terms, capped(terms, agreedOrStatutory(terms, day), day), day);
}

function agreedOrStatutory({ country, standing, agreed }: RateTerms, day: LocalDate): RateFinding {
  const row = rowOn(lateInterestTable(country), day);
  const statutory: RateFinding = {
    yearlyPpm: row.value,
    rule: 'statutory',
    holdsUntil: row.to ?? LAST_DAY,
    source: row.source,
    status: row.status,
  };
  if (!agreed) return statutory;
  const own = (source: string): RateFinding => ({
    ...statutory,
    yearlyPpm: agreed.yearlyPpm,
    rule: 'agreed',
    source,
    status: 'verified',
  });
  if (country === 'NO') {
    if (agreed.kind === 'running') return own('forsinkelsesrenteloven § 3, second paragraph');
    if (standing === 'business') return own('forsinkelsesrenteloven § 1 (agreement between businesses)');
    return agreed.yearlyPpm > statutory.yearlyPpm
      ? { ...statutory, rule: 'statutory-ceiling', source: `forsinkelsesrenteloven § 4 c; ${row.source}` }
      : own('forsinkelsesrenteloven § 1');
  }
  if (agreed.kind === 'late') return own('räntelagen 1 § (agreed rate)');
  return agreed.yearlyPpm < statutory.yearlyPpm
    ? { ...statutory, rule: 'statutory-floor', source: `räntelagen 7 §; ${row.source}` }
    : own('räntelagen 7 §');
}

function capped(terms: RateTerms, finding: RateFinding, day: LocalDate): RateFinding {
  if (!terms.consumerCredit || terms.country !== 'SE') return finding;
  const over = rowOn(SE_CONSUMER_CREDIT_CAP, day);
  const cap = rowOn(SE_REFERENCE_RATE, day).value + over.value;
  const holdsUntil = earliest(finding.holdsUntil, over.to ?? LAST_DAY);
  if (finding.yearlyPpm <= cap) return { ...finding, holdsUntil };
  return { yearlyPpm: cap, rule: 'credit-cap', holdsUntil, source: over.source, status: over.status };
}

/** The relief that leaves least counts; the end of the next one ends the sub-period. */
function relieved({ reliefs = [] }: RateTerms, finding: RateFinding, day: LocalDate): RateFinding {
  let found = finding;
  for (const relief of reliefs) {
    const { from, to = LAST_DAY, yearlyPpm = 0n, reason } = relief;
    if (to < day) continue;
    if (from > day) {
      found = { ...found, holdsUntil: earliest(found.holdsUntil, addDays(from, -1)) };
      continue;
    }
    const holdsUntil = earliest(found.holdsUntil, to);
    found =
      yearlyPpm < found.yearlyPpm
        ? { yearlyPpm, rule: reason, holdsUntil, source: RELIEF_SOURCES[reason], status: 'verified' }
        : { ...found, holdsUntil };
  }
  return found;
}

const RELIEF_SOURCES: Readonly<Record<ReliefReason, string>> = {
  waived: 'the creditor’s recorded waiver',
  'creditor-caused-delay': 'forsinkelsesrenteloven § 2, second paragraph',
  reduced: 'forsinkelsesrenteloven § 4 a; räntelagen 8 §',
};
