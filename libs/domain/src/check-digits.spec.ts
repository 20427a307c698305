import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isKid,
  isNorwegianOrganisationNumber,
  isOcrReference,
  isSwedishOrganisationNumber,
  mod10Digit,
  mod11Digit,
} from './check-digits.js';

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

/** The text with the digit at `place` raised by 1 to 9: every wrong digit there is. */
function misread(text: string, place: number, by: number): string {
  const at = place % text.length;
  const wrong = (Number(text.charAt(at)) + by) % 10;
  return text.slice(0, at) + String(wrong) + text.slice(at + 1);
}

const anyPlace = fc.nat({ max: 1000 });
const anyError = fc.integer({ min: 1, max: 9 });

describe('MOD10', () => {
  it.each([
    // ISO/IEC 7812-1's algorithm, by the example that most descriptions of it use.
    ['7992739871', '3'],
    // The test card number that payment providers publish.
    ['411111111111111', '1'],
    ['0', '0'],
    ['1', '8'],
  ])('gives %s the digit %s', (payload, digit) => {
    expect(mod10Digit(payload)).toBe(digit);
  });

  it('catches every wrong digit', () => {
    fc.assert(
      fc.property(digits(1, 24), anyPlace, anyError, (payload, place, by) => {
        const whole = payload + mod10Digit(payload);
        const wrong = misread(whole, place, by);
        expect(mod10Digit(wrong.slice(0, -1))).not.toBe(wrong.at(-1));
      }),
    );
  });
});

describe('MOD11', () => {
  it.each([
    // Organisation numbers that the state publishes: the Brønnøysund register centre, Skatteetaten, NAV.
    ['97476067', '3'],
    ['97476107', '6'],
    ['88964078', '2'],
    // The remainder asks for ten.
    ['6', '-'],
    ['0', '0'],
  ])('gives %s the digit %s', (payload, digit) => {
    expect(mod11Digit(payload)).toBe(digit);
  });

  it('catches every wrong digit and every two neighbours that changed places', () => {
    fc.assert(
      fc.property(digits(2, 24), anyPlace, anyError, (payload, place, by) => {
        const digit = mod11Digit(payload);
        const wrong = misread(payload, place, by);
        expect(mod11Digit(wrong)).not.toBe(digit);
        const at = place % (payload.length - 1);
        const [left, right] = [payload.charAt(at), payload.charAt(at + 1)];
        const turned = payload.slice(0, at) + right + left + payload.slice(at + 2);
        // The weights go on with 2 after 7, so neighbours never weigh the same.
        if (left !== right) expect(mod11Digit(turned)).not.toBe(digit);
      }),
    );
  });
});

describe('KID', () => {
  it.each(['18', '79927398713', '974760673', '6-', '0000000000000000000000000'])('is %s', (text) => {
    expect(isKid(text)).toBe(true);
  });

  it.each(['', '1', '-', '17', '79927398710', '97476067-3', '97476067 3', '6-0', 'RF18539007547034'])(
    'is not %j',
    (text) => {
      expect(isKid(text)).toBe(false);
    },
  );

  it('is any payload of 1 to 24 digits with either check digit, and nothing longer', () => {
    fc.assert(
      fc.property(digits(1, 24), (payload) => {
        expect(isKid(payload + mod10Digit(payload))).toBe(true);
        expect(isKid(payload + mod11Digit(payload))).toBe(true);
      }),
    );
    const long = '1'.repeat(25);
    expect(isKid(long + mod10Digit(long))).toBe(false);
  });
});

describe('OCR reference', () => {
  it('knows one check digit only, and catches every wrong digit', () => {
    fc.assert(
      fc.property(digits(1, 24), anyPlace, anyError, (payload, place, by) => {
        const whole = payload + mod10Digit(payload);
        expect(isOcrReference(whole)).toBe(true);
        expect(isOcrReference(misread(whole, place, by))).toBe(false);
      }),
    );
  });

  it.each(['', '0', '6-', '18 ', '1234-5'])('is not %j', (text) => {
    expect(isOcrReference(text)).toBe(false);
  });
});

describe('organisation numbers', () => {
  it.each(['974760673', '974761076', '889640782'])('%s is a Norwegian one', (text) => {
    expect(isNorwegianOrganisationNumber(text)).toBe(true);
  });

  // Skatteverket and Bolagsverket.
  it.each(['2021005448', '2021005489'])('%s is a Swedish one', (text) => {
    expect(isSwedishOrganisationNumber(text)).toBe(true);
  });

  it.each(['', '97476067', '9747606733', '974 760 673', '974760674', 'NO974760673'])(
    '%j is no Norwegian one',
    (text) => {
      expect(isNorwegianOrganisationNumber(text)).toBe(false);
    },
  );

  it.each(['', '202100-5448', '2021005449', '8112189876'])('%j is no Swedish one', (text) => {
    expect(isSwedishOrganisationNumber(text)).toBe(false);
  });

  it('catch every wrong digit', () => {
    fc.assert(
      fc.property(digits(8, 8), anyPlace, anyError, (payload, place, by) => {
        const digit = mod11Digit(payload);
        fc.pre(digit !== '-');
        expect(isNorwegianOrganisationNumber(payload + digit)).toBe(true);
        expect(isNorwegianOrganisationNumber(misread(payload + digit, place, by))).toBe(false);
      }),
    );
  });

  it('have no tenth check digit: such a number is never given out', () => {
    fc.assert(
      fc.property(digits(8, 8), (payload) => {
        fc.pre(mod11Digit(payload) === '-');
        for (const digit of '0123456789') expect(isNorwegianOrganisationNumber(payload + digit)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
