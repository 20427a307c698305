import { PPM_PER_ONE } from '../tables/percent.js';

/**
 * Interest without any loss: a whole number of parts, `INTEREST_PARTS` of which are one minor unit. The parts divide by
 * a rate's millionth and by the days of both kinds of year, so that sums over any periods stay whole numbers.
 */
export type ExactInterest = bigint;

/** Parts of one minor unit. */
export const INTEREST_PARTS = PPM_PER_ONE * 365n * 366n;

/** What a day of a year with so many days weighs: rate in ppm × weight × principal are parts. */
export function dayWeight(yearDays: 365 | 366): bigint {
  return yearDays === 365 ? 366n : 365n;
}

/** Whole minor units; rounded here and nowhere before. */
export function roundInterest(exact: ExactInterest, rounding: 'NEAREST' | 'DOWN'): bigint {
  return (rounding === 'NEAREST' ? exact + INTEREST_PARTS / 2n : exact) / INTEREST_PARTS;
}

/** A fraction in lowest terms, for a statement that is printed or checked by hand. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function fractionOf(exact: ExactInterest): Fraction {
  const divisor = greatestCommonDivisor(exact, INTEREST_PARTS);
  return { numerator: exact / divisor, denominator: INTEREST_PARTS / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a < 0n ? -a : a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
