import { type Country, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BALANCE_PARTS, type BalancePart } from '../vocabulary.js';
import { allocatePayment, type Allocation, type Designation, type OwedClaim } from './allocate.js';
import { allocationPolicy, type PaymentSource } from './policies.js';

const claim = (
  claimId: string,
  dueOn: string,
  owed: Partial<OwedClaim['owed']>,
  blocked = false,
): OwedClaim => ({
  claimId,
  dueOn: localDate(dueOn),
  owed: { principal: 0n, interest: 0n, costs: 0n, court: 0n, ...owed },
  blocked,
});

const NEWER = claim('a', '2026-04-01', { principal: 1_000n, interest: 50n, costs: 200n });
const OLDER = claim('b', '2026-03-01', { principal: 500n, interest: 30n, costs: 100n, court: 70n });

const told = ({ shares }: Allocation): string[] =>
  shares.map(({ claimId, part, minor }) => `${claimId} ${part} ${minor}`);

const NO = allocationPolicy('NO', 'voluntary');

describe('the order of parts', () => {
  it.each<[Country, PaymentSource, string[]]>([
    ['NO', 'voluntary', ['b court 70', 'b costs 100', 'b interest 30', 'b principal 400']],
    ['NO', 'enforcement', ['b principal 500', 'b costs 100']],
    ['SE', 'voluntary', ['b court 70', 'b costs 100', 'b interest 30', 'b principal 400']],
    ['SE', 'enforcement', ['b interest 30', 'b costs 100', 'b court 70', 'b principal 400']],
  ])('%s, %s', (country, source, shares) => {
    expect(told(allocatePayment(600n, [OLDER], allocationPolicy(country, source)))).toEqual(shares);
  });
});

describe('several claims', () => {
  it('the oldest is paid first', () => {
    expect(told(allocatePayment(800n, [NEWER, OLDER], NO))).toEqual([
      'b court 70',
      'b costs 100',
      'b interest 30',
      'b principal 500',
      'a costs 100',
    ]);
  });

  it('or each in proportion, and the odd øre goes by the largest remainder', () => {
    const claims = [
      claim('a', '2026-04-01', { principal: 100n }),
      claim('b', '2026-03-01', { principal: 200n }),
    ];
    // 33.33 and 66.67 of 100.
    expect(told(allocatePayment(100n, claims, allocationPolicy('NO', 'debt-settlement')))).toEqual([
      'b principal 67',
      'a principal 33',
    ]);
  });
});

describe('the debtor’s own word', () => {
  it.each<[string, Designation[], string[]]>([
    ['a claim', [{ claimId: 'a' }], ['a costs 200', 'a interest 50', 'a principal 450']],
    ['a part', [{ claimId: 'a', part: 'principal' }], ['a principal 700']],
    [
      'a part, and no more than so much',
      [{ claimId: 'a', part: 'principal', maxMinor: 300n }],
      ['a principal 300', 'b court 70', 'b costs 100', 'b interest 30', 'b principal 200'],
    ],
    [
      'two, in his order',
      [
        { claimId: 'a', part: 'interest' },
        { claimId: 'b', part: 'principal' },
      ],
      ['a interest 50', 'b principal 500', 'b court 70', 'b costs 80'],
    ],
    [
      'a claim that is not there',
      [{ claimId: 'z' }],
      ['b court 70', 'b costs 100', 'b interest 30', 'b principal 500'],
    ],
  ])('comes first: %s', (_name, designations, shares) => {
    expect(told(allocatePayment(700n, [NEWER, OLDER], NO, designations))).toEqual(shares);
  });
});

describe('blocked claims', () => {
  const disputed = { ...OLDER, blocked: true };

  it('get nothing of themselves; what only they could take is held', () => {
    const result = allocatePayment(2_000n, [NEWER, disputed], NO);
    expect(told(result)).toEqual(['a costs 200', 'a interest 50', 'a principal 1000']);
    expect([result.heldMinor, result.overpaidMinor]).toEqual([700n, 50n]);
  });

  it('are paid when the debtor names them', () => {
    expect(told(allocatePayment(100n, [NEWER, disputed], NO, [{ claimId: 'b', part: 'principal' }]))).toEqual(
      ['b principal 100'],
    );
  });
});

it('overpayment is its own part, also where nothing is owed', () => {
  expect(allocatePayment(5_000n, [OLDER], NO)).toMatchObject({ overpaidMinor: 4_300n, heldMinor: 0n });
  expect(allocatePayment(5_000n, [], allocationPolicy('SE', 'enforcement'))).toMatchObject({
    overpaidMinor: 5_000n,
    shares: [],
  });
  expect(() => allocatePayment(-1n, [], NO)).toThrow(RangeError);
});

it('every øre goes somewhere, nobody gets more than he is owed, and overpaid means that nothing is left to pay', () => {
  const anyOwed = fc.record({
    principal: fc.bigInt({ min: 0n, max: 100_000n }),
    interest: fc.bigInt({ min: 0n, max: 5_000n }),
    costs: fc.bigInt({ min: 0n, max: 5_000n }),
    court: fc.bigInt({ min: 0n, max: 5_000n }),
  });
  const anyClaims = fc
    .array(fc.record({ owed: anyOwed, month: fc.integer({ min: 1, max: 9 }), blocked: fc.boolean() }), {
      maxLength: 6,
    })
    .map((drawn) =>
      drawn.map(({ owed, month, blocked }, index) => claim(`c${index}`, `2026-0${month}-01`, owed, blocked)),
    );
  const anyDesignation = fc.record({
    claimId: fc.constantFrom('c0', 'c1', 'c2', 'c9'),
    part: fc.option(fc.constantFrom<BalancePart>(...BALANCE_PARTS), { nil: undefined }),
    maxMinor: fc.option(fc.bigInt({ min: 0n, max: 50_000n }), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 500_000n }),
      anyClaims,
      fc.constantFrom<Country>('NO', 'SE'),
      fc.constantFrom<PaymentSource>('voluntary', 'enforcement', 'debt-settlement'),
      fc.array(anyDesignation, { maxLength: 3 }),
      (minor, claims, country, source, drawn) => {
        const designations = drawn.map(({ claimId, part, maxMinor }) => ({
          claimId,
          ...(part === undefined ? {} : { part }),
          ...(maxMinor === undefined ? {} : { maxMinor }),
        }));
        const { shares, heldMinor, overpaidMinor } = allocatePayment(
          minor,
          claims,
          allocationPolicy(country, source),
          designations,
        );
        const given = shares.reduce((sum, share) => sum + share.minor, 0n);
        expect(given + heldMinor + overpaidMinor).toBe(minor);
        let leftOpen = 0n;
        let leftBlocked = 0n;
        for (const { claimId, owed, blocked } of claims) {
          for (const part of BALANCE_PARTS) {
            const got = shares
              .filter((share) => share.claimId === claimId && share.part === part)
              .reduce((sum, share) => sum + share.minor, 0n);
            expect(got <= owed[part]).toBe(true);
            if (blocked) leftBlocked += owed[part] - got;
            else leftOpen += owed[part] - got;
          }
        }
        if (heldMinor > 0n) expect(leftOpen).toBe(0n);
        if (overpaidMinor > 0n) expect([leftOpen, leftBlocked]).toEqual([0n, heldMinor]);
        for (const share of shares) {
          expect(share.minor > 0n).toBe(true);
          const blocked = claims.find(({ claimId }) => claimId === share.claimId)?.blocked;
          if (blocked) expect(share.because).toBe('designated');
        }
      },
    ),
  );
});
