import { type LocalDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { heavyFrom } from '../calendar/index.js';
import type { CaseFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';
import {
  aCase,
  aClaim,
  aDebtor,
  approvedSettings,
  aStep,
  aSwedishCase,
  claimId,
  day,
} from './testing/a-case.js';
import { type Event, walk } from './testing/walk.js';

const road = (
  facts: CaseFacts,
  events: Readonly<Record<string, Event>> = {},
  settings: ProcessSettings = approvedSettings(),
  days = 200,
): string[] =>
  walk(facts, settings, day('2026-03-02'), days, events).walked.map(({ on, what }) => `${on} ${what}`);

const pays: Event = (facts) => ({
  ...facts,
  claims: facts.claims.map((claim) => ({ ...claim, owedMinor: 0n })),
});
const approves =
  (on: LocalDate): Event =>
  (facts) => ({
    ...facts,
    approvals: [...facts.approvals, { kind: 'legal-hand-off', on, by: 'user-2' }],
  });
const NORWAY = [
  '2026-03-05 friendly-reminder',
  '2026-03-20 reminder',
  '2026-04-13 collection-notice',
  '2026-05-04 demand',
];

describe('Norway', () => {
  it('forgets, and pays after the friendly reminder', () => {
    expect(road(aCase(), { '2026-03-09': pays })).toEqual([
      '2026-03-05 friendly-reminder',
      '2026-03-09 done',
    ]);
  });

  it('runs to the heavy fee, and pays', () => {
    const run = walk(aCase(), approvedSettings(), day('2026-03-02'), 200, { '2026-07-01': pays });
    expect(run.walked.map(({ what }) => what)).toEqual([
      'friendly-reminder',
      'reminder',
      'collection-notice',
      'demand',
      'legal-notice',
      'done',
    ]);
    const demand = run.facts.steps.find(({ kind }) => kind === 'demand');
    expect(demand?.deadlineOn !== undefined && heavyFrom(demand.deadlineOn) < day('2026-07-01')).toBe(true);
  });

  it('waits for a person before court, and goes when one approves', () => {
    const run = walk(aCase(), approvedSettings(), day('2026-03-02'), 120);
    expect(run.last).toMatchObject({ outcome: 'held', step: { kind: 'legal-hand-off' } });
    const all = road(aCase(), { '2026-07-06': approves(day('2026-07-06')) });
    expect(all.slice(-2)).toEqual(['2026-07-06 legal-hand-off', '2026-07-07 done']);
  });

  it('begins at the demand where the creditor has given notice already', () => {
    const steps = [aStep('collection-notice', '2026-03-17', '2026-03-31', { sentBy: 'creditor' })];
    const settings = approvedSettings({ takeover: 'demand' });
    expect(road(aCase({ steps }), {}, settings, 60)[0]).toMatch(/ demand$/);
    // Nobody has confirmed what it said: we give notice ourselves.
    const unconfirmed = steps.map((step) => ({ ...step, contentConfirmed: false }));
    expect(road(aCase({ steps: unconfirmed }), {}, settings, 60)[0]).toMatch(/ collection-notice$/);
  });

  it('stands still during an objection, and goes on when it is withdrawn', () => {
    const raisedOn = day('2026-04-20');
    const objects: Event = (facts) => ({ ...facts, objections: [{ raisedOn }] });
    const withdraws: Event = (facts) => ({ ...facts, objections: [{ raisedOn, outcome: 'withdrawn' }] });
    const all = road(aCase(), { '2026-04-20': objects, '2026-06-10': withdraws }, approvedSettings(), 110);
    expect(all.slice(0, 3)).toEqual([
      '2026-03-05 friendly-reminder',
      '2026-03-20 reminder',
      '2026-04-13 collection-notice',
    ]);
    expect(all[3]).toBe('2026-06-10 demand');
  });

  it('closes when it is upheld, and knows only court when it is rejected', () => {
    const raisedOn = day('2026-04-20');
    const upheld: Event = (facts) => ({ ...facts, objections: [{ raisedOn, outcome: 'upheld' }] });
    expect(road(aCase(), { '2026-04-20': upheld })).toHaveLength(3);
    const rejected: Event = (facts) => ({
      ...facts,
      objections: [{ raisedOn, outcome: 'rejected', outcomeOn: day('2026-05-01') }],
      approvals: [{ kind: 'legal-notice', on: day('2026-05-01'), by: 'user-2' }],
    });
    expect(
      road(aCase(), { '2026-05-01': rejected })
        .slice(3)
        .map((line) => line.slice(11)),
    ).toEqual(['legal-notice']);
  });

  it('gives time, and goes on after it', () => {
    const defers: Event = (facts) => ({
      ...facts,
      deferrals: [{ grantedOn: day('2026-03-10'), until: day('2026-04-24') }],
    });
    expect(road(aCase(), { '2026-03-10': defers }, approvedSettings(), 60)).toEqual([
      '2026-03-05 friendly-reminder',
      '2026-04-25 reminder',
    ]);
  });

  it('takes no step while a plan runs, late or broken, until a person ends it', () => {
    const instalments = ['2026-04-15', '2026-05-15', '2026-06-15'].map((on) => ({
      dueOn: day(on),
      amountMinor: 50_000n,
    }));
    const plan = { status: 'running', agreedOn: day('2026-03-10'), instalments, paidMinor: 50_000n } as const;
    const agrees: Event = (facts) => ({ ...facts, plan });
    const ends: Event = (facts) => ({ ...facts, plan: { ...plan, status: 'ended' } });
    const all = road(aCase(), { '2026-03-10': agrees, '2026-08-03': ends });
    expect(all.slice(0, 2)).toEqual(['2026-03-05 friendly-reminder', '2026-08-03 reminder']);
  });

  it('rests in a crisis, and warns of limitation meanwhile', () => {
    const settings = approvedSettings({
      crisisPauses: [
        { acts: ['legal-action'], fromOn: day('2026-05-10'), until: day('2026-08-31'), reason: 'crisis' },
      ],
    });
    const claims = [aClaim({ lapsesOn: day('2026-11-01') })];
    const run = walk(aCase({ claims }), settings, day('2026-03-02'), 150);
    expect(run.walked.at(-1)?.what).toBe('demand');
    expect(run.last).toMatchObject({ outcome: 'wait', warnings: [{ kind: 'limitation-near' }] });
    expect(run.last.holds).toMatchObject([{ reason: 'crisis-pause', changesOn: '2026-09-01' }]);
  });

  it('stops when the debtor dies, and goes on towards the estate only by a person', () => {
    const dies: Event = (facts) => ({
      ...facts,
      debtor: aDebtor({ deceased: { diedOn: day('2026-03-28'), estateReachable: false } }),
    });
    expect(road(aCase(), { '2026-04-01': dies })).toHaveLength(2);
    const found: Event = (facts) => ({
      ...facts,
      debtor: aDebtor({ deceased: { diedOn: day('2026-03-28'), estateReachable: true } }),
    });
    const run = walk(aCase(), approvedSettings(), day('2026-03-02'), 120, {
      '2026-04-01': dies,
      '2026-05-04': found,
    });
    expect(run.walked[2]).toEqual({ on: '2026-05-04', what: 'collection-notice' });
    expect(run.last.step?.recipients ?? ['estate']).not.toContain('debtor');
  });

  it('leaves a protected address to a case handler', () => {
    const points = aDebtor().contactPoints.filter(({ channel }) => channel !== 'email');
    const debtor = { ...aDebtor({ contactPoints: points }), protectedAddress: { byHand: false } };
    const run = walk(aCase({ debtor }), approvedSettings(), day('2026-03-02'), 100);
    expect(run.walked.map(({ what }) => what)).toEqual(['friendly-reminder', 'reminder']);
    expect(run.last.holds).toMatchObject([{ reason: 'protected-address' }]);
  });
});

describe('the day on which other rules enter into force', () => {
  const settings = approvedSettings({ regimeDates: { 'NO-2026': day('2026-04-20') } });

  it('lets a notice that was validly sent before count on', () => {
    const run = walk(aCase(), settings, day('2026-03-02'), 80);
    expect(run.walked.map(({ on, what }) => `${on} ${what}`)).toEqual(NORWAY);
    expect(run.facts.steps).toHaveLength(4);
  });

  it("discounts the creditor's notice from that day on, and tells why", () => {
    const sent = (on: string, until: string) => [
      aStep('collection-notice', on, until, { sentBy: 'creditor' }),
    ];
    const before = walk(aCase({ steps: sent('2026-04-17', '2026-05-04') }), settings, day('2026-04-20'), 30);
    expect(before.walked[0]?.what).toBe('demand');
    const after = walk(
      aCase({ steps: sent('2026-04-20', '2026-05-04') }),
      approvedSettings({ ...settings, takeover: 'demand' }),
      day('2026-04-20'),
      5,
    );
    expect(after.last).toMatchObject({
      step: { kind: 'collection-notice', regime: 'NO-2026' },
      warnings: [
        { kind: 'letter-of-creditor-does-not-count', inputs: { because: 'only-a-collector-may-send-it' } },
      ],
    });
  });

  it('sends one joint demand when the time of all notices has run out', () => {
    const claims = [aClaim(), aClaim({ claimId: claimId('b'), dueOn: day('2026-03-16') })];
    const direct = approvedSettings({
      regimeDates: { 'NO-2026': day('2026-01-01') },
      takeover: 'collection-notice',
    });
    const all = road(aCase({ claims }), {}, direct, 60);
    expect(all.map((line) => line.slice(11))).toEqual([
      'collection-notice',
      'collection-notice',
      'demand ×2',
    ]);
    const apart = road(
      aCase({ claims: claims.map((claim) => ({ ...claim, apart: 'debtor-asked' as const })) }),
      {},
      direct,
      60,
    );
    expect(apart.slice(0, 4).map((line) => line.slice(11))).toEqual([
      'collection-notice',
      'collection-notice',
      'demand',
      'demand',
    ]);
  });
});

describe('Sweden', () => {
  it('forgets, and pays after the friendly reminder', () => {
    expect(road(aSwedishCase(), { '2026-03-09': pays })).toHaveLength(2);
  });

  it('walks to Kronofogden without a notice, and only with a person’s yes', () => {
    const all = road(aSwedishCase(), { '2026-06-01': approves(day('2026-06-01')) });
    expect(all.map((line) => line.slice(11))).toEqual([
      'friendly-reminder',
      'reminder',
      'demand',
      'legal-notice',
      'legal-hand-off',
      'done',
    ]);
  });

  it('demands at once where the creditor wants it so: no law asks for a reminder', () => {
    const settings = approvedSettings({ takeover: 'demand' });
    expect(road(aSwedishCase(), {}, settings, 10)).toEqual(['2026-03-03 demand']);
  });
});
