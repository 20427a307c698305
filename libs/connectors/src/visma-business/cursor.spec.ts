import { describe, expect, it } from '@jest/globals';
import { localDate, ManualClock } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';
import { CLOCK_SKEW, feedStart, OVERLAP, readCursor, sinceAfter, startState, toCursor } from './cursor.js';
import { readStamp, wallClockAt, type WallMs, writeStamp } from './server-time.js';

const FROM = localDate('2026-01-01');
const MINUTE = 60_000;
/** Noon in Oslo. */
const CLOCK = new ManualClock(new Date('2026-11-28T11:00:00Z'));
const wall = (text: string): WallMs => readStamp(text) ?? Number.NaN;
const NOON = wall('2026-11-28 12:00:00');
const stored = (cursor: Cursor): Cursor => JSON.parse(JSON.stringify(cursor)) as Cursor;

describe('the cursor', () => {
  it('begins a full pull without one, and an incremental one from rest', () => {
    expect(startState(undefined, FROM)).toMatchObject({ kind: 'walk', since: undefined, at: undefined });
    const rest = toCursor({ kind: 'rest', invoicedFrom: FROM, since: NOON });
    expect(startState(stored(rest), FROM)).toMatchObject({ kind: 'walk', since: NOON, at: undefined });
  });

  it('takes every row that has a timestamp at all, once none had any', () => {
    const rest = toCursor({ kind: 'rest', invoicedFrom: FROM, since: undefined });
    expect(writeStamp(startState(stored(rest), FROM).since ?? 0)).toBe('1900-01-01T00:00:00.000');
  });

  it('survives being stored as JSON, and goes on where it was', () => {
    const state = {
      kind: 'walk',
      invoicedFrom: FROM,
      since: NOON,
      at: { voucherJournalNo: 4711, auditNo: 12 },
      nextSince: NOON + MINUTE,
    } as const;
    expect(startState(stored(toCursor(state)), FROM)).toEqual(state);
  });

  it('rests an overlap before the newest timestamp, whatever our clock says within ten minutes', () => {
    for (const skew of [-10, 0, 10]) {
      const ours = new ManualClock(new Date(CLOCK.now().getTime() + skew * MINUTE));
      expect(sinceAfter(NOON, { since: undefined }, ours)).toBe(NOON - OVERLAP);
    }
    expect(sinceAfter(NOON, { since: undefined }, new ManualClock(new Date(0)))).toBeLessThan(NOON - OVERLAP);
  });

  it('is not carried along by a timestamp in the future, and never falls back', () => {
    const far = wall('2031-01-01T00:00:00');
    expect(sinceAfter(far, { since: undefined }, CLOCK)).toBe(NOON + CLOCK_SKEW - OVERLAP);
    expect(sinceAfter(NOON - 5 * OVERLAP, { since: NOON }, CLOCK)).toBe(NOON);
    expect(sinceAfter(undefined, { since: NOON }, CLOCK)).toBe(NOON);
  });

  it('has an overlap longer than all that can shift a timestamp together', () => {
    // The hour that comes twice in autumn, two servers ten minutes apart from the truth each, a late commit.
    expect(OVERLAP).toBeGreaterThanOrEqual((60 + 10 + 10 + 10) * MINUTE);
  });

  it('begins a feed a week back', () => {
    expect(NOON - (feedStart(CLOCK).since ?? NOON)).toBe(7 * 1_440 * MINUTE + OVERLAP);
  });

  it('starts afresh when the first day is moved back', () => {
    const rest = toCursor({ kind: 'rest', invoicedFrom: FROM, since: NOON });
    expect(() => startState(rest, localDate('2025-12-31'))).toThrow(CursorExpiredError);
  });

  it.each<Cursor>([
    { version: 2, state: { kind: 'rest' } },
    { version: 1, state: {} },
    { version: 1, state: { kind: 'rest', since: 'soon' } },
    { version: 1, state: { kind: 'rest', invoicedFrom: '2026-02-30' } },
    { version: 1, state: { kind: 'walk' } },
    { version: 1, state: { kind: 'walk', at: '4711' } },
    { version: 1, state: { kind: 'walk', at: '4711-12', nextSince: 5 } },
  ])('refuses %j', (cursor) => {
    expect(() => readCursor(cursor)).toThrow(CursorExpiredError);
  });
});

describe('the server’s time', () => {
  it.each([
    ['2026-08-01T06:12:09.4470000', '2026-08-01T06:12:09.447'],
    ['2026-08-01 06:12:09.4479999', '2026-08-01T06:12:09.447'],
    ['2026-08-01 06:12:09', '2026-08-01T06:12:09.000'],
  ])('reads %s, rounded down', (text, written) => {
    expect(writeStamp(wall(text))).toBe(written);
  });

  it('reads nothing else', () => {
    expect(readStamp('2026-08-01')).toBeUndefined();
    expect(readStamp('soon')).toBeUndefined();
  });

  it.each([
    ['2026-07-01T22:59:59Z', '2026-07-02T00:59:59.000'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00.000'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00.000'],
  ])('writes the wall clock at %s as %s', (instant, written) => {
    expect(writeStamp(wallClockAt(new Date(instant)))).toBe(written);
  });
});
