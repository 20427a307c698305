import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { OutsideTableError } from '../tables/dated-table.js';
import {
  norwegianAttachmentFee,
  norwegianBankruptcyNoticeFee,
  norwegianConciliationFee,
  swedishKronofogdenFee,
} from './court-fees.js';
import { lossOfCosts } from './loss-of-costs.js';

describe('court fees', () => {
  it.each([
    ['2026-06-01', 2_071_00n],
    ['2024-06-30', 1_404_00n],
    ['2024-07-01', 1_966_00n],
  ])('of the conciliation board on %s are %d øre, floored to the krone', (day, minor) => {
    expect(norwegianConciliationFee(localDate(day)).minor).toBe(minor);
  });

  it('of attachment and of a bankruptcy notice in 2026 are 928 and 672 kroner', () => {
    expect(norwegianAttachmentFee(localDate('2026-06-01')).minor).toBe(928_00n);
    expect(norwegianBankruptcyNoticeFee(localDate('2026-06-01')).minor).toBe(672_00n);
  });

  it('of a year not announced are an error', () => {
    expect(() => norwegianConciliationFee(localDate('2027-01-01'))).toThrow(OutsideTableError);
  });

  it.each([
    ['payment-order', 300_00n],
    ['agent', 380_00n],
    ['enforcement', 600_00n],
  ] as const)('of Kronofogden, %s, are %d öre', (step, minor) => {
    expect(swedishKronofogdenFee(step, localDate('2026-06-01')).minor).toBe(minor);
  });
});

describe('loss of costs under the new Norwegian act', () => {
  it('any breach costs all, unless it was harmless; an objection does, too', () => {
    expect(lossOfCosts('NO-2026', { stepsBroken: true }).map(({ what }) => what)).toEqual(['all']);
    expect(lossOfCosts('NO-2026', { stepsBroken: true, breachHarmless: true })).toEqual([]);
    expect(
      lossOfCosts('NO-2026', { objected: true, incurredAsMinor: true }).map(({ because }) => because),
    ).toEqual(['objected', 'incurredAsMinor']);
    expect(lossOfCosts('NO-1988', { objected: true })).toEqual([]);
  });
});
