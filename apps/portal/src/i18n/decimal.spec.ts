import { describe, expect, it } from '@jest/globals';
import { readDecimal, showDecimal } from './decimal.js';

describe('readDecimal', () => {
  it.each([
    ['1 250,5', '1250.50'],
    ['1\u00a0250', '1250.00'],
    ['0012.34', '12.34'],
    ['0', '0.00'],
    ['9007199254741,01', '9007199254741.01'],
  ])('reads %j as %s', (typed, amount) => {
    expect(readDecimal(typed)).toBe(amount);
  });

  it.each(['', '-5', '1,234', '1.2.3', '1e3', 'kr 5', ',5'])('takes %j for no amount', (typed) => {
    expect(readDecimal(typed)).toBeUndefined();
  });
});

describe('showDecimal', () => {
  it('writes the comma of the language', () => {
    expect(showDecimal('12.50', 'nb')).toBe('12,50');
    expect(showDecimal('12.50', 'sv')).toBe('12,50');
    expect(showDecimal('12.50', 'en')).toBe('12.50');
  });
});
