import { describe, expect, it } from '@jest/globals';
import { amountText, dayText, percentText, shortDayText } from './formats.js';
import { localDate } from './local-date.js';
import { money } from './money.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
  it.each([
    [123_450n, '1 234,50 kr', 'NOK 1,234.50'],
    [5n, '0,05 kr', 'NOK 0.05'],
    [-10_000_000n, '\u2212100 000,00 kr', 'NOK \u2212100,000.00'],
    [123_456_789_012n, '1 234 567 890,12 kr', 'NOK 1,234,567,890.12'],
  ])('write %s øre', (minor, nordic, english) => {
    expect(plain(amountText(money(minor, 'NOK'), 'nb', 'NO'))).toBe(nordic);
    expect(plain(amountText(money(minor, 'NOK'), 'sv', 'NO'))).toBe(nordic);
    expect(plain(amountText(money(minor, 'NOK'), 'en', 'NO'))).toBe(english);
  });

  it("write the code where kr could be the neighbour's, and no decimals where there are none", () => {
    expect(plain(amountText(money(100n, 'SEK'), 'nb', 'NO'))).toBe('1,00 SEK');
    expect(plain(amountText(money(1_234n, 'JPY'), 'nb', 'NO'))).toBe('1 234 JPY');
  });

  it('never break within an amount or a day', () => {
    expect(amountText(money(123_450n, 'NOK'), 'nb', 'NO')).not.toContain(' ');
    expect(dayText(localDate('2026-11-27'), 'nb')).not.toContain(' ');
  });

  it('write days and rates', () => {
    const day = localDate('2026-11-07');
    expect(['nb', 'sv', 'en'].map((language) => plain(dayText(day, language as 'nb')))).toEqual([
      '7. november 2026',
      '7 november 2026',
      '7 November 2026',
    ]);
    expect(['nb', 'sv', 'en'].map((language) => plain(shortDayText(day, language as 'nb')))).toEqual([
      '07.11.2026',
      '2026-11-07',
      '7 Nov 2026',
    ]);
    expect(plain(percentText('12.25', 'nb'))).toBe('12,25 %');
    expect(percentText('12.25', 'en')).toBe('12.25%');
  });
});
