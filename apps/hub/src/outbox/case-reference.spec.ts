import { describe, expect, it } from '@jest/globals';
import { type ClaimId, mod10Digit } from '@app/domain';
import fc from 'fast-check';
import { caseReference } from './case-reference.js';

const anyClaim = fc.uuid() as fc.Arbitrary<ClaimId>;

describe('caseReference', () => {
  it('is the one that was printed on letters', () => {
    // Never changes: people hold letters with it in their hands.
    expect(caseReference('0195a3a0-0000-7000-8000-000000000001' as ClaimId)).toBe('K-142149637667563');
  });

  it('has fifteen digits, the last of which checks the others', () => {
    fc.assert(
      fc.property(anyClaim, (claimId) => {
        const [, digits = '', check] = /^K-(\d{14})(\d)$/.exec(caseReference(claimId)) ?? [];
        expect(mod10Digit(digits)).toBe(Number.isNaN(Number(check)) ? '' : check);
      }),
    );
  });

  it('finds every slip of one digit', () => {
    fc.assert(
      fc.property(anyClaim, fc.nat(9), fc.integer({ min: 1, max: 9 }), (claimId, place, shift) => {
        const digits = caseReference(claimId).slice(2);
        const wrong = String((Number(digits[place]) + shift) % 10);
        const slipped = digits.slice(0, place) + wrong + digits.slice(place + 1);
        expect(mod10Digit(slipped.slice(0, 14))).not.toBe(slipped[14]);
      }),
    );
  });

  it('is another for another claim', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      caseReference(`0195a3a0-0000-7000-8000-${String(index).padStart(12, '0')}` as ClaimId),
    );
    expect(new Set(many).size).toBe(many.length);
  });
});
