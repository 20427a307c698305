import { describe, expect, it } from '@jest/globals';
import type { ClaimId, CreditorId, LedgerPostingId, SettlementId } from '@app/domain';
import fc from 'fast-check';
import { classifyClaim, classifyLedger } from './classify-difference.js';
import type { SettlementLine, SettlementMoney } from './client-money/settlement-money.js';
import type { BookedSide, ClaimSide, LedgerSide } from './compared-sides.js';
import { DIFFERENCE_KINDS, type DifferenceKind } from './difference-kinds.js';

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

describe('classifyLedger', () => {
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
    [
      'settled, booked, taken back in the ledger, and by the debtor’s bank too',
      claim({
        writeBacks: [
          writeBack('reversed', 400n, 'P1'),
          { ...writeBack('not-needed', -400n), takesBack: 'w-reversed' },
        ],
      }),
      ledger(1_000n, [moved('P1', -400n), moved('R1', 400n, 'P1')]),
    ],
  ])('agrees: %s', (_name, ours, theirs) => {
    expect(classifyLedger(ours, theirs)).toBeUndefined();
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
      'posting-not-matched',
      'matched in part',
      settled(writeBack('needs-matching', 400n, 'P1')),
      ledger(650n, [moved('P1', -350n)]),
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
    [
      'unknown',
      'a currency without decimals has no øre to round',
      claim({ currency: 'JPY' }),
      { ...ledger(1_001n), currency: 'JPY' },
    ],
  ])('%s: %s', (kind, _name, ours, theirs) => {
    expect(classifyLedger(ours, theirs)?.kind).toBe(kind);
  });
});

const OWN_CLAIM = 'c1' as ClaimId;
const line = (
  kind: SettlementLine['kind'],
  minor: bigint,
  more: Partial<SettlementLine> = {},
): SettlementLine => ({
  entryKey: 'allocated:s1',
  kind,
  currency: 'NOK',
  claimId: OWN_CLAIM,
  minor,
  ...more,
});
/** 400 principal, 30 interest, 50 fees, 20 too much: 500 in all. */
const money = (lines: readonly SettlementLine[], more: Partial<SettlementMoney> = {}): SettlementMoney => ({
  settlementId: 's1' as SettlementId,
  creditorId: 'k1' as CreditorId,
  claimId: OWN_CLAIM,
  claimIds: [OWN_CLAIM],
  kind: 'payment',
  currency: 'NOK',
  principalMinor: 400n,
  interestMinor: 30n,
  feesMinor: 50n,
  surplusMinor: 20n,
  overBank: lines.length > 0,
  lines,
  ...more,
});
const entry = [line('creditor', -430n), line('earned', -50n), line('debtors', -20n)];
const back = (...lines: SettlementLine[]): SettlementMoney => money(lines, { kind: 'reversal' });

describe('classifyClaim: client money', () => {
  it.each<[string, SettlementMoney]>([
    ['each part on its account', money(entry)],
    [
      'interest that is the collector’s',
      money([line('creditor', -400n), line('earned', -80n), line('debtors', -20n)]),
    ],
    ['fees that are the creditor’s own', money([line('creditor', -480n), line('debtors', -20n)])],
    ['received elsewhere: the journal has nothing, and shall have nothing', money([])],
    ['taken back', back(line('creditor', 430n), line('earned', 50n), line('debtors', 20n))],
    [
      'taken back after it was paid out: the collector advances it',
      back(line('creditor', 130n), line('advanced', 370n, { claimId: null })),
    ],
    [
      'wholly passed on',
      money([], { principalMinor: 0n, interestMinor: 0n, feesMinor: 0n, surplusMinor: 0n, overBank: true }),
    ],
  ])('agrees: %s', (_, one) => {
    expect(classifyClaim(claim(), ledger(1_000n), [one])).toEqual([]);
  });

  it.each<[DifferenceKind, string, SettlementMoney]>([
    ['client-money-missing', 'of the bank, without an entry', money([], { overBank: true })],
    ['client-money-missing', 'a part is not there', money(entry.slice(0, 2))],
    ['client-money-missing', 'taken back in part', back(line('creditor', 430n))],
    ['client-money-too-much', 'booked twice', money([...entry, ...entry])],
    [
      'client-money-wrong-account',
      'the debtors’ surplus is with the creditor',
      money([line('creditor', -500n)]),
    ],
    [
      'client-money-wrong-account',
      'the collector earns more than interest and fees',
      money([line('creditor', -399n), line('earned', -81n), line('debtors', -20n)]),
    ],
    [
      'client-money-wrong-account',
      'for another claim',
      money([line('creditor', -430n, { claimId: 'c2' as ClaimId }), ...entry.slice(1)]),
    ],
    ['currency', 'in another currency', money(entry.map((one) => ({ ...one, currency: 'SEK' })))],
  ])('%s: %s', (kind, _, one) => {
    const [found, ...others] = classifyClaim(claim(), ledger(1_000n), [one]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind, subject: 'client-money:s1', expectedMinor: 500n });
  });

  it('shows all three sides with every difference, and hides none behind another', () => {
    const ours = { ...settled(writeBack('verified', 400n, 'P1')) };
    const found = classifyClaim(ours, ledger(1_000n), [money([], { overBank: true })]);
    expect(found.map(({ kind }) => kind)).toEqual(['missing-posting', 'client-money-missing']);
    for (const { evidence } of found) {
      expect(evidence['sides']).toMatchObject({
        ledger: { outstandingMinor: '1000' },
        claim: { outstandingMinor: '600', writeBacks: [{ state: 'verified', postingId: 'P1' }] },
        clientMoney: { settlements: [{ settledMinor: '500', heldMinor: '0', receivedBy: 'client-account' }] },
      });
    }
  });
});

interface Agreed {
  readonly claim: ClaimSide;
  readonly ledger: LedgerSide;
  readonly money: readonly SettlementMoney[];
}

/** A claim with settlements booked and not yet booked, direct payments that count, and client money for some of it. */
const agreed: fc.Arbitrary<Agreed> = fc
  .record({
    leftMinor: fc.bigInt({ min: 10_000n, max: 10_000_000n }),
    booked: fc.array(fc.tuple(fc.bigInt({ min: 1_000n, max: 500_000n }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    }),
    waiting: fc.array(fc.bigInt({ min: 1_000n, max: 500_000n }), { maxLength: 2 }),
    direct: fc.array(fc.bigInt({ min: 1_000n, max: 500_000n }), { maxLength: 3 }),
    told: fc.bigInt({ min: 0n, max: 5_000n }),
  })
  .map(({ leftMinor, booked, waiting, direct, told }) => {
    const bookedRows = booked.map(([minor], at): BookedSide => ({
      ...writeBack('verified', minor, `P${at}`),
      id: `w${at}`,
    }));
    const waitingRows = waiting.map((minor, at): BookedSide => ({
      ...writeBack('planned', minor),
      id: `v${at}`,
    }));
    const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);
    const settledMinor = sum([...booked.map(([minor]) => minor), ...waiting]);
    const directIds = direct.map((_, at) => id(`D${at}`));
    return {
      claim: claim({
        outstandingMinor: leftMinor,
        settledMinor,
        settledCountedMinor: settledMinor,
        toldByCreditorMinor: told,
        writeBacks: [...bookedRows, ...waitingRows],
        countedPostings: new Set(directIds),
        knownPostings: new Set([...directIds, ...bookedRows.map(({ postingId }) => postingId ?? id(''))]),
      }),
      ledger: ledger(leftMinor + sum(waiting) + told, [
        ...booked.map(([minor], at) => moved(`P${at}`, -minor)),
        ...direct.map((minor, at) => moved(`D${at}`, -minor)),
      ]),
      money: booked.map(([minor, overBank], at) => ({
        ...money(overBank ? [line('creditor', -minor)] : [], { overBank }),
        settlementId: `s${at}` as SettlementId,
        principalMinor: minor,
        interestMinor: 0n,
        feesMinor: 0n,
        surplusMinor: 0n,
      })),
    };
  });

/** Something goes wrong, once, in one place: by name the kind that it must be called. */
const CAUSES: Readonly<Record<DifferenceKind, (sides: Agreed, minor: bigint) => Agreed>> = {
  timing: (sides, minor) => ({
    ...sides,
    ledger: shifted(sides.ledger, -minor, moved('new', -minor)),
  }),
  'settlement-not-counted': (sides, minor) => ({
    ...sides,
    claim: { ...sides.claim, settledCountedMinor: sides.claim.settledMinor - minor },
  }),
  currency: (sides) => ({ ...sides, ledger: { ...sides.ledger, currency: 'EUR' } }),
  'item-gone': (sides) => sides,
  'missing-posting': ({ ledger: theirs, ...sides }) => {
    const [first] = theirs.movements;
    const rest = { ...theirs, movements: theirs.movements.slice(1) };
    return { ...sides, ledger: shifted(rest, -(first?.changeMinor ?? 0n)) };
  },
  'reversed-posting': ({ ledger: theirs, ...sides }) => {
    const [first] = theirs.movements;
    const minor = -(first?.changeMinor ?? 0n);
    return { ...sides, ledger: shifted(theirs, minor, moved('undo', minor, first?.postingId)) };
  },
  'posting-not-matched': ({ claim: ours, ledger: theirs, ...sides }) => {
    const [first, ...others] = ours.writeBacks;
    if (!first) throw new Error('Something is booked.');
    const rest = { ...theirs, movements: theirs.movements.slice(1) };
    return {
      ...sides,
      claim: { ...ours, writeBacks: [{ ...first, state: 'needs-matching' }, ...others] },
      ledger: shifted(rest, first.amountMinor),
    };
  },
  'direct-payment-not-seen': (sides, minor) => ({
    ...sides,
    claim: { ...sides.claim, knownPostings: new Set([...sides.claim.knownPostings, id('late')]) },
    ledger: shifted(sides.ledger, -minor, moved('late', -minor)),
  }),
  rounding: (sides, minor) => ({ ...sides, ledger: shifted(sides.ledger, (minor % 99n) + 1n) }),
  'client-money-missing': (sides, minor) => withMoney(sides, (held) => held - minor),
  'client-money-too-much': (sides, minor) => withMoney(sides, (held) => held + minor),
  'client-money-wrong-account': (sides, minor) => {
    const { money: all, ...rest } = sides;
    const [first, ...others] = all;
    if (!first) throw new Error('Something is settled.');
    const lines = [line('creditor', -first.principalMinor + minor), line('debtors', -minor)];
    return { ...rest, money: [{ ...first, overBank: true, lines }, ...others] };
  },
  unknown: (sides, minor) => ({ ...sides, ledger: shifted(sides.ledger, minor + 100n) }),
};

function shifted(side: LedgerSide, byMinor: bigint, ...more: LedgerSide['movements'][number][]): LedgerSide {
  return {
    ...side,
    outstandingMinor: side.outstandingMinor + byMinor,
    movements: [...side.movements, ...more],
  };
}

function withMoney({ money: all, ...sides }: Agreed, change: (held: bigint) => bigint): Agreed {
  const [first, ...others] = all;
  if (!first) throw new Error('Something is settled.');
  const lines = [line('creditor', -change(first.principalMinor))];
  return { ...sides, money: [{ ...first, overBank: true, lines }, ...others] };
}

describe('classifyClaim, whatever has happened', () => {
  it('finds nothing when ledger, claim and client money agree', () => {
    fc.assert(
      fc.property(agreed, ({ claim: ours, ledger: theirs, money: held }) => {
        expect(classifyClaim(ours, theirs, held)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(DIFFERENCE_KINDS)('calls %s by its name, and finds nothing else', (kind) => {
    fc.assert(
      fc.property(agreed, fc.bigInt({ min: 100n, max: 999n }), (sides, minor) => {
        const wrong = CAUSES[kind](sides, minor);
        const theirs = kind === 'item-gone' ? null : wrong.ledger;
        const found = classifyClaim(wrong.claim, theirs, wrong.money);
        expect(found.map((difference) => difference.kind)).toEqual([kind]);
      }),
      { numRuns: 200 },
    );
  });
});
