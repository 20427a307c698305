import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFields } from './fields-filter.js';
import { decimalText, readAmount } from './numbers.js';

describe('the fields filter', () => {
  it('reads names, stars and nesting', () => {
    const selection = parseFields('*, customer(*,postalAddress(id,country(*))),voucher');
    expect(selection.all).toBe(true);
    expect([...selection.named.keys()]).toEqual(['customer', 'voucher']);
    expect(selection.named.get('voucher')).toBeUndefined();
    expect(selection.named.get('customer')?.named.get('postalAddress')?.named.get('country')?.all).toBe(true);
  });

  it.each([
    'customer(',
    'customer)',
    'a,,b',
    ',',
    'a(b',
    'a()',
    'a b(',
    'a;b',
    `${'a('.repeat(20)}b${')'.repeat(20)}`,
  ])('refuses %s', (text) => {
    expect(() => parseFields(text)).toThrow(expect.objectContaining({ status: 400, code: 11000 }));
  });
});

describe('amounts on the wire', () => {
  it.each([
    [0, '0.0'],
    [1_250_000, '12500.0'],
    [3_806_250, '38062.5'],
    [-154_887, '-1548.87'],
    [-5, '-0.05'],
    [10, '0.1'],
  ])('writes %d as %s', (minor, text) => {
    expect(decimalText(minor)).toBe(text);
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (minor) => {
        const text = decimalText(minor);
        expect(readAmount(text)).toEqual({ minor, exact: true });
        expect(JSON.parse(text)).toBe(minor / 100);
      }),
    );
  });

  it.each([
    ['100.005', 10_001, false],
    ['100.004', 10_000, false],
    ['100.000', 10_000, true],
  ])('reads %s', (text, minor, exact) => {
    expect(readAmount(text)).toEqual({ minor, exact });
  });

  it.each(['', '1,5', 'NaN', '1e3', '.5'])('does not read "%s"', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });
});
