import { describe, expect, it } from '@jest/globals';
import type { HoldReason, StepDecision } from './decision.js';
import { DEFAULT_PROCESS } from './default-settings.js';
import type { CaseFacts } from './facts.js';
import { planNextStep } from './plan-next-step.js';
import type { ProcessSettings } from './settings.js';
import { aCase, aClaim, approvedSettings, aStep, aSwedishCase, claimId, day } from './testing/a-case.js';

const plan = (
  facts: CaseFacts,
  today: string,
  settings: ProcessSettings = approvedSettings(),
): StepDecision => planNextStep(facts, settings, day(today));
const reasons = (decision: StepDecision): HoldReason[] => decision.holds.map(({ reason }) => reason);

const FRIENDLY = aStep('friendly-reminder', '2026-03-05', '2026-03-16', { channel: 'sms' });
const REMINDER = aStep('reminder', '2026-03-23', '2026-04-07', { channel: 'email' });
const NOTICE = aStep('collection-notice', '2026-04-13', '2026-04-27');
const DEMAND = aStep('demand', '2026-05-04', '2026-05-18');
const LEGAL_NOTICE = aStep('legal-notice', '2026-05-26', '2026-06-09');

describe('the road in Norway', () => {
  it.each([
    ['before the due day', [], '2026-02-20', 'wait', 'friendly-reminder', '2026-03-05'],
    ['on the third day after it', [], '2026-03-05', 'due', 'friendly-reminder', '2026-03-05'],
    ['while the friendly reminder gives time', [FRIENDLY], '2026-03-16', 'wait', 'reminder', '2026-03-20'],
    ['when its time is over', [FRIENDLY], '2026-03-20', 'due', 'reminder', '2026-03-20'],
    ['after the reminder', [FRIENDLY, REMINDER], '2026-04-08', 'wait', 'collection-notice', '2026-04-13'],
    ['after the notice', [REMINDER, NOTICE], '2026-04-28', 'wait', 'demand', '2026-05-04'],
    ['after the demand', [NOTICE, DEMAND], '2026-05-19', 'wait', 'legal-notice', '2026-05-22'],
  ] as const)('%s: %s', (_when, steps, today, outcome, kind, earliestOn) => {
    const decision = plan(aCase({ steps }), today);
    expect([decision.outcome, decision.step?.kind, decision.step?.earliestOn]).toEqual([
      outcome,
      kind,
      earliestOn,
    ]);
  });

  it('goes to no court without a person who has weighed the claim', () => {
    const facts = aCase({ steps: [NOTICE, DEMAND, LEGAL_NOTICE] });
    const held = plan(facts, '2026-06-15');
    expect([held.outcome, held.step?.kind, reasons(held)]).toEqual([
      'held',
      'legal-hand-off',
      ['person-must-approve'],
    ]);
    const approvals = [{ kind: 'legal-hand-off', on: day('2026-06-15'), by: 'user-2' }] as const;
    expect(plan({ ...facts, approvals }, '2026-06-15')).toMatchObject({ outcome: 'due', holds: [] });
  });

  it('sends no step with legal effect under rules that nobody has approved', () => {
    expect(plan(aCase(), '2026-03-05', DEFAULT_PROCESS).outcome).toBe('due');
    const decision = plan(aCase({ steps: [FRIENDLY] }), '2026-03-23', DEFAULT_PROCESS);
    expect([decision.outcome, reasons(decision)]).toEqual([
      'held',
      ['rules-not-approved', 'rules-not-approved'],
    ]);
  });
});

describe('the road in Sweden', () => {
  it('knows no notice: the demand follows the reminder', () => {
    const decision = plan(aSwedishCase({ steps: [FRIENDLY, REMINDER] }), '2026-04-13');
    expect(decision).toMatchObject({
      outcome: 'due',
      step: { kind: 'demand', regime: 'SE-1974', fee: 'demand-fee' },
    });
  });
});

describe('several claims', () => {
  it('go on with what can go on, and say what holds the others', () => {
    const claims = [aClaim(), aClaim({ claimId: claimId('b') })];
    const objections = [{ raisedOn: day('2026-03-03'), claimIds: [claimId('b')] }];
    const decision = plan(aCase({ claims, objections }), '2026-03-05');
    expect(decision).toMatchObject({ outcome: 'due', step: { claimIds: ['a'] }, holds: [] });
    expect(decision.elsewhere).toMatchObject([{ reason: 'objection-open', claimId: 'b' }]);
  });
});
