import { describe, expect, it } from '@jest/globals';
import { localDate, ManualClock } from '@app/domain';
import fc from 'fast-check';
import { CursorExpiredError } from '../contract/index.js';
import { CURSOR_VERSION, OVERLAP, readCursor, restAt, startState, toCursor } from './cursor.js';
import { readTicks, ticksOfMs, writeTicks } from './ticks.js';

const DAY = localDate('2026-01-01');
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const clock = new ManualClock(new Date(NOW_MS));

describe('the cursor', () => {
  it('survives being stored', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: ticksOfMs(NOW_MS) }),
        fc.nat(),
        fc.boolean(),
        (at, seen, isRest) => {
          const state = isRest
            ? ({ kind: 'rest', invoicedFrom: DAY, reached: at } as const)
            : ({ kind: 'walk', invoicedFrom: undefined, at, seen, digest: 'ab' } as const);
          const stored = JSON.parse(JSON.stringify(toCursor(state))) as ReturnType<typeof toCursor>;
          expect(readCursor(stored)).toEqual(state);
        },
      ),
    );
  });

  it.each([
    { version: CURSOR_VERSION + 1, state: {} },
    { version: CURSOR_VERSION, state: { kind: 'rest', reached: 'yesterday' } },
    { version: CURSOR_VERSION, state: { kind: 'walk', at: '', seen: -1, digest: '' } },
    { version: CURSOR_VERSION, state: { kind: 'rest', reached: '', invoicedFrom: '2026-13-01' } },
  ])('of another kind is expired: %j', (cursor) => {
    expect(() => readCursor(cursor)).toThrow(CursorExpiredError);
  });

  it('begins the next walk before the last one’s end', () => {
    const reached = ticksOfMs(NOW_MS);
    const cursor = toCursor({ kind: 'rest', invoicedFrom: DAY, reached });
    expect(startState(cursor, DAY)).toMatchObject({ kind: 'walk', at: reached - OVERLAP, seen: 0 });
  });

  it('expires when the first day is moved back, not when it is moved on', () => {
    const cursor = toCursor({ kind: 'rest', invoicedFrom: DAY, reached: 1n });
    expect(() => startState(cursor, localDate('2025-12-31'))).toThrow(CursorExpiredError);
    expect(startState(cursor, localDate('2026-02-01')).kind).toBe('walk');
  });

  it('rests no later than our own time and ten minutes', () => {
    const far = ticksOfMs(NOW_MS + 86_400_000);
    expect(restAt(far, DAY, clock).reached).toBe(ticksOfMs(NOW_MS + 600_000));
    expect(restAt(5n, DAY, clock).reached).toBe(5n);
  });
});

describe('instants', () => {
  it.each([
    ['2026-02-27T08:20:05.0412345Z', '2026-02-27T08:20:05.0412345Z'],
    ['2026-02-27T09:20:05.0412345+01:00', '2026-02-27T08:20:05.0412345Z'],
    ['2026-02-27T09:20:05.0412345+0100', '2026-02-27T08:20:05.0412345Z'],
    ['2026-02-27T08:20:05.0412345', '2026-02-27T08:20:05.0412345Z'],
    ['2026-02-27T08:20:05', '2026-02-27T08:20:05.0000000Z'],
    ['2026-02-27T08:20:05.5Z', '2026-02-27T08:20:05.5000000Z'],
  ])('%s', (text, written) => {
    expect(writeTicks(readTicks(text) ?? 0n)).toBe(written);
  });

  it.each(['', '2026-02-27', 'soon', '2026-02-27T08:20:05+25'])('"%s" is none', (text) => {
    expect(readTicks(text)).toBeUndefined();
  });
});
