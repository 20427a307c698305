import {
  type Currency,
  type JsonObject,
  type JsonValue,
  type LedgerPostingId,
  sumOfMinor,
} from '@app/domain';
import { isInFlight } from '../write-back/write-back-progress.js';
import type { WriteBackState } from '../write-back/write-back.entity.js';

/**
 * - `timing`: something is under way, or newer than our last reading; the next run sees it settled
 * - `settlement-not-counted`: settlements and the claim's own movements do not agree; a fault of ours
 * - `currency`: the ledger shows the invoice in another currency than the claim
 * - `item-gone`: the ledger no longer shows the invoice
 * - `missing-posting`: booked by us, and the ledger no longer shows the booking
 * - `reversed-posting`: booked by us, and taken back in the ledger
 * - `posting-not-matched`: booked by us or perhaps by us, and not set against the invoice
 * - `direct-payment-not-seen`: the ledger shows a movement that the claim does not count
 * - `rounding`: less than one whole unit of the currency
 * - `unknown`: none of these explains it
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
  'unknown',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface LedgerSide {
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly movements: readonly {
    readonly postingId: LedgerPostingId;
    readonly changeMinor: bigint;
    readonly reverses?: LedgerPostingId;
    readonly writeBackKey?: string;
  }[];
}

export interface BookedSide {
  readonly id: string;
  readonly state: WriteBackState;
  /** Signed as in the claim: a payment is positive, its reversal negative. */
  readonly amountMinor: bigint;
  readonly postingId: LedgerPostingId | null;
  readonly formerPostingIds: readonly LedgerPostingId[];
}

export interface ClaimSide {
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly overpaidMinor: bigint;
  /** Principal of settlements, reversals taken off: as stored, and as counted in the claim. */
  readonly settledMinor: bigint;
  readonly settledCountedMinor: bigint;
  /** What the creditor told us by hand; the ledger may not know it. */
  readonly toldByCreditorMinor: bigint;
  readonly countedPostings: ReadonlySet<LedgerPostingId>;
  /** Postings that the last pull has brought. */
  readonly knownPostings: ReadonlySet<LedgerPostingId>;
  readonly writeBacks: readonly BookedSide[];
  /** Claim or a write-back of it changed while the ledger was read. */
  readonly changedMeanwhile: boolean;
}

export interface Difference {
  readonly kind: DifferenceKind;
  readonly ledgerMinor: bigint | null;
  readonly expectedMinor: bigint;
  readonly evidence: JsonObject;
}

/** `timing` is no disagreement: nobody has to do anything about it. */
export function isDisagreement(kind: DifferenceKind): boolean {
  return kind !== 'timing';
}

/** What is in the ledger for us: answered with a posting, and so subtracted there. Taken-back ones count as if they still were. */
function isInLedger({ state, postingId }: BookedSide): boolean {
  if (state === 'booked' || state === 'verified' || state === 'reversed') return true;
  return state === 'needs-matching' && postingId !== null;
}

/** What the ledger should show: what the claim still demands, and what was settled but is not booked there yet. */
export function expectedMinor(claim: ClaimSide): bigint {
  const bookedMinor = sumOfMinor(claim.writeBacks.filter(isInLedger).map(({ amountMinor }) => amountMinor));
  return (
    claim.outstandingMinor -
    claim.overpaidMinor +
    claim.settledCountedMinor -
    bookedMinor +
    claim.toldByCreditorMinor
  );
}

/** The first explanation that holds to the øre; undefined when ledger, claim and settlements agree. */
export function classifyDifference(claim: ClaimSide, ledger: LedgerSide | null): Difference | undefined {
  const expected = expectedMinor(claim);
  const difference = (kind: DifferenceKind, evidence: Record<string, JsonValue> = {}): Difference => ({
    kind: claim.changedMeanwhile ? 'timing' : kind,
    ledgerMinor: ledger?.outstandingMinor ?? null,
    expectedMinor: expected,
    evidence: claim.changedMeanwhile ? { ...evidence, looksLike: kind } : evidence,
  });
  if (claim.settledMinor !== claim.settledCountedMinor) {
    const { settledMinor, settledCountedMinor } = claim;
    return difference('settlement-not-counted', {
      settledMinor: `${settledMinor}`,
      settledCountedMinor: `${settledCountedMinor}`,
    });
  }
  if (ledger === null) return difference('item-gone');
  if (ledger.currency !== claim.currency) return difference('currency', { ledgerCurrency: ledger.currency });
  const gap = ledger.outstandingMinor - expected;
  if (gap === 0n) return undefined;
  const evidence = { differenceMinor: gap.toString() };
  for (const explain of EXPLANATIONS) {
    const found = explain(claim, ledger, gap);
    if (found) return difference(found.kind, { ...evidence, ...found.evidence });
  }
  return difference(abs(gap) < 100n ? 'rounding' : 'unknown', evidence);
}

type Explanation = (
  claim: ClaimSide,
  ledger: LedgerSide,
  gap: bigint,
) => { readonly kind: DifferenceKind; readonly evidence: Record<string, JsonValue> } | undefined;

/** In order of certainty: an explanation holds only when its amounts make up the whole gap. */
const EXPLANATIONS: readonly Explanation[] = [
  function onItsWay(claim, _ledger, gap) {
    const inFlight = claim.writeBacks.filter(({ state }) => isInFlight(state));
    if (inFlight.length === 0 || sumOfMinor(inFlight.map(({ amountMinor }) => -amountMinor)) !== gap)
      return undefined;
    return { kind: 'timing', evidence: { writeBacks: inFlight.map(({ id }) => id) } };
  },
  function takenBack(claim, ledger, gap) {
    const undone = new Set(
      ledger.movements.flatMap(({ reverses }) => (reverses === undefined ? [] : [reverses])),
    );
    const reversed = claim.writeBacks.filter(
      ({ state, postingId }) =>
        state === 'reversed' || (isBooked(state) && postingId !== null && undone.has(postingId)),
    );
    if (reversed.length === 0 || total(reversed) !== gap) return undefined;
    return { kind: 'reversed-posting', evidence: { writeBacks: reversed.map(({ id }) => id) } };
  },
  function notMatched(claim, _ledger, gap) {
    const open = claim.writeBacks.filter(({ state }) => state === 'needs-matching');
    const booked = open.filter(({ postingId }) => postingId !== null);
    const perhaps = open.filter(({ postingId }) => postingId === null);
    const explained =
      (booked.length > 0 && total(booked) === gap) || (perhaps.length > 0 && -total(perhaps) === gap);
    return explained
      ? { kind: 'posting-not-matched', evidence: { writeBacks: open.map(({ id }) => id) } }
      : undefined;
  },
  function notThere(claim, ledger, gap) {
    const shown = new Set(ledger.movements.map(({ postingId }) => postingId));
    const missing = claim.writeBacks.filter(
      ({ state, postingId }) => isBooked(state) && postingId !== null && !shown.has(postingId),
    );
    if (missing.length === 0 || total(missing) !== gap) return undefined;
    return { kind: 'missing-posting', evidence: { writeBacks: missing.map(({ id }) => id) } };
  },
  function notCounted(claim, ledger, gap) {
    const ours = new Set(
      claim.writeBacks.flatMap(({ id, postingId, formerPostingIds }) => [id, postingId, ...formerPostingIds]),
    );
    const foreign = ledger.movements.filter(
      ({ postingId, writeBackKey, reverses }) =>
        !ours.has(postingId) &&
        !(writeBackKey !== undefined && ours.has(writeBackKey)) &&
        !(reverses !== undefined && ours.has(reverses)) &&
        !claim.countedPostings.has(postingId),
    );
    if (foreign.length === 0 || sumOfMinor(foreign.map(({ changeMinor }) => changeMinor)) !== gap)
      return undefined;
    const isNew = foreign.every(({ postingId }) => !claim.knownPostings.has(postingId));
    const postings = foreign.map(({ postingId, changeMinor }) => ({
      postingId,
      changeMinor: changeMinor.toString(),
    }));
    return { kind: isNew ? 'timing' : 'direct-payment-not-seen', evidence: { postings } };
  },
];

function isBooked(state: WriteBackState): boolean {
  return state === 'booked' || state === 'verified';
}

function total(rows: readonly BookedSide[]): bigint {
  return sumOfMinor(rows.map(({ amountMinor }) => amountMinor));
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
