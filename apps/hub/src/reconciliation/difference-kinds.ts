/**
 * Between ledger and claim:
 * - `timing`: something is under way, or newer than our last reading; the next run sees it settled
 * - `settlement-not-counted`: settlements and the claim's own movements do not agree; a fault of ours
 * - `currency`: the ledger or the client-money journal has it in another currency than the claim
 * - `item-gone`: the ledger no longer shows the invoice
 * - `missing-posting`: booked by us, and the ledger no longer shows the booking
 * - `reversed-posting`: booked by us, and taken back in the ledger
 * - `posting-not-matched`: booked by us or perhaps by us, and not set against the invoice
 * - `direct-payment-not-seen`: the ledger shows a movement that the claim does not count
 * - `rounding`: less than one whole unit of the currency
 * - `unknown`: none of these explains it
 *
 * Between a settlement and the client money:
 * - `client-money-missing`: less lies in the journal than was settled
 * - `client-money-too-much`: more lies there
 * - `client-money-wrong-account`: as much as was settled, but for another claim or purpose
 */
export const DIFFERENCE_KINDS = [
  'timing',
  'settlement-not-counted',
  'currency',
  'item-gone',
  'missing-posting',
  'reversed-posting',
  'posting-not-matched',
  'direct-payment-not-seen',
  'rounding',
  'client-money-missing',
  'client-money-too-much',
  'client-money-wrong-account',
  'unknown',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** `timing` is no disagreement: nobody has to do anything about it. */
export function isDisagreement(kind: DifferenceKind): boolean {
  return kind !== 'timing';
}
