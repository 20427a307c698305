import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../vocabulary.js';
import { type Hold, HOLD_REASONS, type HoldReason } from './decision.js';
import { DEFAULT_PROCESS } from './default-settings.js';
import { explainHold } from './explain-hold.js';
import type { CaseFacts } from './facts.js';
import { planNextStep } from './plan-next-step.js';
import type { ProcessSettings } from './settings.js';
import { aCase, aClaim, aDebtor, approvedSettings, aStep, claimId, day } from './testing/a-case.js';

/** A Wednesday long after the due day, on which the ordinary case is due for its friendly reminder. */
const TODAY = day('2026-05-06');
const NOTICE = aStep('collection-notice', '2026-04-01', '2026-04-15');
const DEMAND = aStep('demand', '2026-04-20', '2026-05-04', { announcesLegalAction: true });
const legal = approvedSettings({ separateLegalNotice: false });
const instalments = ['2026-05-20', '2026-06-20', '2026-07-20'].map((on) => ({
  dueOn: day(on),
  amountMinor: 50_000n,
}));
const running = { status: 'running', agreedOn: day('2026-04-01'), instalments, paidMinor: 0n } as const;
const late = instalments.map((one, index) => (index === 0 ? { ...one, dueOn: day('2026-05-04') } : one));
const nobody = aDebtor({ contactPoints: [] });
const objected = { raisedOn: day('2026-05-01') };

type Row = readonly [HoldReason, Partial<CaseFacts>, string | undefined, ProcessSettings?];

const ROWS: readonly Row[] = [
  ['claim-held', { claims: [aClaim({ held: { reason: 'vanished' } })] }, undefined],
  ['objection-open', { objections: [objected] }, undefined],
  ['objection-upheld', { objections: [{ ...objected, outcome: 'upheld' }] }, undefined],
  [
    'objection-rejected',
    { objections: [{ ...objected, outcome: 'rejected' }] },
    undefined,
    approvedSettings({ legalRoute: false }),
  ],
  [
    'objection-before-board',
    { objections: [{ ...objected, outcome: 'withdrawn', beforeBoard: true }] },
    undefined,
  ],
  ['doubt', { doubts: [{ about: 'identity', sinceOn: day('2026-05-01') }] }, undefined],
  ['deferral', { deferrals: [{ grantedOn: day('2026-05-01'), until: day('2026-05-15') }] }, '2026-05-16'],
  ['plan-proposed', { plan: { ...running, status: 'proposed', answerBy: day('2026-05-12') } }, '2026-05-13'],
  ['plan-in-good-standing', { plan: running }, '2026-05-21'],
  ['plan-late-contact-first', { plan: { ...running, instalments: late } }, '2026-06-04'],
  [
    'plan-broken-renegotiate',
    { plan: { ...running, instalments: [{ dueOn: day('2026-03-20'), amountMinor: 1n }] } },
    undefined,
  ],
  ['pause', { pauses: [{ fromOn: day('2026-05-01'), by: 'creditor' }] }, undefined],
  [
    'pause',
    { pauses: [{ fromOn: day('2026-05-01'), until: day('2026-05-31'), by: 'creditor' }] },
    '2026-06-01',
  ],
  [
    'crisis-pause',
    { steps: [NOTICE, DEMAND] },
    '2026-07-01',
    approvedSettings({
      crisisPauses: [
        { acts: ['legal-action'], fromOn: day('2026-03-12'), until: day('2026-06-30'), reason: 'pandemic' },
      ],
    }),
  ],
  [
    'payment-under-way',
    { paymentsUnderWay: [{ orderedOn: day('2026-05-05'), expectedBy: day('2026-05-08') }] },
    '2026-05-09',
  ],
  ['paid-directly', { paidDirectly: [{ paidOn: day('2026-05-05') }] }, undefined],
  [
    'deceased',
    { debtor: aDebtor({ deceased: { diedOn: day('2026-05-01'), estateReachable: false } }) },
    undefined,
  ],
  ['bankruptcy', { debtor: aDebtor({ bankruptcy: { openedOn: day('2026-05-01') } }) }, undefined],
  [
    'debt-settlement',
    { debtor: aDebtor({ debtSettlement: { stage: 'opened', until: day('2026-08-01') } }) },
    undefined,
  ],
  [
    'minor',
    {
      debtor: aDebtor({
        minor: { adultOn: day('2028-01-01'), debtStands: false },
        guardian: { scope: 'guardian-only', reachable: true },
      }),
    },
    undefined,
  ],
  [
    'vulnerable',
    { debtor: aDebtor({ vulnerable: { care: 'stop', sinceOn: day('2026-05-01') } }) },
    undefined,
  ],
  [
    'vulnerable',
    { debtor: aDebtor({ vulnerable: { care: 'contact-only', sinceOn: day('2026-05-01') } }) },
    undefined,
    approvedSettings({ takeover: 'reminder' }),
  ],
  [
    'guardian-not-reachable',
    { debtor: aDebtor({ guardian: { scope: 'both', reachable: false } }) },
    undefined,
  ],
  ['representative-not-reachable', { debtor: aDebtor({ representative: { reachable: false } }) }, undefined],
  [
    'protected-address',
    {
      debtor: {
        ...aDebtor({ contactPoints: aDebtor().contactPoints.slice(0, 1) }),
        protectedAddress: { byHand: false },
      },
    },
    undefined,
  ],
  ['no-contact-point', { debtor: nobody }, undefined],
  ['no-channel-rule', {}, undefined, approvedSettings({ channelRules: { version: 2, rules: [] } })],
  ['small-balance', { claims: [aClaim({ owedMinor: 4999n })] }, undefined],
  ['lapsed', { claims: [aClaim({ lapsesOn: TODAY })] }, undefined],
  ['rules-not-approved', {}, undefined, { ...DEFAULT_PROCESS, takeover: 'reminder' }],
  [
    'person-must-approve',
    { steps: [NOTICE, { ...DEMAND, deadlineOn: day('2026-04-30'), sentOn: day('2026-04-16') }] },
    undefined,
    legal,
  ],
  ['not-due', { claims: [aClaim({ dueOn: TODAY })] }, '2026-05-07'],
  ['days-after-due', { claims: [aClaim({ dueOn: day('2026-05-05') })] }, '2026-05-08'],
  ['deadline-running', { steps: [aStep('friendly-reminder', '2026-05-01', '2026-05-11')] }, '2026-05-15'],
  [
    'waits-for-joint-demand',
    {
      claims: [aClaim(), aClaim({ claimId: claimId('b') })],
      steps: [
        { ...NOTICE, claimIds: [claimId('a')] },
        aStep('collection-notice', '2026-04-27', '2026-05-11', { claimIds: [claimId('b')] }),
      ],
    },
    '2026-05-15',
    approvedSettings({ regimeDates: { 'NO-2026': day('2026-01-01') } }),
  ],
  ['contact-cap', { contacts: [{ on: TODAY, channel: 'call' }] }, '2026-05-07'],
  [
    'quiet-day',
    {},
    '2026-05-11',
    approvedSettings({
      contact: { ...DEFAULT_PROCESS.contact, quietPeriods: [{ from: '05-01', to: '05-10' }] },
    }),
  ],
  [
    'no-contact-hours',
    {},
    '2026-05-09',
    approvedSettings({
      contact: { hours: { saturday: { fromMinute: 600, toMinute: 700 } }, caps: [], quietPeriods: [] },
    }),
  ],
];

it('is due, when nothing holds', () => {
  expect(planNextStep(aCase(), approvedSettings(), TODAY)).toMatchObject({
    outcome: 'due',
    holds: [],
    step: { kind: 'friendly-reminder', window: { on: TODAY } },
  });
});

describe('what stops the machine', () => {
  it.each(ROWS)('%s %#', (reason, change, changesOn, settings = approvedSettings()) => {
    const decision = planNextStep(aCase(change), settings, TODAY);
    const hold = decision.holds.find((candidate) => candidate.reason === reason);
    expect(hold).toBeDefined();
    expect(hold?.changesOn).toBe(changesOn);
    expect(['held', 'wait']).toContain(decision.outcome);
    for (const language of LANGUAGES) {
      const text = explainHold(hold as Hold, language);
      expect(text).not.toMatch(/[{}]|undefined/);
      if (changesOn !== undefined) expect(text).toContain(changesOn);
    }
  });

  it('has a row for every reason but those that have tests of their own', () => {
    const tried = new Set(ROWS.map(([reason]) => reason));
    expect(HOLD_REASONS.filter((reason) => !tried.has(reason))).toEqual(['settled', 'law-figure-missing']);
    const settled = planNextStep(aCase({ claims: [aClaim({ owedMinor: 0n })] }), approvedSettings(), TODAY);
    expect(settled).toMatchObject({ outcome: 'done', holds: [{ reason: 'settled' }] });
    expect(settled.step).toBeUndefined();
  });

  it('tells every reason at once, not only the first', () => {
    const [objections, pauses] = [[objected], [{ fromOn: day('2026-05-01'), by: 'creditor' as const }]];
    const deferrals = [{ grantedOn: day('2026-05-01'), until: day('2026-05-15') }];
    const { holds } = planNextStep(
      aCase({ objections, pauses, deferrals, debtor: nobody }),
      approvedSettings(),
      TODAY,
    );
    expect(holds.map(({ reason }) => reason)).toEqual([
      'objection-open',
      'deferral',
      'pause',
      'no-contact-point',
    ]);
  });
});

describe('resuming', () => {
  it.each<[string, Partial<CaseFacts>, string]>([
    [
      'a withdrawn objection lets the road go on',
      { objections: [{ ...objected, outcome: 'withdrawn' }] },
      'demand',
    ],
    [
      'a rejected one leads to court, and nowhere else',
      { objections: [{ ...objected, outcome: 'rejected', outcomeOn: day('2026-05-04') }] },
      'legal-notice',
    ],
    [
      'a corrected claim is noticed anew',
      { objections: [{ ...objected, outcome: 'partly-upheld', outcomeOn: day('2026-05-04') }] },
      'collection-notice',
    ],
    ['an ended plan lets the road go on', { plan: { ...running, status: 'ended' } }, 'demand'],
    [
      'a pause that has ended, too',
      { pauses: [{ fromOn: day('2026-04-01'), until: day('2026-05-05'), by: 'creditor' }] },
      'demand',
    ],
  ])('%s', (_what, change, kind) => {
    const decision = planNextStep(aCase({ steps: [NOTICE], ...change }), approvedSettings(), TODAY);
    expect(decision.step?.kind).toBe(kind);
    expect(decision.holds.map(({ reason }) => reason)).toEqual(
      kind === 'legal-notice' ? ['person-must-approve'] : [],
    );
  });
});

describe('limitation', () => {
  it('is warned of while everything is held, and from the day it says', () => {
    const facts = aCase({
      claims: [aClaim({ lapsesOn: day('2026-12-01') })],
      pauses: [{ fromOn: day('2026-05-01'), by: 'creditor' }],
    });
    const before = planNextStep(facts, approvedSettings(), TODAY);
    expect([before.warnings, before.changesOn]).toEqual([[], '2026-06-04']);
    const near = planNextStep(facts, approvedSettings(), day('2026-06-04'));
    expect(near).toMatchObject({
      outcome: 'held',
      changesOn: '2026-12-01',
      warnings: [
        { kind: 'limitation-near', claimId: 'a', inputs: { lapsesOn: '2026-12-01', daysLeft: 180 } },
      ],
    });
  });
});

it('tells a person of a creditor who does not answer', () => {
  const doubts = [{ about: 'claim', sinceOn: day('2026-04-20'), askedOn: day('2026-04-22') }] as const;
  expect(planNextStep(aCase({ doubts }), approvedSettings(), TODAY).warnings).toMatchObject([
    { kind: 'creditor-silent' },
  ]);
  expect(planNextStep(aCase({ doubts }), approvedSettings(), day('2026-05-05')).warnings).toEqual([]);
});
