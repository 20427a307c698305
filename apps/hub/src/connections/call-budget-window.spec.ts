import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type BudgetState,
  chunkMax,
  HOLD_MS_MAX,
  isNews,
  observed,
  paused,
  reserve,
  UNUSED_BUDGET,
  useOf,
} from './call-budget-window.js';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const rule = { key: 'vendor:token:1', callsMax: 100, windowMs: 10_000 };

function spend(state: BudgetState, nowMs: number, calls: number): BudgetState {
  let now = state;
  for (let left = calls; left > 0;) {
    const { state: next, granted } = reserve(now, rule, nowMs, left);
    if (granted === 0) throw new Error('nothing granted');
    now = next;
    left -= granted;
  }
  return now;
}

describe('the budget of calls', () => {
  it('says how much of the window that ends now is used, and believes a vendor that counted more', () => {
    const state = spend(UNUSED_BUDGET, NOW, 30);
    expect(useOf(state, rule, NOW + 5_000)).toEqual({ callsMax: 100, used: 30 });
    expect(useOf(state, rule, NOW + 20_000)).toEqual({ callsMax: 100, used: 0 });
    const told = observed(state, rule, { callsMax: 80, remaining: 20, resetMs: 3_000 }, NOW);
    expect(useOf(told, rule, NOW)).toMatchObject({ callsMax: 80, used: expect.any(Number) });
    expect(useOf(told, rule, NOW).used).toBeGreaterThanOrEqual(60);
    expect(useOf(paused(state, rule, 4_000, NOW), rule, NOW)).toMatchObject({ pausedUntilMs: NOW + 4_000 });
  });

  it('never grants more than the limit in any window, wherever the window begins, over any number of processes', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 1_500 }),
      wanted: fc.integer({ min: 1, max: 12 }),
      unused: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 7, max: 5_000 }),
        fc.array(step, { minLength: 1, maxLength: 120 }),
        (callsMax, windowMs, steps) => {
          const vendor = { key: 'k', callsMax, windowMs };
          const grants: { atMs: number; granted: number }[] = [];
          let state = UNUSED_BUDGET;
          let nowMs = NOW;
          let left = { slice: 0, permits: 0 };
          for (const { afterMs, wanted, unused } of steps) {
            nowMs += afterMs;
            const reservation = reserve(state, vendor, nowMs, wanted, left);
            state = reservation.state;
            // The worst a holder may do: use them just before they lapse, or at once, and give back what is left.
            left = { slice: state.latestSlice, permits: Math.min(unused, reservation.granted) };
            grants.push({ atMs: nowMs, granted: reservation.granted - left.permits });
            expect(reservation.granted).toBeLessThanOrEqual(wanted);
            expect(reservation.granted > 0 || reservation.waitMs > 0).toBe(true);
          }
          for (const { atMs: from } of grants) {
            const inWindow = grants.filter(({ atMs }) => atMs >= from && atMs < from + windowMs);
            expect(inWindow.reduce((total, { granted }) => total + granted, 0)).toBeLessThanOrEqual(callsMax);
          }
        },
      ),
    );
  });

  it('counts a permit for the whole slice in which it may be used', () => {
    const early = reserve(UNUSED_BUDGET, rule, NOW + 100, 5);
    expect(early).toMatchObject({ granted: 5, validForMs: 400 });
    const spent = spend(early.state, NOW + 200, 93);
    // Used at 0.499 s at the latest, the five still count ten seconds later.
    expect(reserve(spent, rule, NOW + 10_499, 1).granted).toBe(0);
    expect(reserve(spent, rule, NOW + 10_500, 1).granted).toBe(1);
  });

  it('lets others have what a holder gives back, and only while it still counts', () => {
    const spent = spend(UNUSED_BUDGET, NOW, 98);
    const slice = spent.latestSlice;
    expect(reserve(spent, rule, NOW + 4_000, 5, { slice, permits: 3 }).granted).toBe(3);
    expect(reserve(spent, rule, NOW + 4_000, 5, { slice: slice - 1, permits: 3 }).granted).toBe(0);
    expect(reserve(UNUSED_BUDGET, rule, NOW, 200, { slice, permits: 3 }).granted).toBe(98);
  });

  it('says exactly how long to wait', () => {
    const spent = spend(UNUSED_BUDGET, NOW, 98);
    const { waitMs } = reserve(spent, rule, NOW + 4_000, 1);
    expect(reserve(spent, rule, NOW + 4_000 + waitMs - 1, 1).granted).toBe(0);
    expect(reserve(spent, rule, NOW + 4_000 + waitMs, 1).granted).toBe(1);
  });

  it('believes the vendor when it says that little is left, until its reset', () => {
    const told = observed(UNUSED_BUDGET, rule, { callsMax: 100, remaining: 5, resetMs: 3_000 }, NOW);
    const first = reserve(told, rule, NOW, 10);
    expect(first.granted).toBe(3);
    expect(reserve(first.state, rule, NOW + 1_000, 1)).toMatchObject({ granted: 0, waitMs: 2_000 });
    expect(reserve(first.state, rule, NOW + 3_000, 10).granted).toBe(10);
  });

  it('is not misled by an older answer that arrives late', () => {
    const low = observed(UNUSED_BUDGET, rule, { remaining: 2, resetMs: 3_000 }, NOW);
    const late = observed(low, rule, { remaining: 40, resetMs: 3_000 }, NOW + 10);
    expect(reserve(late, rule, NOW + 10, 1)).toMatchObject({ granted: 0, waitMs: 2_990 });
  });

  it('takes over the limit that the vendor tells', () => {
    const smaller = observed(UNUSED_BUDGET, rule, { callsMax: 10 }, NOW);
    expect(reserve(smaller, rule, NOW, 50).granted).toBe(10);
    const larger = observed(UNUSED_BUDGET, rule, { callsMax: 1_000 }, NOW);
    expect(reserve(larger, rule, NOW, 500).granted).toBe(500);
  });

  it('is not upset by headers that make no sense', () => {
    for (const reading of [
      { callsMax: 1e18, remaining: 1e18 },
      { callsMax: -5 },
      { callsMax: NaN, remaining: NaN, resetMs: NaN },
    ]) {
      const state = observed(UNUSED_BUDGET, rule, reading, NOW);
      expect(state.callsMax ?? 0).toBeLessThanOrEqual(1_000_000);
      expect(state.vendorLeft ?? 0).toBeLessThanOrEqual(1_000_000);
      expect(reserve(state, rule, NOW, 5).granted).toBe(5);
    }
    expect(reserve(paused(UNUSED_BUDGET, rule, NaN, NOW), rule, NOW, 1).granted).toBe(1);
  });

  it('lets nobody call during a pause, keeps the longer of two, and bounds a misread header', () => {
    const resting = paused(paused(UNUSED_BUDGET, rule, 5_000, NOW), rule, 1_000, NOW);
    expect(reserve(resting, rule, NOW + 4_000, 1)).toMatchObject({ granted: 0, waitMs: 1_000 });
    expect(reserve(resting, rule, NOW + 5_000, 1).granted).toBe(1);
    expect(reserve(paused(UNUSED_BUDGET, rule, 1e12, NOW), rule, NOW, 1).waitMs).toBe(HOLD_MS_MAX);
  });

  it('neither forgets calls nor stands still for ever when the clock is set back', () => {
    const spent = spend(UNUSED_BUDGET, NOW, 98);
    expect(reserve(spent, rule, NOW - 2_000, 1).granted).toBe(0);
    expect(reserve(paused(spent, rule, 60_000, NOW), rule, NOW - 86_400_000, 1).granted).toBe(1);
  });

  it('keeps chunks small against the limit, and writes only news', () => {
    expect([1, 25, 100, 10_000].map(chunkMax)).toEqual([1, 2, 10, 25]);
    expect(isNews(rule, 100, { callsMax: 100, remaining: 60 })).toBe(false);
    expect(isNews(rule, 100, { callsMax: 100, remaining: 20 })).toBe(true);
    expect(isNews(rule, undefined, { callsMax: 100 })).toBe(true);
    expect(isNews(rule, 100, {})).toBe(false);
  });

  it('grants a call that costs more than one whole or not at all, and tells when there is room for it', () => {
    const spent = spend(UNUSED_BUDGET, NOW, 90);
    const answer = reserve(spent, rule, NOW + 10, 20, undefined, 20);
    expect(answer.granted).toBe(0);
    expect(reserve(answer.state, rule, NOW + 10 + answer.waitMs, 20, undefined, 20).granted).toBe(20);
    expect(reserve(spent, rule, NOW + 10, 20, undefined, 5).granted).toBe(8);
    // What costs more than there ever is may be tried when nothing else was.
    expect(reserve(UNUSED_BUDGET, rule, NOW, 500, undefined, 500).granted).toBe(500);
  });
});
