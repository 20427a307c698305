import { describe, expect, it } from '@jest/globals';
import {
  formatDay,
  formatDistance,
  formatDuration,
  formatMoney,
  formatMonth,
  formatShare,
  formatTime,
} from './format.js';

/** Intl parts digits by spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  it('are exact beyond what a float can hold', () => {
    const money = { amount: '9007199254740993.01', currency: 'NOK' };
    expect(formatMoney(money, 'en')).toContain('9,007,199,254,740,993.01');
  });

  it('are written as the reader writes them', () => {
    const money = { amount: '12500.50', currency: 'NOK' };
    expect(plain(formatMoney(money, 'nb'))).toBe('12 500,50 kr');
    expect(plain(formatMoney({ ...money, currency: 'SEK' }, 'sv'))).toBe('12 500,50 kr');
  });
});

describe('days and times', () => {
  it('tell the hour of a moment of today', () => {
    expect(formatTime('2026-03-01T14:35:10.000Z', 'nb')).toBe('14:35');
  });

  it('name a month, and a share of a whole', () => {
    expect(formatMonth('2026-03-01', 'sv')).toBe('mars 2026');
    expect(plain(formatShare(0.415, 'nb'))).toBe('42 %');
  });

  it('show a day as the same day in every time zone', () => {
    expect(formatDay('2026-01-31', 'nb')).toBe('31. jan. 2026');
  });

  it('say how long ago, and how long until', () => {
    const now = '2026-01-31T12:00:00Z';
    expect(formatDistance('2026-01-31T10:00:00Z', now, 'en')).toBe('2 hours ago');
    expect(formatDistance('2026-01-31T12:05:00Z', now, 'en')).toBe('in 5 minutes');
    expect(formatDistance(now, now, 'en')).toBe('this minute');
  });

  it('write how long something took', () => {
    expect(formatDuration(59.4)).toBe('59 s');
    expect(formatDuration(65)).toBe('1 min 5 s');
  });
});
