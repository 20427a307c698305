import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { DEFAULT_PROCESS } from '../planner/index.js';
import { costsAhead, type CostsAheadQuestion } from './costs-ahead.js';

/** 1 500.00, due on Monday 2 March 2026, looked at on Friday 20 March. */
function ask(change: Partial<CostsAheadQuestion> = {}): CostsAheadQuestion {
  return {
    country: 'NO',
    currency: 'NOK',
    dueOn: localDate('2026-03-02'),
    outstandingMinor: 1_500_00n,
    standing: 'consumer',
    process: DEFAULT_PROCESS,
    vatLiable: true,
    agreedReminderFee: false,
    from: localDate('2026-03-20'),
    ...change,
  };
}

const inSweden = (change: Partial<CostsAheadQuestion> = {}): CostsAheadQuestion =>
  ask({ country: 'SE', currency: 'SEK', ...change });

/** Step by step: `kind +added = total`, in whole kroner and øre. */
function costs(question: CostsAheadQuestion): string[] {
  return costsAhead(question).steps.map(({ step, costs: found }) =>
    found === undefined ? `${step} ?` : `${step} +${found.addedMinor} = ${found.totalMinor}`,
  );
}

describe('what collecting will cost the debtor', () => {
  it.each<[string, CostsAheadQuestion, string[]]>([
    [
      'a consumer in Norway: two letters of 5 %, the light fee, and then the heavy one, each with the letters in it',
      ask(),
      [
        'friendly-reminder +0 = 0',
        'reminder +3800 = 3800',
        'collection-notice +3800 = 7600',
        'demand +22400 = 30000',
        'legal-notice +0 = 30000',
        'higher-fee +30000 = 60000',
      ],
    ],
    [
      'a small claim of a consumer in Norway',
      ask({ outstandingMinor: 400_00n }),
      [
        'friendly-reminder +0 = 0',
        'reminder +3800 = 3800',
        'collection-notice +3800 = 7600',
        'demand +11150 = 18750',
        'legal-notice +0 = 18750',
        'higher-fee +18750 = 37500',
      ],
    ],
    [
      'a business in Norway: half as much again',
      ask({ standing: 'business', outstandingMinor: 20_000_00n }),
      [
        'friendly-reminder +0 = 0',
        'reminder +3800 = 3800',
        'collection-notice +3800 = 7600',
        'demand +172400 = 180000',
        'legal-notice +0 = 180000',
        'higher-fee +180000 = 360000',
      ],
    ],
    [
      'a consumer in Sweden: the demand alone costs something',
      inSweden(),
      ['friendly-reminder +0 = 0', 'reminder +0 = 0', 'demand +18000 = 18000', 'legal-notice +0 = 18000'],
    ],
    [
      'a consumer in Sweden who agreed to pay for a reminder',
      inSweden({ agreedReminderFee: true }),
      [
        'friendly-reminder +0 = 0',
        'reminder +6000 = 6000',
        'demand +18000 = 24000',
        'legal-notice +0 = 24000',
      ],
    ],
    [
      'a business in Sweden: the compensation for delay takes the fees into itself',
      inSweden({ standing: 'business', agreedReminderFee: true }),
      [
        'friendly-reminder +0 = 0',
        'reminder +6000 = 6000',
        'demand +39000 = 45000',
        'legal-notice +0 = 45000',
      ],
    ],
    [
      'a claim in another currency: nothing, since the tables are in the country’s own money',
      ask({ currency: 'EUR' }),
      [
        'friendly-reminder +0 = 0',
        'reminder +0 = 0',
        'collection-notice +0 = 0',
        'demand +0 = 0',
        'legal-notice +0 = 0',
      ],
    ],
  ])('%s', (_who, question, expected) => {
    expect(costs(question)).toEqual(expected);
  });

  it('begins where the creditor wants us to, and ends where the creditor does', () => {
    const process = { ...DEFAULT_PROCESS, takeover: 'collection-notice', legalRoute: false } as const;
    expect(costsAhead(ask({ process })).steps.map(({ step }) => step)).toEqual([
      'collection-notice',
      'demand',
      'higher-fee',
    ]);
  });

  it('names the earliest day of each step, one after the other, none before the hand-over', () => {
    const days = costsAhead(ask()).steps.map(({ earliestOn }) => earliestOn);
    expect(days).toEqual([...days].sort());
    expect(days[0]! >= '2026-03-20').toBe(true);
    // No letter costs anything in the first fourteen days after the due day.
    const early = costsAhead(ask({ from: localDate('2026-03-03') })).steps;
    expect(early.find(({ step }) => step === 'reminder')!.earliestOn >= '2026-03-16').toBe(true);
  });

  it('says that figures are not known where the law has not published them, and stops where nobody may go on', () => {
    const process = { ...DEFAULT_PROCESS, regimeDates: { 'NO-2026': localDate('2026-04-15') } };
    const found = costsAhead(ask({ process })).steps.find(({ step }) => step === 'collection-notice');
    expect(found?.costs).toBeUndefined();
    expect(costsAhead(ask({ outstandingMinor: 10_00n }))).toMatchObject({
      steps: [],
      stoppedBy: { reason: 'small-balance' },
    });
  });
});
