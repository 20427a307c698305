import { describe, expect, it } from '@jest/globals';
import { SmsTooLongError } from './letter-errors.js';
import { smsSegments, smsText } from './sms.js';

describe('sms', () => {
  it.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['æøåÆØÅäöÄÖéü'.repeat(13), 1],
    [`${'a'.repeat(159)}€`, 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    [`č${'a'.repeat(69)}`, 1],
    [`č${'a'.repeat(70)}`, 2],
  ])('counts its pieces (%#)', (text, pieces) => {
    expect(smsSegments(text)).toBe(pieces);
  });

  it('writes typographic signs so that they cost nothing extra', () => {
    expect(smsText(' mandag–fredag\n08–21, «nå»… ', 'x')).toBe('mandag-fredag 08-21, "nå"...');
  });

  it('is refused beyond three pieces', () => {
    expect(() => smsText('a'.repeat(460), 'demand.nb')).toThrow(SmsTooLongError);
  });
});
