import type { ConformanceLedger } from '@app/connectors/conformance/conformance-ledger.js';
import type { VendorLimit } from './vendor-limit.js';

/** Of what the vendor permits. */
export const SHARE_MIN = 0.9;
/** Fewer windows, or fewer calls, say nothing about the pace. */
const WINDOWS_MIN = 2;
const CALLS_MIN = 200;
const HOUR_MS = 3_600_000;

export interface BudgetFigures {
  readonly limit: VendorLimit;
  /** Invoices to pull, and postings to make. */
  readonly ordered: number;
  readonly processes: number;
  readonly calls: number;
  readonly pulled: number;
  readonly postings: number;
  readonly tooFast: number;
  /** From the first call to the last, in virtual time. */
  readonly seconds: number;
  /**
   * Calls that were made of those that the vendor permits. Counted after the first window: what a rested limit lets
   * through at once would flatter a short run.
   */
  readonly share: number;
  /** Where calls cost: the allowance of an hour, and the part of it that was used in the whole clock hours after the first. */
  readonly credits?: CreditFigures;
}

export interface CreditFigures {
  readonly perHour: number;
  readonly hours: number;
  readonly share: number;
}

/** Whichever limit binds says how much of the permitted pace was reached: the other one cannot be reached too. */
export function shareReached({ share, credits }: BudgetFigures): number {
  return Math.max(share, credits && credits.hours >= WINDOWS_MIN ? credits.share : 0);
}

/** What was used of the whole clock hours between the run's first and its last. */
export function creditsUsed(
  { creditsPerHour, creditsIn }: NonNullable<ConformanceLedger['allowance']>,
  startedAtMs: number,
  endedAtMs: number,
): CreditFigures {
  const first = Math.floor(startedAtMs / HOUR_MS) + 1;
  const hours = Math.max(0, Math.floor(endedAtMs / HOUR_MS) - first);
  let used = 0;
  for (let hour = first; hour < first + hours; hour += 1) used += creditsIn(hour * HOUR_MS);
  return { perHour: creditsPerHour, hours, share: hours === 0 ? 0 : used / (hours * creditsPerHour) };
}

export function shareOf(
  { callsMax, windowMs }: VendorLimit,
  instants: readonly number[],
  startedAtMs: number,
): number {
  const fromMs = startedAtMs + windowMs;
  // Whole windows only: a part of one says as much about when it ended as about the pace.
  const windows = Math.floor(((instants.at(-1) ?? fromMs) - fromMs) / windowMs);
  const counted = instants.filter((ms) => ms >= fromMs && ms < fromMs + windows * windowMs);
  if (windows < WINDOWS_MIN || counted.length < CALLS_MIN)
    throw new Error('The run was too short to tell the share: make more postings.');
  return counted.length / (windows * callsMax);
}

/** One line for a person. */
export function describeBudget(key: string, figures: BudgetFigures): string {
  const { limit, processes, pulled, postings, calls, seconds, share, tooFast, credits } = figures;
  const ofCredits =
    credits && credits.hours > 0
      ? `${Math.round(credits.share * 100)} % of ${credits.perHour} credits in each of ${credits.hours} hours, `
      : '';
  return (
    `Call budget, ${key}: ${pulled} items pulled and ${postings} postings by ${processes} processes, ${calls} calls in ` +
    `${Math.round(seconds)} s of virtual time, ${Math.round(share * 100)} % of ${limit.callsMax} in ` +
    `${limit.windowMs / 1000} s, ${ofCredits}${tooFast} too fast`
  );
}
