import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  assertClaimMove,
  CLAIM_MOVES,
  CLAIM_STATES,
  type ClaimMovement,
  type ClaimMovementKind,
  ClaimMovementsError,
  claimBalance,
  type ClaimState,
  IllegalClaimMoveError,
  NegativePrincipalError,
} from './claim.js';
import { CurrencyMismatchError, money } from './money.js';

describe("a claim's states", () => {
  it('can all be reached from the first', () => {
    const reached = new Set<ClaimState>(['proposed']);
    for (const state of reached) for (const next of CLAIM_MOVES[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...CLAIM_STATES].sort());
  });

  it('have no dead end: also a closed claim opens again when its payment is taken back', () => {
    for (const state of CLAIM_STATES) expect(CLAIM_MOVES[state].length).toBeGreaterThan(0);
  });

  it('reach the pipeline from an approval or a reopening only', () => {
    const before = CLAIM_STATES.filter((state) => CLAIM_MOVES[state].includes('in-collection'));
    expect(before).toEqual(['approved', 'closed']);
  });

  const pairs = CLAIM_STATES.flatMap((from) => CLAIM_STATES.map((to) => [from, to] as const));
  it.each(pairs)('%s → %s is allowed exactly when the table says so', (from, to) => {
    const move = (): void => assertClaimMove(from, to);
    if (CLAIM_MOVES[from].includes(to)) expect(move).not.toThrow();
    else expect(move).toThrow(IllegalClaimMoveError);
  });
});

const nok = (minor: bigint): ClaimMovement['amount'] => money(minor, 'NOK');
const paid = (minor: bigint): ClaimMovement => ({ kind: 'paid', amount: nok(minor) });
const credited = (minor: bigint): ClaimMovement => ({ kind: 'credited', amount: nok(minor) });
const writtenOff = (minor: bigint): ClaimMovement => ({ kind: 'written-off', amount: nok(minor) });

describe("a claim's balance", () => {
  it.each<[string, ClaimMovement[], Partial<ReturnType<typeof claimBalance>>]>([
    ['nothing yet', [], { outstanding: 1000n }],
    ['a part payment', [paid(300n)], { paid: 300n, outstanding: 700n }],
    ['two part payments', [paid(300n), paid(700n)], { paid: 1000n, outstanding: 0n }],
    ['an overpayment', [paid(1250n)], { paid: 1000n, outstanding: 0n, overpaid: 250n }],
    ['a payment taken back', [paid(1000n), paid(-1000n)], { paid: 0n, outstanding: 1000n }],
    ['a part credit note', [credited(400n)], { credited: 400n, outstanding: 600n }],
    [
      'a credit note after full payment',
      [paid(1000n), credited(400n)],
      { paid: 600n, credited: 400n, overpaid: 400n },
    ],
    [
      'a full credit note after part payment',
      [paid(300n), credited(1000n)],
      { paid: 0n, credited: 1000n, overpaid: 300n },
    ],
    [
      'a write-off of the rest',
      [paid(300n), writtenOff(700n)],
      { paid: 300n, writtenOff: 700n, outstanding: 0n },
    ],
    ['a payment after the write-off', [writtenOff(1000n), paid(200n)], { writtenOff: 1000n, overpaid: 200n }],
  ])('after %s', (_, movements, expected) => {
    const nothing = {
      currency: 'NOK',
      principal: 1000n,
      paid: 0n,
      credited: 0n,
      writtenOff: 0n,
      outstanding: 0n,
      overpaid: 0n,
    };
    expect(claimBalance(nok(1000n), movements)).toEqual({ ...nothing, ...expected });
  });

  it.each<ClaimMovementKind>(['paid', 'credited', 'written-off'])(
    'refuses a history that takes back more than was %s',
    (kind) => {
      const movements = [paid(500n), credited(500n), writtenOff(500n), { kind, amount: nok(-501n) }];
      expect(() => claimBalance(nok(5000n), movements)).toThrow(ClaimMovementsError);
    },
  );

  it('refuses a foreign currency and a negative demand', () => {
    expect(() => claimBalance(nok(1n), [{ kind: 'paid', amount: money(1n, 'SEK') }])).toThrow(
      CurrencyMismatchError,
    );
    expect(() => claimBalance(nok(-1n), [])).toThrow(NegativePrincipalError);
  });
});

/**
 * What may happen to a claim, in the words of the people concerned. Waived interest and fees do not touch the principal;
 * a principal waived is a write-off.
 */
interface Happening {
  readonly what: 'payment' | 'part payment' | 'overpayment' | 'credit note' | 'write-off' | 'waiver';
  /** In thousandths of the principal, so that small and large claims meet every case. */
  readonly thousandths: bigint;
  /** Taken back afterwards. */
  readonly reversed: boolean;
}

const KIND: Readonly<Record<Happening['what'], ClaimMovementKind>> = {
  payment: 'paid',
  'part payment': 'paid',
  overpayment: 'paid',
  'credit note': 'credited',
  'write-off': 'written-off',
  waiver: 'written-off',
};

const SHARE: Readonly<Record<Happening['what'], readonly [bigint, bigint]>> = {
  payment: [1000n, 1000n],
  'part payment': [1n, 999n],
  overpayment: [1001n, 3000n],
  'credit note': [1n, 1000n],
  'write-off': [1n, 1000n],
  waiver: [1n, 200n],
};

const anyHappening = fc.constantFrom(...(Object.keys(KIND) as Happening['what'][])).chain((what) =>
  fc.record({
    what: fc.constant(what),
    thousandths: fc.bigInt({ min: SHARE[what][0], max: SHARE[what][1] }),
    reversed: fc.boolean(),
  }),
);

const anyHistory = fc
  .record({
    principal: fc.bigInt({ min: 1n, max: 1_000_000_000n }),
    happenings: fc.array(anyHappening, { maxLength: 12 }),
  })
  .chain(({ principal, happenings }) => {
    const movements = happenings.flatMap(({ what, thousandths, reversed }): ClaimMovement[] => {
      const minor = (principal * thousandths) / 1000n;
      const movement = { kind: KIND[what], amount: nok(minor) };
      return reversed ? [movement, { kind: KIND[what], amount: nok(-minor) }] : [movement];
    });
    return fc.record({
      principal: fc.constant(principal),
      happenings: fc.constant(happenings),
      movements: fc.constant(movements),
      shuffled: fc.shuffledSubarray(movements, { minLength: movements.length }),
    });
  });

/** Another way to the same figures: coin by coin for the three kinds, the demand itself first. */
function slowBalance(
  principal: bigint,
  happenings: readonly Happening[],
): { rest: bigint; taken: Record<ClaimMovementKind, bigint>; over: bigint } {
  let rest = principal;
  let over = 0n;
  const taken = { credited: 0n, 'written-off': 0n, paid: 0n };
  for (const kind of ['credited', 'written-off', 'paid'] as const) {
    for (const { what, thousandths, reversed } of happenings) {
      if (KIND[what] !== kind || reversed) continue;
      const amount = (principal * thousandths) / 1000n;
      const counted = amount > rest ? rest : amount;
      taken[kind] += counted;
      over += amount - counted;
      rest -= counted;
    }
  }
  return { rest, taken, over };
}

describe("the claim's money", () => {
  it('adds up after any history in any order: principal = paid + credited + written off + outstanding', () => {
    fc.assert(
      fc.property(anyHistory, ({ principal, happenings, movements, shuffled }) => {
        const balance = claimBalance(nok(principal), shuffled);
        expect(balance).toEqual(claimBalance(nok(principal), movements));
        expect(balance.principal).toBe(principal);
        expect(balance.paid + balance.credited + balance.writtenOff + balance.outstanding).toBe(principal);
        for (const part of ['paid', 'credited', 'writtenOff', 'outstanding', 'overpaid'] as const) {
          expect(balance[part] >= 0n).toBe(true);
        }
        const { rest, taken, over } = slowBalance(principal, happenings);
        expect(balance).toMatchObject({
          outstanding: rest,
          overpaid: over,
          paid: taken.paid,
          credited: taken.credited,
        });
        expect(balance.writtenOff).toBe(taken['written-off']);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses no øre: all that came in is counted or owed back', () => {
    fc.assert(
      fc.property(anyHistory, ({ principal, movements }) => {
        const balance = claimBalance(nok(principal), movements);
        const cameIn = movements.reduce((sum, { amount }) => sum + amount.minor, 0n);
        expect(balance.paid + balance.credited + balance.writtenOff + balance.overpaid).toBe(cameIn);
        if (balance.overpaid > 0n) expect(balance.outstanding).toBe(0n);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps adding up at every step of the way, as movements become known', () => {
    fc.assert(
      fc.property(anyHistory, ({ principal, movements }) => {
        for (let known = 0; known <= movements.length; known += 1) {
          const balance = claimBalance(nok(principal), movements.slice(0, known));
          expect(balance.paid + balance.credited + balance.writtenOff + balance.outstanding).toBe(principal);
        }
      }),
    );
  });

  it('counts one movement more by its amount exactly', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.bigInt({ min: 1n, max: 2_000_000_000n }),
        ({ principal, movements }, more) => {
          const before = claimBalance(nok(principal), movements);
          const after = claimBalance(nok(principal), [...movements, paid(more)]);
          expect(before.outstanding - after.outstanding + after.overpaid - before.overpaid).toBe(more);
        },
      ),
    );
  });
});
