import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './clock.js';
import { type CreditorId, isUuid, newId } from './ids.js';

describe('ids', () => {
  it('are UUIDs of version 7, each another', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    const ids = Array.from({ length: 2000 }, () => newId<'CreditorId'>(clock));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(isUuid(id)).toBe(true);
      expect(id.charAt(14)).toBe('7');
    }
  });

  it('sort by the time they were made, by the clock that was given', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    const ids: CreditorId[] = [];
    for (let i = 0; i < 100; i += 1) {
      ids.push(newId(clock));
      clock.advanceMs(1);
    }
    expect([...ids].sort()).toEqual(ids);
  });

  it('sort in the order in which they were made, also within one moment', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    const ids = Array.from({ length: 2000 }, () => newId<'CreditorId'>(clock));
    expect([...ids].sort()).toEqual(ids);
  });

  it('begin elsewhere in each moment: what another process makes then is not guessed from here', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    const places = Array.from({ length: 100 }, () => {
      const id: CreditorId = newId(clock);
      clock.advanceMs(1);
      return id.slice(14, 23);
    });
    expect(new Set(places).size).toBeGreaterThan(90);
  });

  it.each([
    '',
    '00000000-0000-7000-8000-00000000000',
    '0195C0DE-0000-7000-8000-000000000000',
    "0195c0de-0000-7000-8000-000000000000'",
    '0195c0de-0000-7000-8000-000000000000\n',
    '{0195c0de-0000-7000-8000-000000000000}',
  ])('are not %j: such text may be put into a statement', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});

describe('a manual clock', () => {
  it('stands still until it is moved, and hands out instants that cannot move it', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date('2026-03-02T09:00:00Z'));
    clock.advanceMs(1500);
    expect(clock.now()).toEqual(new Date('2026-03-02T09:00:01.500Z'));
    clock.moveTo(new Date('2026-01-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});
