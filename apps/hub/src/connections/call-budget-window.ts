import type { BudgetReading, BudgetRule } from '@app/connectors';

/**
 * The decisions of the shared call budget, without input or output.
 *
 * Vendors count in windows that begin when they like, so a count of our own fixed windows could let twice the limit
 * pass around a boundary. Time is therefore cut into slices of a twentieth of the window, and calls of the newest
 * twenty-one count together: whichever window of the rule's length is looked at, it touches no more than twenty-one
 * slices, and so never holds more than `callsMax` grants. The price is a twenty-first of the vendor's throughput; more
 * slices would cost less, but one must last longer than a round trip to the database.
 */
export const SLICES_PER_WINDOW = 20;
const SLICES_COUNTED = SLICES_PER_WINDOW + 1;

/** Calls left to others who use the same key: one in fifty, two at the most, none of a limit too small to spare them. */
const RESERVE_MAX = 2;
const RESERVE_PART = 50;

/** A larger limit is as good as none; it also keeps the counts inside an `int` column. */
const CALLS_MAX_MAX = 1_000_000;

/** No vendor's word or pause of ours holds longer than this, so that a misread header cannot stop a ledger for days. */
export const HOLD_MS_MAX = 3_600_000;

export interface BudgetState {
  readonly latestSlice: number;
  /** Grants per slice, the newest first; `SLICES_COUNTED` numbers. */
  readonly used: readonly number[];
  readonly callsMax?: number;
  readonly vendorLeft?: number;
  readonly vendorResetAtMs?: number;
  readonly pausedUntilMs?: number;
}

export const UNUSED_BUDGET: BudgetState = { latestSlice: 0, used: Array<number>(SLICES_COUNTED).fill(0) };

/** `granted` of at least 1 for the next `validForMs`, or 0 and how long to wait before asking again. */
export interface Reservation {
  readonly state: BudgetState;
  readonly granted: number;
  /** Unused permits are lost after this: they were counted for this slice of time. */
  readonly validForMs: number;
  readonly waitMs: number;
}

/** Permits that were granted and not used: they lapsed with their slice, and never will be. */
export interface UnusedPermits {
  /** The slice that they were counted in. */
  readonly slice: number;
  readonly permits: number;
}

/**
 * Grants up to `wanted` calls at the instant, and never fewer than `least`, which one call may cost; what was granted
 * before and not used counts no longer.
 */
export function reserve(
  before: BudgetState,
  rule: BudgetRule,
  nowMs: number,
  wanted: number,
  unused?: UnusedPermits,
  least = 1,
): Reservation {
  const advanced = advance(before, rule, nowMs);
  const state = unused ? givenBack(advanced, unused) : advanced;
  const sliceMs = sliceLengthMs(rule);
  if (state.pausedUntilMs !== undefined) return refused(state, state.pausedUntilMs - nowMs);
  if (state.vendorLeft !== undefined && state.vendorLeft <= 0 && state.vendorResetAtMs !== undefined) {
    return refused(state, state.vendorResetAtMs - nowMs);
  }
  const limit = callsAllowed(state.callsMax ?? rule.callsMax);
  const needed = Math.min(least, limit);
  const free = limit - sum(state.used);
  if (free < needed) return refused(state, freeAgainAtMs(state, limit - needed, sliceMs) - nowMs);
  const granted = Math.max(least, Math.min(wanted, free, state.vendorLeft ?? wanted));
  const [newest = 0, ...older] = state.used;
  const sliceEndsAtMs = (state.latestSlice + 1) * sliceMs;
  return {
    state: {
      ...state,
      used: [newest + granted, ...older],
      ...(state.vendorLeft === undefined ? {} : { vendorLeft: state.vendorLeft - granted }),
    },
    granted,
    validForMs: Math.max(1, sliceEndsAtMs - nowMs),
    waitMs: 0,
  };
}

/**
 * Takes in what the vendor's headers told. Answers of calls made side by side arrive in any order, so within one of the
 * vendor's windows only a lower number left is news.
 */
export function observed(
  before: BudgetState,
  rule: BudgetRule,
  reading: BudgetReading,
  nowMs: number,
): BudgetState {
  const state = advance(before, rule, nowMs);
  const { remaining, resetMs } = reading;
  const callsMax = callsMaxTold(reading);
  const told = callsMax === undefined ? state : { ...state, callsMax };
  if (remaining === undefined || !Number.isFinite(remaining)) return told;
  const limit = told.callsMax ?? rule.callsMax;
  const left = Math.max(0, Math.min(limit, Math.floor(remaining)) - (limit - callsAllowed(limit)));
  return {
    ...told,
    vendorLeft: Math.min(left, told.vendorLeft ?? left),
    vendorResetAtMs: told.vendorResetAtMs ?? nowMs + holdMs(resetMs ?? rule.windowMs),
  };
}

/** Nobody calls for `pauseMs`; a longer pause that already holds stays. */
export function paused(before: BudgetState, rule: BudgetRule, pauseMs: number, nowMs: number): BudgetState {
  const state = advance(before, rule, nowMs);
  return { ...state, pausedUntilMs: Math.max(state.pausedUntilMs ?? 0, nowMs + holdMs(pauseMs)) };
}

/** What people see of a budget at an instant. */
export interface BudgetUse {
  /** As the vendor's headers tell it, or the rule. */
  readonly callsMax: number;
  /** Permits given within the last window, and no fewer than the vendor counted. */
  readonly used: number;
  readonly pausedUntilMs?: number;
}

export function useOf(before: BudgetState, rule: BudgetRule, nowMs: number): BudgetUse {
  const { used, callsMax = rule.callsMax, vendorLeft, pausedUntilMs } = advance(before, rule, nowMs);
  const counted = Math.max(sum(used), vendorLeft === undefined ? 0 : callsMax - vendorLeft);
  return {
    callsMax,
    used: Math.min(callsMax, counted),
    ...(pausedUntilMs === undefined ? {} : { pausedUntilMs }),
  };
}

/** Most permits one process may hold unused: few enough that the others are not starved, and more of a limit on what calls cost. */
export function chunkMax(callsMax: number): number {
  return Math.max(1, Math.min(Math.max(10, Math.floor(callsMax / 400)), Math.floor(callsMax / 10)));
}

/** A reading worth a round trip to the shared row: the limit is another one, or little is left of it. */
export function isNews(rule: BudgetRule, knownCallsMax: number | undefined, reading: BudgetReading): boolean {
  const callsMax = callsMaxTold(reading);
  if (callsMax !== undefined && callsMax !== knownCallsMax) return true;
  const { remaining } = reading;
  return remaining !== undefined && remaining <= Math.max(2, (knownCallsMax ?? rule.callsMax) / 5);
}

/** Moves the slices to the instant and forgets what no longer holds. */
function advance(state: BudgetState, rule: BudgetRule, nowMs: number): BudgetState {
  const slice = Math.floor(nowMs / sliceLengthMs(rule));
  const { callsMax, vendorLeft, vendorResetAtMs, pausedUntilMs } = state;
  const moved: BudgetState = { ...sliced(state, slice), ...(callsMax === undefined ? {} : { callsMax }) };
  const holds = (untilMs: number | undefined): untilMs is number =>
    untilMs !== undefined && untilMs > nowMs && untilMs <= nowMs + HOLD_MS_MAX;
  return {
    ...moved,
    ...(holds(vendorResetAtMs) && vendorLeft !== undefined ? { vendorLeft, vendorResetAtMs } : {}),
    ...(holds(pausedUntilMs) ? { pausedUntilMs } : {}),
  };
}

function sliced(
  { latestSlice, used }: BudgetState,
  slice: number,
): Pick<BudgetState, 'latestSlice' | 'used'> {
  const steps = slice - latestSlice;
  // A clock set back by more than a window, or a rule with another window: the old count says nothing any more.
  if (steps >= SLICES_COUNTED || steps < -SLICES_COUNTED)
    return { latestSlice: slice, used: UNUSED_BUDGET.used };
  // Set back by a little: time stands still until the clock has caught up, and no call is forgotten.
  if (steps <= 0) return { latestSlice, used };
  const fresh = Array<number>(steps).fill(0);
  return { latestSlice: slice, used: [...fresh, ...used].slice(0, SLICES_COUNTED) };
}

function givenBack(state: BudgetState, { slice, permits }: UnusedPermits): BudgetState {
  const age = state.latestSlice - slice;
  const used = state.used.map((count, at) => (at === age ? Math.max(0, count - permits) : count));
  return { ...state, used };
}

/** When so many of the oldest calls have left the count that no more than `room` are left. */
function freeAgainAtMs({ latestSlice, used }: BudgetState, room: number, sliceMs: number): number {
  let counted = sum(used);
  for (let age = used.length - 1; age >= 0; age -= 1) {
    counted -= used[age] ?? 0;
    if (counted <= room) return (latestSlice - age + SLICES_COUNTED) * sliceMs;
  }
  return (latestSlice + SLICES_COUNTED) * sliceMs;
}

function callsAllowed(callsMax: number): number {
  return Math.max(1, callsMax - Math.min(RESERVE_MAX, Math.floor(callsMax / RESERVE_PART)));
}

function sliceLengthMs({ windowMs }: BudgetRule): number {
  return Math.max(1, Math.ceil(windowMs / SLICES_PER_WINDOW));
}

/** A pause or reset as far as it is believed. */
export function holdMs(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(0, ms), HOLD_MS_MAX);
}

/** The vendor's own limit, as far as the headers tell one that can be used. */
export function callsMaxTold({ callsMax }: BudgetReading): number | undefined {
  if (callsMax === undefined || !(callsMax >= 1)) return undefined;
  return Math.min(Math.floor(callsMax), CALLS_MAX_MAX);
}

function refused(state: BudgetState, waitMs: number): Reservation {
  return { state, granted: 0, validForMs: 0, waitMs: Math.max(1, Math.ceil(waitMs)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
