import { expect, it } from '@jest/globals';
import { OutsideTableError } from '../tables/dated-table.js';
import { LANGUAGES } from '../vocabulary.js';
import { explainHold } from './explain-hold.js';
import { heldByLawGap } from './law-gap.js';
import { day } from './testing/a-case.js';

it('holds a case that a missing figure keeps from being judged, and names table and day in each language', () => {
  const error = new OutsideTableError(
    'NO late interest',
    day('2027-01-01'),
    day('2010-01-01'),
    day('2026-12-31'),
  );
  const decision = heldByLawGap(error, day('2027-01-05'), 3);
  expect(decision).toMatchObject({ outcome: 'held', decidedOn: '2027-01-05', settingsVersion: 3 });
  for (const language of LANGUAGES) {
    const text = explainHold(decision.holds[0]!, language);
    expect(text).toContain('NO late interest');
    expect(text).toContain('2027-01-01');
  }
});
