import { describe, expect, it } from '@jest/globals';
import type { LedgerPostingId } from '@app/domain';
import {
  type BookedSide,
  type ClaimSide,
  classifyDifference,
  type DifferenceKind,
  type LedgerSide,
} from './classify-difference.js';

const id = (text: string): LedgerPostingId => text as LedgerPostingId;
const claim = (more: Partial<ClaimSide> = {}): ClaimSide => ({
  currency: 'NOK',
  outstandingMinor: 1_000n,
  overpaidMinor: 0n,
  settledMinor: 0n,
  settledCountedMinor: 0n,
  toldByCreditorMinor: 0n,
  countedPostings: new Set(),
  knownPostings: new Set(),
  writeBacks: [],
  changedMeanwhile: false,
  ...more,
});
const ledger = (
  outstandingMinor: bigint,
  movements: LedgerSide['movements'] = [],
  currency: 'NOK' | 'EUR' = 'NOK',
): LedgerSide => ({
  currency,
  outstandingMinor,
  movements,
});
const writeBack = (
  state: BookedSide['state'],
  amountMinor: bigint,
  postingId: string | null = null,
): BookedSide => ({
  id: `w-${state}`,
  state,
  amountMinor,
  postingId: postingId === null ? null : id(postingId),
  formerPostingIds: [],
});
const moved = (
  postingId: string,
  changeMinor: bigint,
  reverses?: string,
): LedgerSide['movements'][number] => ({
  postingId: id(postingId),
  changeMinor,
  ...(reverses === undefined ? {} : { reverses: id(reverses) }),
});
/** 1000 owed, 400 settled, so 600 demanded. */
const settled = (...writeBacks: BookedSide[]): ClaimSide =>
  claim({ outstandingMinor: 600n, settledMinor: 400n, settledCountedMinor: 400n, writeBacks });

describe('classifyDifference', () => {
  it.each<[string, ClaimSide, LedgerSide]>([
    ['nothing happened', claim(), ledger(1_000n)],
    ['settled, not booked yet', settled(writeBack('planned', 400n)), ledger(1_000n)],
    ['settled, refused by the ledger', settled(writeBack('refused', 400n)), ledger(1_000n)],
    ['settled and booked', settled(writeBack('verified', 400n, 'P1')), ledger(600n, [moved('P1', -400n)])],
    [
      'paid directly and counted',
      claim({ outstandingMinor: 700n, countedPostings: new Set([id('D1')]) }),
      ledger(700n, [moved('D1', -300n)]),
    ],
    ['overpaid', claim({ outstandingMinor: 0n, overpaidMinor: 50n }), ledger(-50n)],
    [
      'settled, booked, and reversed in both',
      claim({
        writeBacks: [writeBack('verified', 400n, 'P1'), { ...writeBack('verified', -400n, 'P2'), id: 'w2' }],
      }),
      ledger(1_000n, [moved('P1', -400n), moved('P2', 400n, 'P1')]),
    ],
  ])('agrees: %s', (_name, ours, theirs) => {
    expect(classifyDifference(ours, theirs)).toBeUndefined();
  });

  it.each<[DifferenceKind, string, ClaimSide, LedgerSide | null]>([
    [
      'timing',
      'landed, answer outstanding',
      settled(writeBack('being-confirmed', 400n)),
      ledger(600n, [moved('P1', -400n)]),
    ],
    ['timing', 'a payment newer than the last pull', claim(), ledger(700n, [moved('D1', -300n)])],
    ['timing', 'changed while the ledger was read', claim({ changedMeanwhile: true }), ledger(900n)],
    [
      'direct-payment-not-seen',
      'pulled, not counted',
      claim({ knownPostings: new Set([id('D1')]) }),
      ledger(700n, [moved('D1', -300n)]),
    ],
    [
      'missing-posting',
      'booked, not there any more',
      settled(writeBack('verified', 400n, 'P1')),
      ledger(1_000n),
    ],
    ['reversed-posting', 'state says so', settled(writeBack('reversed', 400n, 'P1')), ledger(1_000n)],
    [
      'reversed-posting',
      'movement says so',
      settled(writeBack('verified', 400n, 'P1')),
      ledger(1_000n, [moved('P1', -400n), moved('R1', 400n, 'P1')]),
    ],
    [
      'posting-not-matched',
      'booked, not set against the invoice',
      settled(writeBack('needs-matching', 400n, 'P1')),
      ledger(1_000n),
    ],
    [
      'posting-not-matched',
      'perhaps ours',
      settled(writeBack('needs-matching', 400n)),
      ledger(600n, [moved('D1', -400n)]),
    ],
    [
      'settlement-not-counted',
      'a settlement is not in the claim',
      { ...settled(writeBack('planned', 400n)), settledCountedMinor: 0n },
      ledger(1_000n),
    ],
    ['currency', 'another currency', claim(), ledger(1_000n, [], 'EUR')],
    ['item-gone', 'no longer there', claim(), null],
    ['rounding', 'some øre', claim(), ledger(1_001n)],
    ['unknown', 'nothing explains it', claim(), ledger(1_500n)],
  ])('%s: %s', (kind, _name, ours, theirs) => {
    expect(classifyDifference(ours, theirs)?.kind).toBe(kind);
  });
});
