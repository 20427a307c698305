import { addDays, type Country, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../calendar/index.js';
import { buildPlan, leastPerMonth, type PlanTerms, PlanTooLongError } from './build-plan.js';
import { forecastPlan } from './forecast.js';
import type { PlanFacts } from './plan.js';
import { planMessageOn } from './plan-messages.js';
import { planStanding } from './plan-state.js';
import { plansKeptInFirstYear } from './plans-kept.js';
import { shareProRata } from './pro-rata.js';

const day = localDate;
const TERMS: PlanTerms = {
  country: 'NO',
  debtMinor: 100_001n,
  perMonthMinor: 30_000n,
  firstDueOn: day('2026-01-31'),
  monthsMax: 12,
};
const amounts = (terms: PlanTerms) => buildPlan(terms).map(({ amountMinor }) => amountMinor);
const days = (terms: PlanTerms) => buildPlan(terms).map(({ dueOn }) => dueOn);
const anyDay = fc.integer({ min: 0, max: 9000 }).map((count) => addDays(day('2015-01-01'), count));

describe('a plan from what the debtor can pay', () => {
  it('is so much a month and a smaller rest, on working days', () => {
    expect(amounts(TERMS)).toEqual([30_000n, 30_000n, 30_000n, 10_001n]);
    // 31 January is a Saturday; February ends on one, too; the 30th of April is a Thursday.
    expect(days(TERMS)).toEqual(['2026-02-02', '2026-03-02', '2026-03-31', '2026-04-30']);
  });

  it('may step up when times get better', () => {
    const steps = [
      { fromInstalment: 3, perMonthMinor: 20_000n },
      { fromInstalment: 4, perMonthMinor: 60_000n },
    ];
    expect(amounts({ ...TERMS, perMonthMinor: 10_000n, steps })).toEqual([
      10_000n,
      10_000n,
      20_000n,
      60_000n,
      1n,
    ]);
  });

  it('may leave months free', () => {
    const terms: PlanTerms = { ...TERMS, country: 'SE', firstDueOn: day('2026-05-28'), freeMonths: [6, 12] };
    expect(days(terms)).toEqual(['2026-05-28', '2026-07-28', '2026-08-28', '2026-09-28']);
  });

  it('is not made longer than allowed, and says what would do', () => {
    const make = () => buildPlan({ ...TERMS, monthsMax: 3 });
    expect(make).toThrow(PlanTooLongError);
    expect(make).toThrow('leaves 10001 unpaid after 3 months');
    expect(make).toThrow('at least 33334 a month');
    expect(amounts({ ...TERMS, monthsMax: 3, perMonthMinor: 33_334n })).toHaveLength(3);
  });

  it.each<Partial<PlanTerms>>([
    { debtMinor: 0n },
    { perMonthMinor: 0n },
    { monthsMax: 0 },
    { monthsMax: 121 },
    { steps: [{ fromInstalment: 1, perMonthMinor: -1n }] },
    { freeMonths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  ])('is not made from %j', (change) => {
    expect(() => buildPlan({ ...TERMS, ...change })).toThrow(RangeError);
  });

  it('sums to the debt exactly, on working days in order, nothing above what can be paid', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 120 }),
        anyDay,
        fc.constantFrom<Country>('NO', 'SE'),
        (debtMinor, months, firstDueOn, country) => {
          const perMonthMinor = leastPerMonth(debtMinor, months);
          const plan = buildPlan({ country, debtMinor, perMonthMinor, firstDueOn, monthsMax: months });
          expect(plan.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(debtMinor);
          expect(plan.length).toBeLessThanOrEqual(months);
          expect(plan.every(({ amountMinor }) => amountMinor > 0n && amountMinor <= perMonthMinor)).toBe(
            true,
          );
          expect(plan.every(({ dueOn }) => isWorkingDay(dueOn, country))).toBe(true);
          expect(
            plan.every(({ dueOn }, index) => index === 0 || dueOn > (plan[index - 1]?.dueOn ?? '')),
          ).toBe(true);
        },
      ),
    );
  });
});

const RUNNING: PlanFacts = {
  status: 'running',
  agreedOn: day('2026-01-05'),
  instalments: buildPlan(TERMS),
  paidMinor: 0n,
};

describe('how a plan stands', () => {
  it.each([
    ['2026-01-10', 0n, 'in-good-standing', 0n, '2026-01-28'],
    ['2026-01-28', 0n, 'due-soon', 0n, '2026-02-03'],
    ['2026-02-02', 0n, 'due-soon', 0n, '2026-02-03'],
    ['2026-02-03', 0n, 'late', 30_000n, '2026-03-03'],
    ['2026-02-03', 29_999n, 'late', 1n, '2026-03-03'],
    ['2026-02-03', 30_000n, 'in-good-standing', 0n, '2026-02-25'],
    ['2026-03-03', 0n, 'broken', 60_000n, undefined],
    ['2026-03-03', 30_000n, 'late', 30_000n, '2026-04-01'],
    ['2026-06-15', 90_001n, 'broken', 10_000n, undefined],
    ['2026-05-30', 90_001n, 'late', 10_000n, '2026-05-31'],
    ['2026-03-03', 100_001n, 'paid', 0n, undefined],
  ] as const)('on %s with %s paid: %s, %s missing', (today, paidMinor, state, missingMinor, changesOn) => {
    const standing = planStanding({ ...RUNNING, paidMinor }, day(today));
    expect([standing.state, standing.missingMinor, standing.changesOn]).toEqual([
      state,
      missingMinor,
      changesOn,
    ]);
  });

  it('changes on the day it says, and not before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.bigInt({ min: 0n, max: 100_001n }),
        (ahead, paidMinor) => {
          const today = addDays(day('2026-01-01'), ahead);
          const plan = { ...RUNNING, paidMinor };
          const { state, changesOn } = planStanding(plan, today);
          const lastSame = changesOn === undefined ? addDays(today, 300) : addDays(changesOn, -1);
          expect(planStanding(plan, lastSame).state).toBe(state);
          if (changesOn !== undefined) expect(planStanding(plan, changesOn).state).not.toBe(state);
        },
      ),
    );
  });

  it.each([
    ['2026-01-27', undefined, undefined],
    ['2026-01-28', 'instalment-reminder', '2026-02-02'],
    // Money may be on its way.
    ['2026-02-04', undefined, undefined],
    ['2026-02-05', 'instalment-late', '2026-02-02'],
    ['2026-03-03', 'renegotiate', '2026-02-02'],
  ])('asks on %s for %s', (today, kind, dueOn) => {
    const message = planMessageOn(RUNNING, [], day(today));
    expect([message?.kind, message?.instalment.dueOn]).toEqual([kind, dueOn]);
    if (message) {
      const sent = [{ kind: message.kind, dueOn: message.instalment.dueOn }];
      expect(planMessageOn(RUNNING, sent, day(today))).toBeUndefined();
    }
  });
});

describe('the forecast', () => {
  it('counts simple interest on what is left', () => {
    // 1 000.00 at 10 %: a year on all of it, then nothing left.
    const year = [{ dueOn: day('2027-01-01'), amountMinor: 100_000n }];
    const terms = {
      fromOn: day('2026-01-01'),
      principalMinor: 100_000n,
      otherMinor: 0n,
      yearlyPpm: 100_000n,
    };
    expect(forecastPlan(year, terms)).toEqual({ interestMinor: 10_000n, totalMinor: 110_000n, rough: true });
    // Half of it after 73 days, a fifth of a year: 20.00 on 1 000.00, then 40.00 on 500.00.
    const halves = [
      { dueOn: day('2026-03-15'), amountMinor: 50_000n },
      { dueOn: day('2027-01-01'), amountMinor: 50_000n },
    ];
    expect(forecastPlan(halves, terms).interestMinor).toBe(6000n);
    // What bears no interest is paid first.
    expect(forecastPlan(halves, { ...terms, otherMinor: 50_000n }).interestMinor).toBe(10_000n);
  });
});

describe('sharing among creditors', () => {
  it('goes by size, and the odd øre to the largest remainder', () => {
    const debts = [
      { key: 'b', owedMinor: 100n },
      { key: 'a', owedMinor: 100n },
      { key: 'c', owedMinor: 101n },
    ];
    expect([...shareProRata(100n, debts)]).toEqual([
      ['b', 33n],
      ['a', 33n],
      ['c', 34n],
    ]);
    expect([...shareProRata(1n, debts.slice(0, 2))]).toEqual([
      ['b', 0n],
      ['a', 1n],
    ]);
  });

  it('sums to the amount, within a minor unit of the exact share, and never above what is owed', () => {
    const debt = fc.bigInt({ min: 0n, max: 10n ** 11n });
    fc.assert(
      fc.property(
        fc.array(debt, { minLength: 1, maxLength: 30 }),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        (owed, amount) => {
          const debts = owed.map((owedMinor, index) => ({ key: String(index), owedMinor }));
          const total = owed.reduce((sum, minor) => sum + minor, 0n);
          const shares = shareProRata(amount, debts);
          const shared = [...shares.values()].reduce((sum, minor) => sum + minor, 0n);
          expect(shared).toBe(amount < total ? amount : total);
          for (const { key, owedMinor } of debts) {
            const share = shares.get(key) ?? -1n;
            expect(share >= 0n && share <= owedMinor).toBe(true);
            if (amount < total) expect(share - (amount * owedMinor) / total).toBeLessThanOrEqual(1n);
          }
        },
      ),
    );
  });

  it('refuses a debt that comes twice', () => {
    const debts = [
      { key: 'a', owedMinor: 1n },
      { key: 'a', owedMinor: 2n },
    ];
    expect(() => shareProRata(1n, debts)).toThrow('paid twice');
  });
});

it('counts the plans kept in their first year', () => {
  const plan = { agreedOn: day('2025-03-01'), renegotiated: false };
  const plans = [
    plan,
    { ...plan, renegotiated: true },
    { ...plan, endedOn: day('2026-02-28') },
    { ...plan, endedOn: day('2026-03-01') },
    { ...plan, agreedOn: day('2026-01-01') },
    { ...plan, agreedOn: day('2026-01-01'), completedOn: day('2026-02-01') },
    { ...plan, agreedOn: day('2026-01-01'), endedOn: day('2026-02-01') },
  ];
  expect(plansKeptInFirstYear(plans, day('2026-03-15'))).toEqual({
    kept: 4,
    keptAfterRenegotiation: 1,
    notKept: 2,
    tooYoung: 1,
    keptPermille: 667,
  });
  expect(plansKeptInFirstYear([], day('2026-03-15'))).not.toHaveProperty('keptPermille');
});
