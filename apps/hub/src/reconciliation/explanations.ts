import { type JsonValue, sumOfMinor } from '@app/domain';
import { isInFlight } from '../write-back/write-back-progress.js';
import type { WriteBackState } from '../write-back/write-back.entity.js';
import type { BookedSide, ClaimSide, LedgerSide } from './compared-sides.js';
import type { DifferenceKind } from './difference-kinds.js';

export interface Found {
  readonly kind: DifferenceKind;
  readonly evidence: Readonly<Record<string, JsonValue>>;
}

type Explanation = (claim: ClaimSide, ledger: LedgerSide, gap: bigint) => Found | undefined;

/** In order of certainty: an explanation holds only when its amounts make up the whole gap. */
export const EXPLANATIONS: readonly Explanation[] = [
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
    // What we took back ourselves needs no explanation.
    const byUs = new Set(claim.writeBacks.map(({ takesBack: original }) => original));
    const reversed = claim.writeBacks.filter(
      ({ id, state, postingId }) =>
        !byUs.has(id) &&
        (state === 'reversed' || (isBooked(state) && postingId !== null && undone.has(postingId))),
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
  /** More was booked than was left of the invoice: the rest stands open beside it, the debtor's until somebody matches it. */
  function matchedInPart(claim, ledger, gap) {
    const short = claim.writeBacks.flatMap(({ id, state, postingId, amountMinor }) => {
      if (!isBooked(state) && state !== 'needs-matching') return [];
      const movement = ledger.movements.find(
        (one) => one.writeBackKey === id || (postingId !== null && one.postingId === postingId),
      );
      const openMinor = movement === undefined ? 0n : amountMinor + movement.changeMinor;
      return openMinor > 0n && amountMinor > 0n ? [{ id, openMinor }] : [];
    });
    if (short.length === 0 || sumOfMinor(short.map(({ openMinor }) => openMinor)) !== gap) return undefined;
    const parts = short.map(({ id, openMinor }) => ({ writeBack: id, openMinor: `${openMinor}` }));
    return { kind: 'posting-not-matched', evidence: { parts } };
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
