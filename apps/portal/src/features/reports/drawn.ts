import type { Schemas } from '@app/client';
import type { Money } from '../../i18n/format.js';

export type Report = Schemas['PortfolioCurrencyDto'];
export type Cohort = Schemas['PortfolioCohortDto'];

const SHARE_STEPS = 1_000n;
const MINOR_PER_WHOLE = 100n;

/** Digits of the minor unit without the point: `12.50` is 1250. Exact, however long. */
function minorOf({ amount: decimal }: Money): bigint {
  return BigInt(decimal.replace('.', ''));
}

/** Whole crowns, for the height of what is drawn; the figure itself stands in the table. */
export function wholeOf(money: Money): number {
  return Number(minorOf(money) / MINOR_PER_WHOLE);
}

/** @returns 0 to 1 in thousandths; undefined of nothing */
export function shareOf(part: Money, whole: Money): number | undefined {
  const of = minorOf(whole);
  return of === 0n ? undefined : Number((minorOf(part) * SHARE_STEPS) / of) / Number(SHARE_STEPS);
}

/** @returns 0 to 1; undefined of nothing */
export function countShare(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

const COHORTS_DRAWN_MAX = 12;
const LINES_MAX = 6;

/** The newest months of start: more cannot be told apart in a drawing, and the table has them all. */
export function drawnCohorts(cohorts: readonly Cohort[]): readonly Cohort[] {
  return cohorts.slice(-COHORTS_DRAWN_MAX);
}

export interface RecoveryLines {
  /** Months of start, oldest first. */
  readonly months: readonly string[];
  /** One per month after the start; a month of start that is not that far yet has no entry. */
  readonly points: readonly Readonly<Record<string, number>>[];
}

/** A line per month of start: the share of the principal that had come in after each month. */
export function recoveryLines(cohorts: readonly Cohort[]): RecoveryLines {
  const drawn = cohorts.filter(({ recovered }) => recovered.length > 1).slice(-LINES_MAX);
  const length = Math.max(0, ...drawn.map(({ recovered }) => recovered.length));
  const points = Array.from({ length }, (_, after) =>
    Object.fromEntries([
      ['after', after] as const,
      ...drawn.flatMap(({ month, principal, recovered }) => {
        const paid = recovered[after];
        const share = paid && shareOf(paid, principal);
        return share === undefined ? [] : [[month, share] as const];
      }),
    ]),
  );
  return { months: drawn.map(({ month }) => month), points };
}
