import { addDays, type Country, daysBetween, localDate, type LocalDate, money } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LAW_SETTINGS, type InterestSettings } from '../settings.js';
import { OutsideTableError } from '../tables/dated-table.js';
import { accrueThrough, correctSince, noInterestYet } from './accrual.js';
import { INTEREST_PARTS, roundInterest } from './exact.js';
import { type InterestQuestion, lateInterest } from './interest.js';
import { interestStart } from './interest-period.js';
import type { PrincipalChange } from './principal.js';
import { isPlainStatutory } from './rate-rules.js';
import { rateIndex } from './rate-index.js';

const FIRST = localDate('2013-01-01');
const LAST = localDate('2026-12-31');
const DAYS = daysBetween(FIRST, LAST);

const anyDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST, days));
const anyCountry = fc.constantFrom<Country>('NO', 'SE');
const anySettings: fc.Arbitrary<InterestSettings> = fc.record({
  dayCount: fc.constantFrom('ACT_ACT' as const, 'ACT_365F' as const),
  firstDay: fc.constantFrom('AFTER_DUE' as const, 'DUE_DAY_INCLUDED' as const),
  dueDayMoves: fc.boolean(),
  rounding: fc.constantFrom('NEAREST' as const, 'DOWN' as const),
});
const anyPrincipal = fc.bigInt({ min: 0n, max: 10_000_000_000n });
const anyChange: fc.Arbitrary<PrincipalChange> = fc.record({
  on: anyDay,
  minor: fc.bigInt({ min: -1_000_000n, max: 10_000_000n }),
  kind: fc.constantFrom('payment' as const, 'credit' as const),
});
const anyQuestion: fc.Arbitrary<InterestQuestion> = fc
  .record({
    country: anyCountry,
    standing: fc.constantFrom('consumer' as const, 'business' as const),
    minor: anyPrincipal,
    dueOn: anyDay,
    until: anyDay,
    changes: fc.array(anyChange, { maxLength: 4 }),
    reliefs: fc.array(
      fc.record({
        from: anyDay,
        to: anyDay,
        yearlyPpm: fc.bigInt({ min: 0n, max: 200_000n }),
        reason: fc.constant('waived' as const),
      }),
      { maxLength: 3 },
    ),
    agreed: fc.option(
      fc.record({
        kind: fc.constantFrom('running' as const, 'late' as const),
        yearlyPpm: fc.bigInt({ min: 0n, max: 400_000n }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ minor, dueOn, agreed, ...rest }) => ({
    ...rest,
    ...(agreed === undefined ? {} : { agreed }),
    principal: money(minor, 'NOK'),
    due: { dueOn },
  }));

describe('interest', () => {
  it('is additive: two periods that follow each other give what both give together, without loss', () => {
    fc.assert(
      fc.property(anyQuestion, anySettings, anyDay, (question, settings, split) => {
        const { inTimeUntil } = interestStart(question.due, question.country, settings);
        fc.pre(split < question.until && split > inTimeUntil);
        const whole = lateInterest(question, settings).exact;
        const before = lateInterest({ ...question, until: split }, settings).exact;
        const after = lateInterest({ ...question, since: addDays(split, 1) }, settings).exact;
        expect(before + after).toBe(whole);
      }),
    );
  });

  it('is never negative, never shrinks with time, and is rounded by less than one øre', () => {
    fc.assert(
      fc.property(anyQuestion, anySettings, fc.integer({ min: 0, max: 400 }), (question, settings, days) => {
        const { exact, amount, lines } = lateInterest(question, settings);
        expect(exact >= 0n && amount.minor >= 0n).toBe(true);
        for (const line of lines) expect(line.exact >= 0n && line.principalMinor >= 0n).toBe(true);
        const difference = amount.minor * INTEREST_PARTS - exact;
        expect(difference < INTEREST_PARTS && -difference < INTEREST_PARTS).toBe(true);
        const earlier = addDays(question.until, -days);
        expect(lateInterest({ ...question, until: earlier }, settings).exact <= exact).toBe(true);
      }),
    );
  });

  it('has lines that follow each other day by day, each checked by its own figures', () => {
    fc.assert(
      fc.property(anyQuestion, anySettings, (question, settings) => {
        const { lines } = lateInterest(question, settings);
        for (const [index, line] of lines.entries()) {
          expect(daysBetween(line.from, line.to) + 1).toBe(line.days);
          const next = lines[index + 1];
          if (next) expect(next.from).toBe(addDays(line.to, 1));
          const byHand = line.principalMinor * line.yearlyPpm * BigInt(line.days);
          expect(line.fraction.numerator * 1_000_000n * BigInt(line.yearDays)).toBe(
            byHand * line.fraction.denominator,
          );
        }
      }),
    );
  });
});

describe('the index', () => {
  it('gives the statutory interest of the lines, for any period and principal', () => {
    fc.assert(
      fc.property(
        anyCountry,
        anySettings,
        anyPrincipal,
        anyDay,
        anyDay,
        (country, settings, minor, dueOn, until) => {
          const due = { dueOn };
          const start = interestStart(due, country, settings);
          fc.pre(until > start.inTimeUntil);
          const question = {
            country,
            standing: 'consumer' as const,
            principal: money(minor, 'NOK'),
            due,
            until,
          };
          const { exact } = lateInterest(question, settings);
          const accrued = accrueThrough(noInterestYet(start), minor, until, indexOf(country, settings));
          expect(accrued).toEqual({ exact, through: until });
        },
      ),
    );
  });

  it('carried forward payment by payment gives what the lines give, in whatever steps', () => {
    fc.assert(
      fc.property(
        anyCountry,
        anyPrincipal,
        fc.array(
          fc.record({
            days: fc.integer({ min: 1, max: 200 }),
            minor: fc.bigInt({ min: 0n, max: 1_000_000n }),
          }),
          { maxLength: 6 },
        ),
        (country, minor, payments) => {
          const settings = DEFAULT_LAW_SETTINGS[country].interest;
          const due = { dueOn: localDate('2022-03-01') };
          const index = indexOf(country, settings);
          let accrued = noInterestYet(interestStart(due, country, settings));
          let left = minor;
          let day: LocalDate = due.dueOn;
          const changes: PrincipalChange[] = [];
          for (const payment of payments) {
            day = addDays(day, payment.days);
            accrued = accrueThrough(accrued, left, day, index);
            left = left > payment.minor ? left - payment.minor : 0n;
            changes.push({ on: day, minor: payment.minor, kind: 'payment' });
          }
          // A pass that runs every night, and twice.
          for (let night = 0; night < 10; night += 1) {
            day = addDays(day, 1);
            accrued = accrueThrough(accrueThrough(accrued, left, day, index), left, day, index);
          }
          const question = {
            country,
            standing: 'consumer' as const,
            principal: money(minor, 'NOK'),
            due,
            changes,
            until: day,
          };
          expect(accrued.exact).toBe(lateInterest(question, settings).exact);
        },
      ),
    );
  });

  it('is put right when payments and credit notes become known late, in any order', () => {
    const anyLate = fc.record({
      paid: fc.integer({ min: 1, max: 300 }),
      delay: fc.integer({ min: 0, max: 60 }),
      minor: fc.bigInt({ min: 0n, max: 1_000n }),
      kind: fc.constantFrom('payment' as const, 'credit' as const),
    });
    fc.assert(
      fc.property(anyCountry, fc.array(anyLate, { maxLength: 5 }), (country, drawn) => {
        const settings = DEFAULT_LAW_SETTINGS[country].interest;
        const due = { dueOn: localDate('2023-11-01') };
        const start = interestStart(due, country, settings);
        const index = indexOf(country, settings);
        let accrued = noInterestYet(start);
        let left = 10_000n;
        const told = drawn.sort((a, b) => a.paid + a.delay - (b.paid + b.delay));
        const changes = told.map(({ paid, minor, kind }) => ({
          on: addDays(start.inTimeUntil, paid),
          minor,
          kind,
        }));
        for (const [at, { paid, delay, minor, kind }] of told.entries()) {
          // The night before it became known has counted past it.
          const known = addDays(start.inTimeUntil, paid + delay);
          accrued = accrueThrough(accrued, left, known, index);
          accrued = correctSince(
            accrued,
            minor,
            kind === 'credit' ? start.startsOn : addDays(changes[at]!.on, 1),
            index,
          );
          left -= minor;
        }
        const until = addDays(start.inTimeUntil, 400);
        accrued = accrueThrough(accrued, left, until, index);
        const question = {
          country,
          standing: 'consumer' as const,
          principal: money(10_000n, 'NOK'),
          due,
          changes,
          until,
        };
        expect(accrued.exact).toBe(lateInterest(question, settings).exact);
      }),
    );
  });

  it('is for the statutory rate alone', () => {
    const plain = { country: 'NO' as const, standing: 'consumer' as const };
    expect(isPlainStatutory(plain)).toBe(true);
    expect(isPlainStatutory({ ...plain, reliefs: [] })).toBe(true);
    expect(isPlainStatutory({ ...plain, consumerCredit: true })).toBe(false);
    expect(isPlainStatutory({ ...plain, agreed: { kind: 'late', yearlyPpm: 1n } })).toBe(false);
    expect(isPlainStatutory({ ...plain, reliefs: [{ from: FIRST, reason: 'waived' }] })).toBe(false);
  });

  it('ends where the table ends', () => {
    const index = rateIndex('NO', 'ACT_ACT');
    expect(index.last).toBe('2026-12-31');
    expect(() => index.partsBetween(LAST, addDays(LAST, 1))).toThrow(OutsideTableError);
    expect(() => index.partsBetween(localDate('2009-12-31'), LAST)).toThrow(OutsideTableError);
    expect(index.partsBetween(LAST, FIRST)).toBe(0n);
  });
});

describe('rounding', () => {
  it.each([
    [0n, 0n, 0n],
    [INTEREST_PARTS / 2n - 1n, 0n, 0n],
    [INTEREST_PARTS / 2n, 1n, 0n],
    [INTEREST_PARTS - 1n, 1n, 0n],
    [INTEREST_PARTS, 1n, 1n],
  ])('of %d parts is %d to the nearest and %d down', (exact, nearest, down) => {
    expect(roundInterest(exact, 'NEAREST')).toBe(nearest);
    expect(roundInterest(exact, 'DOWN')).toBe(down);
  });
});

const indexes = new Map<string, ReturnType<typeof rateIndex>>();

function indexOf(country: Country, { dayCount }: InterestSettings): ReturnType<typeof rateIndex> {
  const key = `${country}${dayCount}`;
  const known = indexes.get(key) ?? rateIndex(country, dayCount);
  indexes.set(key, known);
  return known;
}
