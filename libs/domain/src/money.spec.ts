import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CURRENCIES, currency, type Currency, minorUnitDecimals, UnknownCurrencyError } from './currency.js';
import {
  add,
  CurrencyMismatchError,
  formatDecimal,
  formatMoney,
  MalformedAmountError,
  MINOR_MAX,
  money,
  negate,
  parseMoney,
  sameMoney,
  subtract,
  zero,
} from './money.js';

const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyMinor = fc.bigInt({ min: -MINOR_MAX, max: MINOR_MAX });

describe('reading an amount', () => {
  it.each<[string, Currency, bigint]>([
    ['0', 'NOK', 0n],
    ['-0', 'NOK', 0n],
    ['0.01', 'NOK', 1n],
    ['-0.01', 'NOK', -1n],
    ['+12.3', 'NOK', 1230n],
    ['12500.5', 'NOK', 1_250_050n],
    ['-1548.87', 'NOK', -154_887n],
    ['10.000', 'NOK', 1000n],
    ['10.500000000000000', 'NOK', 1050n],
    ['1.25E+4', 'NOK', 1_250_000n],
    ['125e-1', 'SEK', 1250n],
    ['1000e-3', 'NOK', 100n],
    ['0e-99', 'NOK', 0n],
    ['007.10', 'NOK', 710n],
    ['1200', 'JPY', 1200n],
    ['1200.00', 'JPY', 1200n],
    ['1.2e3', 'ISK', 1200n],
    // One double away from its neighbours: 0.1 + 0.2, and a number that a double holds only nearly.
    ['0.3', 'NOK', 30n],
    ['99999999999.99', 'NOK', 9_999_999_999_999n],
    ['100000000000.00', 'NOK', MINOR_MAX],
    ['-100000000000', 'NOK', -MINOR_MAX],
  ])('reads %s %s exactly', (text, code, minor) => {
    expect(parseMoney(text, code)).toEqual({ minor, currency: code });
  });

  it.each<[string, Currency]>([
    ['0.001', 'NOK'],
    ['10.005', 'NOK'],
    ['1e-3', 'NOK'],
    ['5e-9', 'NOK'],
    ['12345e-4', 'NOK'],
    ['1200.5', 'JPY'],
  ])('refuses the surplus digits of %s %s instead of rounding', (text, code) => {
    expect(() => parseMoney(text, code)).toThrow(MalformedAmountError);
    expect(() => parseMoney(text, code)).toThrow(/the rest is not zero/);
  });

  it.each(['100000000000.01', '-100000000000.01', '999999999999999', '1e15', '9e99'])(
    'refuses %s, which is larger than any amount the hub holds',
    (text) => {
      expect(() => parseMoney(text, 'NOK')).toThrow(/larger than any amount/);
    },
  );

  it.each([
    '',
    ' ',
    '.5',
    '5.',
    '1,5',
    '1 000',
    '1_000',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1e',
    '1e100',
    '1\n',
    '١',
    '1234567890123456',
  ])('refuses %j, which is no plain decimal', (text) => {
    expect(() => parseMoney(text, 'NOK')).toThrow(/a plain decimal number was expected/);
  });

  it('takes back what it has written, for every amount and currency', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, code) => {
        const amount = money(minor, code);
        expect(parseMoney(formatDecimal(amount), code)).toEqual(amount);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same amount in every notation of it', () => {
    fc.assert(
      fc.property(
        anyMinor,
        anyCurrency,
        fc.nat({ max: 6 }),
        fc.nat({ max: 6 }),
        (minor, code, zeros, shift) => {
          const whole = minor < 0n ? -minor : minor;
          const sign = minor < 0n ? '-' : '';
          const decimals = minorUnitDecimals(code);
          // The digits without a point, moved back by the exponent; harmless zeros behind.
          const digits = `${sign}${whole}${'0'.repeat(shift)}`;
          fc.pre(digits.replace('-', '').length <= 15);
          expect(parseMoney(`${digits}e-${decimals + shift}`, code).minor).toBe(minor);
          const padded = formatDecimal(money(minor, code));
          expect(
            parseMoney(`${padded}${decimals === 0 ? '.' : ''}${'0'.repeat(zeros + 1)}`, code).minor,
          ).toBe(minor);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never lets a binary float decide: neighbours stay apart where doubles cannot tell them apart', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: MINOR_MAX - 1n }), (minor) => {
        const [low, high] = [minor, minor + 1n].map((value) => formatDecimal(money(value, 'NOK')));
        const difference = subtract(parseMoney(high ?? '', 'NOK'), parseMoney(low ?? '', 'NOK'));
        expect(difference).toEqual(money(1n, 'NOK'));
      }),
    );
  });
});

describe('writing an amount', () => {
  it.each<[bigint, Currency, string]>([
    [0n, 'NOK', '0.00'],
    [5n, 'NOK', '0.05'],
    [-5n, 'NOK', '-0.05'],
    [1_250_050n, 'SEK', '12500.50'],
    [0n, 'JPY', '0'],
    [-1200n, 'ISK', '-1200'],
  ])('writes %s %s as %s', (minor, code, text) => {
    expect(formatDecimal(money(minor, code))).toBe(text);
    expect(formatMoney(money(minor, code))).toBe(`${text} ${code}`);
  });
});

describe('counting', () => {
  it('adds, subtracts and negates as whole numbers do', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, anyCurrency, (a, b, code) => {
        const [left, right] = [money(a, code), money(b, code)];
        expect(add(left, right)).toEqual(add(right, left));
        expect(subtract(add(left, right), right)).toEqual(left);
        expect(add(left, negate(left))).toEqual(zero(code));
        expect(sameMoney(left, right)).toBe(a === b);
      }),
    );
  });

  it.each([add, subtract, sameMoney])('refuses to mix currencies: %p', (combine) => {
    expect(() => combine(money(1n, 'NOK'), money(1n, 'SEK'))).toThrow(CurrencyMismatchError);
  });
});

describe('currencies', () => {
  it.each(['NOK', 'SEK', 'EUR', 'JPY'])('knows %s', (code) => {
    expect(currency(code)).toBe(code);
  });

  it.each(['', 'nok', 'XXX', 'toString', '__proto__', 'NOK '])('refuses %j by name', (code) => {
    expect(() => currency(code)).toThrow(UnknownCurrencyError);
    expect(() => currency(code)).toThrow(`"${code}"`);
  });
});
