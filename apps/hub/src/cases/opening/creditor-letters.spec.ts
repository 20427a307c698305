import { type CaseId, type ClaimId, type CreditorNotice, localDate, ManualClock, money } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { creditorLetters } from './creditor-letters.js';

const clock = new ManualClock(new Date('2026-04-01T09:00:00.000Z'));
const notice = (kind: CreditorNotice['kind'], sentOn: string): CreditorNotice => ({
  kind,
  sentOn: localDate(sentOn),
  fee: money(3_800n, 'NOK'),
});
const counted = (notices: readonly CreditorNotice[], from: string) =>
  creditorLetters(
    notices,
    {
      caseId: 'case' as CaseId,
      claimId: 'claim' as ClaimId,
      country: 'NO',
      regimeDates: { 'NO-2026': localDate(from) },
      confirmed: true,
    },
    clock,
  );

describe('letters that the creditor sent itself', () => {
  it('are judged by the rules of their day; a notice that only a collector may send costs nothing', () => {
    const { steps, charges } = counted(
      [
        notice('collection-notice', '2026-03-17'),
        notice('reminder', '2026-03-18'),
        notice('collection-notice', '2026-03-18'),
      ],
      '2026-03-18',
    );
    expect(steps.map(({ kind, regime }) => `${kind} ${regime}`)).toEqual([
      'collection-notice NO-1988',
      'reminder NO-2026',
      'collection-notice NO-2026',
    ]);
    expect(charges.map(({ kind, chargedOn }) => `${kind} ${chargedOn}`)).toEqual([
      'notice-fee 2026-03-17',
      'reminder-fee 2026-03-18',
    ]);
  });
});
