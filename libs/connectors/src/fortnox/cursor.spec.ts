import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { CursorExpiredError } from '../contract/index.js';
import { OVERLAP_MS, readCursor, startState, toCursor, vendorMinute } from './cursor.js';

const FROM = localDate('2026-01-01');
const NOW = new Date('2026-03-18T10:00:30Z');

describe('the cursor', () => {
  it('begins a full pull without one', () => {
    expect(startState(undefined, FROM, NOW)).toEqual({
      kind: 'walk',
      invoicedFrom: FROM,
      startedAt: '2026-03-18T10:00:30.000Z',
      since: '',
      anchor: '',
      offset: 0,
      restarts: 0,
    });
  });

  it('survives being stored as JSON, and goes on where it was', () => {
    const state = {
      ...startState(undefined, FROM, NOW),
      anchor: '12345678901234567',
      offset: 7,
      restarts: 1,
    };
    const stored = JSON.parse(JSON.stringify(toCursor(state))) as ReturnType<typeof toCursor>;
    expect(startState(stored, FROM, new Date('2026-03-19T00:00:00Z'))).toEqual(state);
  });

  it('reaches back before the last walk began, in Swedish time', () => {
    const rest = toCursor({ kind: 'rest', invoicedFrom: FROM, startedAt: '2026-03-18T10:00:30.000Z' });
    expect(startState(rest, FROM, new Date('2026-03-20T00:00:00Z'))).toMatchObject({
      since: '2026-03-18 05:00',
    });
    // A clock that was set back by a day must not lose that day.
    expect(startState(rest, FROM, new Date('2026-03-17T10:00:00Z')).since).toBe('2026-03-17 05:00');
  });

  it.each([
    ['2026-07-01T22:59:59Z', '2026-07-02 00:59'],
    ['2026-12-31T23:00:00Z', '2027-01-01 00:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25 02:30'],
    ['2026-10-25T01:30:00Z', '2026-10-25 02:30'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00'],
  ])('writes %s as the vendor does: %s', (instant, minute) => {
    expect(vendorMinute(new Date(instant))).toBe(minute);
  });

  it('has an overlap longer than all that can shift a timestamp together', () => {
    const minutes = 10 + 120 + 60 + 1 + 120;
    expect(OVERLAP_MS).toBeGreaterThanOrEqual(minutes * 60_000);
  });

  it.each([
    { version: 2, state: { kind: 'rest', invoicedFrom: FROM, startedAt: '2026-03-18T10:00:30.000Z' } },
    { version: 1, state: {} },
    { version: 1, state: { kind: 'rest', invoicedFrom: FROM, startedAt: 'soon' } },
    { version: 1, state: { ...toCursor(startState(undefined, FROM, NOW)).state, since: '2026-03-18' } },
    { version: 1, state: { ...toCursor(startState(undefined, FROM, NOW)).state, anchor: 'x' } },
    { version: 1, state: { ...toCursor(startState(undefined, FROM, NOW)).state, offset: -1 } },
  ])('is refused when it cannot be read: %j', (cursor) => {
    expect(() => readCursor(cursor)).toThrow(CursorExpiredError);
  });

  it('is refused when the first day was moved back', () => {
    const cursor = toCursor(startState(undefined, FROM, NOW));
    expect(() => startState(cursor, localDate('2025-12-31'), NOW)).toThrow(CursorExpiredError);
  });
});
