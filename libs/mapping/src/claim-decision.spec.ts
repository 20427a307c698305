import {
  addDays,
  daysBetween,
  LAST_DAY,
  type LedgerHold,
  localDate,
  type LocalDate,
  money,
  type OpenItem,
} from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ClaimDecision, decideClaim, type DecisionRule, unexplainedMinor } from './claim-decision.js';
import type { CreditorPolicy } from './creditor-policy.js';
import { aMovement, anItem, aPolicy } from './testing/items.js';

const nok = (minor: bigint): OpenItem['original'] => money(minor, 'NOK');
const { debtor } = anItem();

/** Long after every date of the ordinary item. */
const LATE = localDate('2026-06-01');
const UNTIL = localDate('2026-06-20');

type Answer = Partial<ClaimDecision>;

describe('each rule', () => {
  it.each<[string, Partial<OpenItem>, Answer]>([
    [
      'an overdue invoice is a claim',
      {},
      {
        outcome: 'claim',
        rule: 'overdue',
        inputs: {
          dueOn: '2026-03-02',
          graceDays: 14,
          collectableFrom: '2026-03-17',
          daysLate: 91,
          outstandingMinor: '100000',
        },
      },
    ],
    ['a credit note is none', { kind: 'credit-note' }, { outcome: 'excluded', rule: 'credit-note' }],
    [
      'nor is what is paid',
      { outstanding: nok(0n), movements: [aMovement('1', 'payment', -100_000n)] },
      { outcome: 'excluded', rule: 'nothing-outstanding' },
    ],
    [
      'too much paid is for a person',
      { outstanding: nok(-500n), movements: [aMovement('1', 'payment', -100_500n)] },
      { outcome: 'review', rule: 'overpaid', inputs: { outstandingMinor: '-500' } },
    ],
    [
      'so is a balance that the movements do not explain',
      { outstanding: nok(60_000n), movements: [aMovement('1', 'payment', -30_000n)] },
      {
        outcome: 'review',
        rule: 'balance-unexplained',
        inputs: { originalMinor: '100000', outstandingMinor: '60000', unexplainedMinor: '-10000' },
      },
    ],
    [
      'and one that is explained, yet higher than what was invoiced',
      { outstanding: nok(100_001n), movements: [aMovement('1', 'reversal', 1n)] },
      { outcome: 'review', rule: 'balance-unexplained' },
    ],
    [
      'the ledger has given it to a collector',
      { holds: [{ reason: 'already-in-collection', detail: 'Kredinor' }] },
      { outcome: 'excluded', rule: 'already-in-collection', inputs: { detail: 'Kredinor' } },
    ],
    [
      'the ledger calls it credited',
      { holds: [{ reason: 'credited' }] },
      { outcome: 'review', rule: 'credited-with-remainder' },
    ],
    [
      'it is postponed without an end',
      { holds: [{ reason: 'postponed' }] },
      { outcome: 'review', rule: 'postponed-without-end' },
    ],
    [
      'it is postponed',
      { holds: [{ reason: 'postponed', until: UNTIL }] },
      { outcome: 'not-yet', rule: 'postponed', inputs: { until: UNTIL }, changesOn: UNTIL },
    ],
    [
      'a postponement that is over stops nothing',
      { holds: [{ reason: 'postponed', until: LATE }] },
      { outcome: 'claim' },
    ],
    [
      'it was invoiced before the start',
      { invoicedOn: localDate('2025-12-31') },
      {
        outcome: 'excluded',
        rule: 'before-start-date',
        inputs: { invoicedOn: '2025-12-31', startOn: '2026-01-01' },
      },
    ],
    ['the first day of the policy counts', { invoicedOn: localDate('2026-01-01') }, { outcome: 'claim' }],
    [
      'the customer is excluded',
      { debtor: { ...debtor, customerNumber: '666' } },
      { outcome: 'excluded', rule: 'excluded-customer', inputs: { customerNumber: '666' } },
    ],
    [
      'one of the customer’s groups is excluded',
      { debtor: { ...debtor, groups: ['Kommuner', 'Borettslag'] } },
      { outcome: 'excluded', rule: 'excluded-customer-group', inputs: { customerGroup: 'Borettslag' } },
    ],
    ['other groups are not', { debtor: { ...debtor, groups: ['Kommuner'] } }, { outcome: 'claim' }],
    [
      'the customer may be sold',
      { debtor: { ...debtor, factored: true } },
      { outcome: 'review', rule: 'factored' },
    ],
    [
      'person or company?',
      { debtor: { ...debtor, kind: 'unknown' } },
      { outcome: 'review', rule: 'debtor-kind-unknown' },
    ],
    [
      'one øre below the minimum',
      { original: nok(9999n), outstanding: nok(9999n) },
      {
        outcome: 'excluded',
        rule: 'below-minimum',
        inputs: { outstandingMinor: '9999', minimumMinor: '10000' },
      },
    ],
    [
      'the minimum itself is enough',
      { original: nok(10_000n), outstanding: nok(10_000n) },
      { outcome: 'claim' },
    ],
    [
      'a currency without a minimum has none',
      { original: money(1n, 'EUR'), outstanding: money(1n, 'EUR') },
      { outcome: 'claim' },
    ],
    [
      'the minimum looks at what is left',
      { outstanding: nok(9999n), movements: [aMovement('1', 'payment', -90_001n)] },
      { outcome: 'excluded', rule: 'below-minimum' },
    ],
  ])('%s', (_, change, answer) => {
    expect(decideClaim(anItem(change), aPolicy(), LATE)).toMatchObject({ ...answer, policyVersion: 3 });
  });

  it('a customer without a number is on no list', () => {
    const { customerNumber: _, ...nameless } = debtor;
    expect(
      decideClaim(anItem({ debtor: nameless }), aPolicy({ excludedCustomerNumbers: [''] }), LATE).outcome,
    ).toBe('claim');
  });
});

describe('the edges of the dates', () => {
  it.each<[string, DecisionRule, ClaimDecision['outcome']]>([
    ['2026-02-16', 'not-due', 'not-yet'],
    ['2026-03-02', 'not-due', 'not-yet'],
    ['2026-03-03', 'grace-period', 'not-yet'],
    ['2026-03-16', 'grace-period', 'not-yet'],
    ['2026-03-17', 'overdue', 'claim'],
  ])('due on 2 March with 14 days of grace, on %s: %s', (today, rule, outcome) => {
    const decision = decideClaim(anItem(), aPolicy(), localDate(today));
    expect(decision).toMatchObject({ rule, outcome });
    expect(decision.changesOn).toBe(outcome === 'claim' ? undefined : '2026-03-17');
  });

  it('without grace the day after the due day is the first', () => {
    const policy = aPolicy({ graceDays: 0 });
    expect(decideClaim(anItem(), policy, localDate('2026-03-02'))).toMatchObject({
      rule: 'not-due',
      changesOn: '2026-03-03',
    });
    expect(decideClaim(anItem(), policy, localDate('2026-03-03')).inputs).toMatchObject({ daysLate: 1 });
  });

  it('a postponement inside the days of grace changes nothing before these are over', () => {
    const item = anItem({ holds: [{ reason: 'postponed', until: localDate('2026-03-10') }] });
    expect(decideClaim(item, aPolicy(), localDate('2026-03-09'))).toMatchObject({
      rule: 'postponed',
      changesOn: '2026-03-17',
    });
    expect(decideClaim(item, aPolicy(), localDate('2026-03-10'))).toMatchObject({
      rule: 'grace-period',
      changesOn: '2026-03-17',
    });
  });

  it('a ledger that writes "never" as the last day of the calendar means never', () => {
    for (const dueOn of [LAST_DAY, addDays(LAST_DAY, -3)]) {
      expect(decideClaim(anItem({ dueOn }), aPolicy(), LATE)).toMatchObject({
        rule: 'not-due',
        changesOn: LAST_DAY,
      });
    }
  });
});

describe('the order of the rules', () => {
  /** From the strongest on: whatever comes later makes no difference. */
  const steps: readonly [DecisionRule, Partial<OpenItem>][] = [
    [
      'already-in-collection',
      { holds: [{ reason: 'already-in-collection' }, { reason: 'postponed', until: UNTIL }] },
    ],
    ['before-start-date', { invoicedOn: localDate('2025-01-01') }],
    ['excluded-customer', { debtor: { ...debtor, customerNumber: '666', factored: true, kind: 'unknown' } }],
    [
      'excluded-customer-group',
      { debtor: { ...debtor, groups: ['Borettslag'], factored: true, kind: 'unknown' } },
    ],
    ['factored', { debtor: { ...debtor, factored: true, kind: 'unknown' } }],
    ['debtor-kind-unknown', { debtor: { ...debtor, kind: 'unknown' } }],
    ['below-minimum', { original: nok(1n), outstanding: nok(1n) }],
    ['not-due', { dueOn: localDate('2026-12-01') }],
  ];

  it.each(steps.map(([rule], index) => [rule, index] as const))(
    '%s is told before all that follow',
    (rule, index) => {
      const weaker = steps.slice(index).reverse();
      const item = anItem(Object.assign({}, ...weaker.map(([, change]) => change)) as Partial<OpenItem>);
      expect(decideClaim(item, aPolicy(), LATE).rule).toBe(rule);
    },
  );

  it('what the item is comes before all', () => {
    const worst = Object.assign({}, ...steps.map(([, change]) => change)) as Partial<OpenItem>;
    expect(decideClaim(anItem({ ...worst, kind: 'credit-note' }), aPolicy(), LATE).rule).toBe('credit-note');
    expect(decideClaim(anItem({ ...worst, outstanding: nok(0n) }), aPolicy(), LATE).rule).toBe(
      'nothing-outstanding',
    );
    expect(decideClaim(anItem({ ...worst, outstanding: nok(-1n) }), aPolicy(), LATE).rule).toBe('overpaid');
    expect(decideClaim(anItem({ ...worst, outstanding: nok(7n) }), aPolicy(), LATE).rule).toBe(
      'balance-unexplained',
    );
  });

  it('does not depend on the order in which the ledger tells its holds', () => {
    const holds: LedgerHold[] = [
      { reason: 'postponed', until: UNTIL },
      { reason: 'postponed', until: addDays(UNTIL, 9) },
      { reason: 'postponed' },
      { reason: 'credited' },
      { reason: 'already-in-collection' },
    ];
    const rules: DecisionRule[] = [
      'postponed',
      'postponed',
      'postponed-without-end',
      'credited-with-remainder',
      'already-in-collection',
    ];
    for (let known = 1; known <= holds.length; known += 1) {
      const told = holds.slice(0, known);
      for (const order of [told, [...told].reverse()]) {
        expect(decideClaim(anItem({ holds: order }), aPolicy(), LATE).rule).toBe(rules[known - 1]);
      }
    }
    expect(decideClaim(anItem({ holds: holds.slice(0, 2) }), aPolicy(), LATE).changesOn).toBe(
      addDays(UNTIL, 9),
    );
  });
});

const START = localDate('2026-01-01');
const anyDay = fc.integer({ min: 0, max: 120 }).map((days) => addDays(START, days));
const anyHold: fc.Arbitrary<LedgerHold> = fc.oneof(
  { weight: 6, arbitrary: anyDay.map((until) => ({ reason: 'postponed' as const, until })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<LedgerHold>(
      { reason: 'postponed' },
      { reason: 'credited' },
      { reason: 'already-in-collection' },
    ),
  },
);
const anyItem = fc
  .record({
    dueOn: anyDay,
    invoicedOn: fc.constantFrom(addDays(START, -1), START),
    holds: fc.array(anyHold, { maxLength: 3 }),
    minor: fc.constantFrom(1n, 9_999n, 10_000n, 500_000n),
    factored: fc.constantFrom(false, false, false, true),
  })
  .map(({ dueOn, invoicedOn, holds, minor, factored }) =>
    anItem({
      dueOn,
      invoicedOn,
      holds,
      original: nok(minor),
      outstanding: nok(minor),
      debtor: { ...debtor, factored },
    }),
  );
const anyPolicy = fc.integer({ min: 0, max: 60 }).map((graceDays) => aPolicy({ graceDays }));

/** By asking for one day after the other, a year long. */
function firstOtherAnswer(item: OpenItem, policy: CreditorPolicy, today: LocalDate): LocalDate | undefined {
  const { outcome } = decideClaim(item, policy, today);
  for (let days = 1; days <= 366; days += 1) {
    const day = addDays(today, days);
    if (decideClaim(item, policy, day).outcome !== outcome) return day;
  }
  return undefined;
}

describe('the day on which the answer changes', () => {
  it('is the first on which it does, and is named exactly when there is one', () => {
    fc.assert(
      fc.property(anyItem, anyPolicy, anyDay, (item, policy, today) => {
        const decision = decideClaim(item, policy, today);
        const found = firstOtherAnswer(item, policy, today);
        expect(decision.changesOn).toBe(found);
        expect(decision.outcome === 'not-yet').toBe(found !== undefined);
        if (found !== undefined) expect(daysBetween(today, found)).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  it('once a claim, the calendar alone never makes it another thing', () => {
    fc.assert(
      fc.property(anyItem, anyPolicy, anyDay, fc.nat({ max: 400 }), (item, policy, today, days) => {
        fc.pre(decideClaim(item, policy, today).outcome === 'claim');
        expect(decideClaim(item, policy, addDays(today, days)).outcome).toBe('claim');
      }),
    );
  });
});

describe('what the movements leave unexplained', () => {
  it('is nothing when the ledger adds up', () => {
    const movements = [
      aMovement('1', 'payment', -30_000n),
      aMovement('2', 'reversal', 30_000n, '1'),
      aMovement('3', 'credit', -1n),
    ];
    expect(unexplainedMinor(anItem({ movements, outstanding: nok(99_999n) }))).toBe(0n);
    expect(unexplainedMinor(anItem({ movements, outstanding: nok(100_000n) }))).toBe(1n);
  });

  it('is a matter for a person when more is taken back than the ledger ever told of', () => {
    const movements = [aMovement('1', 'credit', -20_000n), aMovement('2', 'reversal', 10_000n)];
    const item = anItem({ movements, outstanding: nok(90_000n) });
    expect(unexplainedMinor(item)).toBe(0n);
    expect(decideClaim(item, aPolicy(), localDate('2026-04-01'))).toMatchObject({
      rule: 'balance-unexplained',
    });
    const named = anItem({
      ...item,
      movements: [aMovement('1', 'credit', -20_000n), aMovement('2', 'reversal', 10_000n, '1')],
    });
    expect(decideClaim(named, aPolicy(), localDate('2026-04-01'))).toMatchObject({ rule: 'overdue' });
  });
});
