import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankAccount, isGiroNumber, isIban, isNorwegianAccount, isRfReference } from './identifiers.js';
import { bankgiros, ibans, norwegianAccounts } from './testing/arbitraries.js';

describe('account numbers', () => {
  it.each([
    // The examples of the IBAN registry (SWIFT, ISO 13616) for the two countries.
    ['NO9386011117947', true],
    ['SE4550000000058398257466', true],
    ['NO9386011117948', false],
    ['NO93', false],
    ['no9386011117947', false],
  ])('IBAN %s: %s', (text, isRight) => {
    expect(isIban(text)).toBe(isRight);
  });

  it('RF references by ISO 11649', () => {
    expect(isRfReference('RF18539007547034')).toBe(true);
    expect(isRfReference('RF18539007547035')).toBe(false);
    expect(isRfReference('18539007547034')).toBe(false);
  });

  it('Norwegian and giro numbers', () => {
    expect(isNorwegianAccount('99991042764')).toBe(true);
    expect(isNorwegianAccount('99991042765')).toBe(false);
    expect(isGiroNumber('9912346', 'bankgiro')).toBe(true);
    expect(isGiroNumber('9912347', 'bankgiro')).toBe(false);
    expect(isGiroNumber('18', 'bankgiro')).toBe(false);
    expect(isGiroNumber('18', 'plusgiro')).toBe(true);
  });

  it('are told when one digit is wrong', () => {
    const kinds = [
      ['iban', ibans],
      ['bban', norwegianAccounts],
      ['bankgiro', bankgiros],
    ] as const;
    for (const [kind, numbers] of kinds) {
      fc.assert(
        fc.property(numbers, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
          expect(bankAccount(kind, number, 'NOK').isCheckDigitRight).toBe(true);
          const at = number.length - 1 - place;
          const wrong = String((Number(number[at]) + by) % 10);
          const misread = number.slice(0, at) + wrong + number.slice(at + 1);
          expect(bankAccount(kind, misread, 'NOK').isCheckDigitRight).toBe(false);
        }),
      );
    }
  });
});
