import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { CursorExpiredError } from '../contract/index.js';
import { type CursorState, OVERLAP_DAYS, readCursor, startState, toCursor } from './cursor.js';

const FROM = localDate('2025-01-01');
const TOMORROW = localDate('2026-11-24');
const REST: CursorState = { kind: 'rest', invoicedFrom: FROM, reached: localDate('2026-11-23') };

describe('the cursor', () => {
  it('begins with the whole range', () => {
    expect(startState(undefined, FROM, TOMORROW)).toMatchObject({
      kind: 'walk',
      from: FROM,
      to: TOMORROW,
      lastId: 0,
      offset: 0,
    });
  });

  it('begins an incremental pull with an overlap', () => {
    const { from, to } = startState(toCursor(REST), FROM, TOMORROW);
    expect(OVERLAP_DAYS).toBe(62);
    expect([from, to]).toEqual(['2026-09-22', TOMORROW]);
  });

  it('never looks further back than the creditor chose', () => {
    const chosen = localDate('2026-11-01');
    expect(startState(toCursor({ ...REST, invoicedFrom: chosen }), chosen, TOMORROW).from).toBe(chosen);
  });

  it('goes on with a walk as it was', () => {
    const walk = { ...startState(undefined, FROM, TOMORROW), lastId: 2_147_600_101, offset: 300 };
    expect(startState(toCursor(walk), FROM, localDate('2026-11-30'))).toEqual(walk);
  });

  it('survives JSON', () => {
    expect(readCursor(JSON.parse(JSON.stringify(toCursor(REST))) as ReturnType<typeof toCursor>)).toEqual(
      REST,
    );
  });

  it.each([
    ['another version', { version: 2, state: { ...REST } }],
    ['no state', { version: 1, state: {} }],
    ['a day that is none', { version: 1, state: { ...REST, reached: '2026-13-01' } }],
    ['a negative offset', { version: 1, state: { ...startState(undefined, FROM, TOMORROW), offset: -1 } }],
  ])('refuses %s', (_name, cursor) => {
    expect(() => readCursor(cursor as never)).toThrow(CursorExpiredError);
  });

  it('starts afresh when the creditor chose an earlier day', () => {
    expect(() => startState(toCursor(REST), localDate('2024-01-01'), TOMORROW)).toThrow(CursorExpiredError);
  });

  it('lists something even where the first day lies ahead', () => {
    const { from, to } = startState(undefined, localDate('2027-01-01'), TOMORROW);
    expect(from < to).toBe(true);
  });
});
