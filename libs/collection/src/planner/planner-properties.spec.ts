import { addDays, daysBetween, type LocalDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoursOn } from '../contact/index.js';
import { planStanding } from '../plans/index.js';
import { stepRule } from '../process/index.js';
import { NOT_SET } from '../regimes/index.js';
import { CHANNELS, STEP_KINDS } from '../vocabulary.js';
import { FoundBefore, planCase } from './case-plan.js';
import { HOLDS_OF_CALENDAR } from './decision.js';
import { explainHold } from './explain-hold.js';
import type { CaseFacts, ClaimFacts, SentStep } from './facts.js';
import { planNextStep } from './plan-next-step.js';
import type { ProcessSettings } from './settings.js';
import { aCase, aDebtor, approvedSettings, claimId, day } from './testing/a-case.js';

const START = day('2026-01-01');
const anyDay = fc.integer({ min: 0, max: 400 }).map((count) => addDays(START, count));
const ids = [claimId('a'), claimId('b'), claimId('c')];
const someClaims = fc.option(fc.subarray(ids, { minLength: 1 }), { nil: undefined });
const naming = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
  fc
    .tuple(arbitrary, someClaims)
    .map(([item, claimIds]) => (claimIds === undefined ? item : { ...item, claimIds }));
const few = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { maxLength: 2 }) },
  );
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const sentStep: fc.Arbitrary<SentStep> = naming(
  fc.record({
    kind: fc.constantFrom(...STEP_KINDS.slice(0, 5)),
    sentBy: fc.constantFrom('creditor' as const, 'collector' as const),
    sentOn: anyDay,
    channel: fc.constantFrom(...CHANNELS),
    gives: fc.option(fc.integer({ min: 5, max: 25 }), { nil: undefined, freq: 6 }),
    contentConfirmed: fc.boolean(),
    announcesLegalAction: fc.boolean(),
    undelivered: fc.boolean(),
  }),
).map(({ gives, ...sent }) =>
  gives === undefined ? sent : { ...sent, deadlineOn: addDays(sent.sentOn, gives) },
);

const claim = (id: (typeof ids)[number]): fc.Arbitrary<ClaimFacts> =>
  fc
    .record({
      dueOn: anyDay,
      owedMinor: fc.constantFrom(0n, 150n, 4000n, 150_000n, 9_000_000n),
      lapsesOn: rarely(anyDay.map((on) => addDays(on, 200))),
      held: rarely(fc.constant({ reason: 'vanished' })),
    })
    .map(({ lapsesOn, held, ...facts }) => ({
      claimId: id,
      ...facts,
      ...(lapsesOn === undefined ? {} : { lapsesOn }),
      ...(held === undefined ? {} : { held }),
    }));

const nothing: Partial<CaseFacts['debtor']> = {};
const circumstances = fc.constantFrom<Partial<CaseFacts['debtor']>>(
  ...Array.from({ length: 20 }, () => nothing),
  { deceased: { diedOn: START, estateReachable: false } },
  { deceased: { diedOn: START, estateReachable: true } },
  { bankruptcy: { openedOn: START } },
  { debtSettlement: { stage: 'in-force' } },
  { vulnerable: { care: 'stop', sinceOn: START } },
  { vulnerable: { care: 'contact-only', sinceOn: START } },
  { vulnerable: { care: 'adapted', sinceOn: START } },
  { minor: { adultOn: day('2030-01-01'), debtStands: false } },
  { guardian: { scope: 'both', reachable: true } },
  { guardian: { scope: 'guardian-only', reachable: false } },
  { protectedAddress: { byHand: false } },
  { contactPoints: [] },
);

const plan = fc.record({
  status: fc.constantFrom('proposed' as const, 'running' as const, 'ended' as const, 'completed' as const),
  agreedOn: anyDay,
  instalments: fc
    .array(anyDay, { minLength: 1, maxLength: 4 })
    .map((days) => days.sort().map((dueOn) => ({ dueOn, amountMinor: 1000n }))),
  paidMinor: fc.constantFrom(0n, 1000n, 2500n, 4000n),
  answerBy: anyDay,
});

const anyFacts: fc.Arbitrary<CaseFacts> = fc
  .record({
    country: fc.constantFrom('NO' as const, 'SE' as const),
    debtor: circumstances.map((change) => aDebtor(change)),
    claims: fc.tuple(...ids.map(claim)).chain((claims) => fc.subarray([...claims], { minLength: 1 })),
    steps: fc.array(sentStep, { maxLength: 6 }),
    objections: few(
      naming(
        fc.record({
          raisedOn: anyDay,
          outcome: fc.constantFrom(
            'withdrawn' as const,
            'rejected' as const,
            'partly-upheld' as const,
            'upheld' as const,
            'none' as const,
          ),
        }),
      ).map(({ outcome, ...raised }) =>
        outcome === 'none' ? raised : { ...raised, outcome, outcomeOn: addDays(raised.raisedOn, 7) },
      ),
    ),
    doubts: few(naming(fc.record({ about: fc.constant('claim' as const), sinceOn: anyDay }))),
    deferrals: few(naming(anyDay.map((on) => ({ grantedOn: on, until: addDays(on, 20) })))),
    pauses: few(naming(fc.record({ fromOn: anyDay, until: anyDay, by: fc.constant('creditor' as const) }))),
    paymentsUnderWay: few(naming(anyDay.map((on) => ({ orderedOn: on, expectedBy: addDays(on, 4) })))),
    paidDirectly: few(naming(anyDay.map((on) => ({ paidOn: on })))),
    approvals: few(
      naming(fc.record({ kind: fc.constantFrom(...STEP_KINDS), on: anyDay, by: fc.constant('user-1') })),
    ),
    contacts: few(fc.record({ on: anyDay, channel: fc.constantFrom(...CHANNELS) })),
    plan: rarely(plan),
  })
  .map(({ plan: made, ...facts }) => ({
    ...aCase(),
    ...facts,
    ...(made === undefined ? {} : { plan: made }),
  }));

const anySettings: fc.Arbitrary<ProcessSettings> = fc
  .record({
    takeover: fc.constantFrom(
      'friendly-reminder' as const,
      'reminder' as const,
      'collection-notice' as const,
      'demand' as const,
    ),
    legalRoute: fc.boolean(),
    separateLegalNotice: fc.boolean(),
    approved: fc.constantFrom(true, true, true, false),
    from: fc.option(anyDay, { nil: undefined }),
    crisis: fc.boolean(),
  })
  .map(({ approved, from, crisis, ...change }) => {
    const { approval, ...settings } = approvedSettings({
      ...change,
      regimeDates: { 'NO-2026': from ?? NOT_SET },
      crisisPauses: crisis
        ? [{ acts: ['legal-action'], fromOn: day('2026-06-01'), until: day('2026-09-30'), reason: 'crisis' }]
        : [],
    });
    return approved && approval ? { ...settings, approval } : settings;
  });

/** Nothing was sent in the future. */
const anyQuestion = fc
  .tuple(
    anyFacts,
    anySettings,
    anyDay.map((on) => addDays(on, 30)),
  )
  .map(([facts, settings, today]): [CaseFacts, ProcessSettings, LocalDate] => [
    { ...facts, steps: facts.steps.filter(({ sentOn }) => sentOn <= today) },
    settings,
    today,
  ]);
const always = (check: (...question: [CaseFacts, ProcessSettings, LocalDate]) => void): void => {
  fc.assert(
    fc.property(anyQuestion, ([facts, settings, today]) => check(facts, settings, today)),
    { numRuns: 400 },
  );
};
const concerns = (item: { readonly claimIds?: readonly string[] }, id: string): boolean =>
  item.claimIds === undefined || item.claimIds.includes(id);

describe('the planner', () => {
  it('says of a day what it says without what it found for another', () => {
    always((facts, settings, today) => {
      const before = new FoundBefore();
      for (const ahead of [0, 1, 9, 40, 200]) {
        const asOf = addDays(today, ahead);
        expect(planCase(facts, settings, asOf, before)).toEqual(planCase(facts, settings, asOf));
      }
    });
  });

  it('says due exactly when nothing holds, and explains whatever does', () => {
    always((facts, settings, today) => {
      const { outcome, holds, step } = planNextStep(facts, settings, today);
      expect(outcome === 'due' || (outcome === 'done' && step === undefined)).toBe(
        holds.every(({ reason }) => reason === 'settled'),
      );
      if (outcome === 'due') expect(step?.earliestOn).toBe(today);
      if (outcome === 'wait') {
        expect(step?.earliestOn !== undefined && step.earliestOn > today).toBe(true);
        for (const hold of holds) expect(hold.changesOn).toBeDefined();
      }
      if (outcome === 'held') {
        expect(step?.earliestOn).toBeUndefined();
        expect(
          holds.some((hold) => hold.changesOn === undefined || !HOLDS_OF_CALENDAR.has(hold.reason)),
        ).toBe(true);
      }
      for (const hold of holds) expect(explainHold(hold, 'en')).not.toMatch(/[{}]|undefined/);
    });
  });

  it('keeps its word: on the day it names, the same facts say due', () => {
    let waited = 0;
    always((facts, settings, today) => {
      const decision = planNextStep(facts, settings, today);
      if (decision.outcome !== 'wait' || decision.step?.earliestOn === undefined) return;
      waited += 1;
      const then = planNextStep(facts, settings, decision.step.earliestOn);
      expect(then.outcome).toBe('due');
      expect({ ...then.step }).toEqual({ ...decision.step });
    });
    expect(waited).toBeGreaterThan(20);
  });

  it('gives no other answer before the day on which it says one may hold', () => {
    always((facts, settings, today) => {
      const { outcome, step, changesOn } = planNextStep(facts, settings, today);
      if (outcome === 'due') return;
      const last = changesOn === undefined ? addDays(today, 400) : addDays(changesOn, -1);
      const between = addDays(today, Math.floor(daysBetween(today, last) / 2));
      for (const on of [between, last]) {
        const later = planNextStep(facts, settings, on);
        expect([later.outcome, later.step?.kind]).toEqual([outcome, step?.kind]);
      }
    });
  });

  it('never takes a step that a person, an agreement or the law forbids', () => {
    let taken = 0;
    always((facts, settings, today) => {
      const { outcome, step } = planNextStep(facts, settings, today);
      if (outcome !== 'due' || step === undefined) return;
      taken += 1;
      const { debtor } = facts;
      expect(
        debtor.bankruptcy ?? debtor.debtSettlement ?? (debtor.minor && !debtor.minor.debtStands),
      ).toBeFalsy();
      expect(debtor.deceased !== undefined && !debtor.deceased.estateReachable).toBe(false);
      expect(debtor.vulnerable?.care).not.toBe('stop');
      if (step.legalEffect) {
        expect(settings.approval).toBeDefined();
        expect(debtor.vulnerable?.care).not.toBe('contact-only');
      }
      if (facts.plan?.status === 'running') expect(planStanding(facts.plan, today).state).toBe('paid');
      if (step.kind.startsWith('legal-')) {
        expect(settings.crisisPauses.some(({ fromOn, until }) => fromOn <= today && today <= until)).toBe(
          false,
        );
      }
      for (const id of step.claimIds) forbidden(facts, settings, today, id, step.kind);
    });
    expect(taken).toBeGreaterThan(20);
  });

  function forbidden(
    facts: CaseFacts,
    settings: ProcessSettings,
    today: string,
    id: string,
    kind: string,
  ): void {
    const of = facts.claims.find((candidate) => candidate.claimId === id);
    expect(of && of.owedMinor > 0n && of.dueOn < today && of.held === undefined).toBe(true);
    expect(of?.lapsesOn !== undefined && of.lapsesOn <= today).toBe(false);
    for (const objection of facts.objections.filter((one) => concerns(one, id))) {
      expect(['withdrawn', 'rejected', 'partly-upheld']).toContain(objection.outcome);
      if (objection.outcome !== 'rejected') continue;
      expect(settings.legalRoute).toBe(true);
      expect(
        facts.country === 'SE'
          ? ['demand', 'legal-notice', 'legal-hand-off']
          : ['legal-notice', 'legal-hand-off'],
      ).toContain(kind);
    }
    expect(facts.doubts.some((one) => concerns(one, id))).toBe(false);
    expect(facts.deferrals.some((one) => concerns(one, id) && today <= one.until)).toBe(false);
    const pauses = facts.pauses.filter((one) => concerns(one, id) && one.fromOn <= today);
    expect(pauses.some(({ until }) => until === undefined || today <= until)).toBe(false);
    expect(facts.paidDirectly.some((one) => concerns(one, id))).toBe(false);
    expect(facts.paymentsUnderWay.some((one) => concerns(one, id) && today <= one.expectedBy)).toBe(false);
  }

  it('takes no step before the end of any time that a letter gave', () => {
    always((facts, settings, today) => {
      const { step } = planNextStep(facts, settings, today);
      if (step?.earliestOn === undefined) return;
      for (const sent of facts.steps) {
        if (sent.undelivered || sent.deadlineOn === undefined) continue;
        if (!step.claimIds.some((id) => concerns(sent, id))) continue;
        expect(step.earliestOn > sent.deadlineOn).toBe(true);
      }
    });
  });

  it('demands only after a notice that counts, and goes to court only after a demand of the collector', () => {
    always((facts, settings, today) => {
      const { outcome, step } = planNextStep(facts, settings, today);
      if (outcome !== 'due' || step === undefined || facts.country === 'SE') return;
      const rejected = facts.objections.some(({ outcome: how }) => how === 'rejected');
      const needs = {
        demand: 'collection-notice',
        'legal-notice': 'demand',
        'legal-hand-off': 'demand',
      } as const;
      const before = Object.hasOwn(needs, step.kind) ? needs[step.kind as keyof typeof needs] : undefined;
      if (before === undefined || rejected) return;
      for (const id of step.claimIds) {
        const valid = facts.steps.filter(
          (sent) =>
            sent.kind === before &&
            concerns(sent, id) &&
            !sent.undelivered &&
            sent.contentConfirmed &&
            sent.deadlineOn !== undefined &&
            daysBetween(sent.sentOn, sent.deadlineOn) >= 14 &&
            (before === 'collection-notice' || sent.sentBy === 'collector'),
        );
        // A renewed demand rests on an earlier one, which needed no notice of ours to be seen here.
        if (!step.renewal) expect(valid.length).toBeGreaterThan(0);
      }
    });
  });

  it('reaches nobody by a channel that the step does not allow, or outside of the hours', () => {
    always((facts, settings, today) => {
      const { step } = planNextStep(facts, settings, today);
      if (step?.channel === undefined) return;
      const { channel } = step.channel;
      const rule = stepRule(step.regime, step.kind);
      expect([...(rule?.channels ?? []), ...(rule?.channelsWithConsent ?? [])]).toContain(channel);
      if (step.earliestOn === undefined || channel === 'letter') return;
      expect(hoursOn(step.earliestOn, facts.country, step.regime, settings.contact)).toBeDefined();
      expect(step.window?.on).toBe(step.earliestOn);
    });
  });
});
