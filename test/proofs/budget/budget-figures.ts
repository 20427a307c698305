import type { VendorLimit } from './vendor-limit.js';

/** Of what the vendor permits. */
export const SHARE_MIN = 0.9;
/** Fewer windows, or fewer calls, say nothing about the pace. */
const WINDOWS_MIN = 2;
const CALLS_MIN = 200;

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
  const { limit, processes, pulled, postings, calls, seconds, share, tooFast } = figures;
  return (
    `Call budget, ${key}: ${pulled} items pulled and ${postings} postings by ${processes} processes, ${calls} calls in ` +
    `${Math.round(seconds)} s of virtual time, ${Math.round(share * 100)} % of ${limit.callsMax} in ` +
    `${limit.windowMs / 1000} s, ${tooFast} too fast`
  );
}
