import { describe, expect, it } from '@jest/globals';
import type { CaseStepId, ClaimId } from '@app/domain';
import type { CaseRecord, RecordCharge } from './case-record.js';
import { ownFeesOf } from './own-fees.js';

const CLAIM = 'c1' as ClaimId;
const [REMINDER, NOTICE] = ['s1', 's2'] as CaseStepId[];

const charge = (kind: string, minor: string, more: Partial<RecordCharge> = {}): RecordCharge => ({
  number: 1,
  entry: 'charge',
  part: 'costs',
  kind,
  claimId: CLAIM,
  minor,
  on: '2026-01-10' as RecordCharge['on'],
  stepId: null,
  ...more,
});
const own = charge('reminder-fee', '3500', { stepId: REMINDER ?? null });
const collectors = charge('notice-fee', '3500', { stepId: NOTICE ?? null });

function ownFees(...charges: RecordCharge[]): bigint {
  const steps = [
    { id: REMINDER, byCreditor: true },
    { id: NOTICE, byCreditor: false },
  ];
  return ownFeesOf({ charges, steps } as unknown as CaseRecord, CLAIM);
}

describe('the creditor’s own fees', () => {
  it.each<[string, RecordCharge[], bigint]>([
    ['its reminder', [own], 3_500n],
    ['the collector’s notice', [collectors], 0n],
    ['both, and the collector’s salary', [own, collectors, charge('collection-fee', '35000')], 3_500n],
    ['of another claim', [{ ...own, claimId: 'c2' as ClaimId }], 0n],
    ['all letters’ fees lost', [own, collectors, charge('letter-fees', '-7000', { entry: 'lost' })], 0n],
    ['waived in part', [own, charge('reminder-fee', '-1500', { entry: 'waiver' })], 2_000n],
  ])('%s', (_name, charges, wanted) => {
    expect(ownFees(...charges)).toBe(wanted);
  });
});
