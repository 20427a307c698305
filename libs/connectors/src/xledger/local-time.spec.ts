import { describe, expect, it } from '@jest/globals';
import { instantMs, localDateTime } from './local-time.js';

describe('Norwegian local time', () => {
  it.each([
    ['2026-02-17T10:00:00Z', '2026-02-17T11:00:00'],
    ['2026-07-17T10:00:00Z', '2026-07-17T12:00:00'],
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
  ])('%s is written %s, and read back', (instant, local) => {
    expect(localDateTime(Date.parse(instant))).toBe(local);
    expect(instantMs(local)).toBe(Date.parse(instant));
  });

  it('believes an offset', () => {
    expect(instantMs('2026-02-17T11:00:00+01:00')).toBe(Date.parse('2026-02-17T10:00:00Z'));
    expect(instantMs('2026-02-17T11:00:00Z')).toBe(Date.parse('2026-02-17T11:00:00Z'));
  });

  it.each(['', 'soon', '2026-02-17', '2026-13-17T11:00:00', '2026-02-17T11:00:00+99:99'])(
    'takes "%s" for no instant',
    (text) => expect(instantMs(text)).toBeUndefined(),
  );
});
