import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Consent } from '../debtor/circumstances.js';
import { stepRule } from '../process/index.js';
import { aDebtor } from '../planner/testing/a-case.js';
import type { Channel, Regime, StepKind } from '../vocabulary.js';
import { type ChannelAnswer, chooseChannel, matchingRule } from './choose-channel.js';
import { DEFAULT_CHANNEL_RULES } from './default-table.js';
import { explainChannel } from './explain-channel.js';
import type { ChannelRule, DebtorProfile } from './rule-table.js';
import { adviseOnService, type ServiceFacts } from './service-advice.js';
import { ruleProblems } from './validate-table.js';

const rule = (kind: StepKind, regime: Regime = 'NO-1988') => {
  const found = stepRule(regime, kind);
  if (!found) throw new Error(`${regime} has no ${kind}`);
  return found;
};
const CONSUMER: DebtorProfile = { standing: 'consumer', history: 'new' };
const choose = (
  kind: StepKind,
  debtor = aDebtor(),
  profile = CONSUMER,
  owedMinor = 150_000n,
): ChannelAnswer => chooseChannel(DEFAULT_CHANNEL_RULES, { step: rule(kind), debtor, profile, owedMinor });
const without = (...channels: readonly string[]) =>
  aDebtor({ contactPoints: aDebtor().contactPoints.filter(({ channel }) => !channels.includes(channel)) });

describe('the default table', () => {
  it('covers every situation, and every rule is reached', () => {
    expect(ruleProblems(DEFAULT_CHANNEL_RULES.rules)).toEqual([]);
  });

  it.each<[StepKind, DebtorProfile, bigint, string]>([
    ['friendly-reminder', CONSUMER, 150_000n, 'friendly-first'],
    ['friendly-reminder', CONSUMER, 99_999n, 'small-forgotten'],
    ['friendly-reminder', CONSUMER, 100_000n, 'friendly-first'],
    ['friendly-reminder', CONSUMER, 5_000_000n, 'large-first-contact'],
    ['friendly-reminder', { ...CONSUMER, workedBefore: 'sms' }, 5_000_000n, 'what-worked-sms'],
    ['friendly-reminder', { ...CONSUMER, history: 'unpaid' }, 50_000n, 'hard-times'],
    ['reminder', { standing: 'business', history: 'new' }, 50_000n, 'business-by-mail'],
    ['demand', { ...CONSUMER, workedBefore: 'sms' }, 50_000n, 'statutory'],
  ])('a %s to %j over %s: rule %s', (kind, profile, owedMinor, id) => {
    const question = { step: rule(kind), debtor: aDebtor(), profile, owedMinor };
    expect(matchingRule(DEFAULT_CHANNEL_RULES, question)?.id).toBe(id);
  });
});

describe('the channel of a statutory letter', () => {
  it('is never a text message or a call, whatever the rules say', () => {
    const onlySms: ChannelRule = {
      id: 'x',
      when: {},
      channels: ['sms', 'call'],
      tone: 'plain',
      because: 'y',
    };
    const table = { version: 9, rules: [onlySms] };
    const question = { step: rule('demand'), debtor: aDebtor(), profile: CONSUMER, owedMinor: 1n };
    expect(chooseChannel(table, question)).toMatchObject({
      plan: {
        channel: 'letter',
        refused: [
          { channel: 'sms', reason: 'not-allowed-for-step' },
          { channel: 'call', reason: 'not-allowed-for-step' },
        ],
        rule: { ruleId: 'x', version: 9, because: 'y' },
      },
    });
  });

  it('is mail only with an express yes', () => {
    const unasked = aDebtor({
      contactPoints: [{ id: 'mail', channel: 'email', consent: 'not-asked', failed: false }],
    });
    expect(choose('demand', unasked)).toEqual({
      hold: 'no-contact-point',
      refused: [
        { channel: 'letter', reason: 'no-contact-point' },
        { channel: 'email', reason: 'consent-missing' },
      ],
    });
    expect(choose('friendly-reminder', unasked)).toMatchObject({ plan: { channel: 'email' } });
    expect(choose('demand', without('letter'))).toMatchObject({ plan: { channel: 'email' } });
  });

  it('is no letter to a protected address, unless a case handler takes it', () => {
    const guarded = { ...without('email'), protectedAddress: { byHand: false } };
    expect(choose('demand', guarded)).toMatchObject({ hold: 'protected-address' });
    expect(choose('demand', { ...guarded, protectedAddress: { byHand: true } })).toMatchObject({
      plan: { channel: 'letter', byHand: true },
    });
  });
});

describe('a kind message', () => {
  it.each([
    ['nobody has withdrawn', aDebtor(), 'email'],
    ['mail is withdrawn', { consent: 'withdrawn' }, 'sms'],
    ['mail bounced', { failed: true }, 'sms'],
  ] as const)('where %s goes by %s', (_when, change, channel) => {
    const points = aDebtor().contactPoints.map((point) =>
      point.channel === 'email' && !('standing' in change) ? { ...point, ...change } : point,
    );
    expect(choose('friendly-reminder', aDebtor({ contactPoints: points }))).toMatchObject({
      plan: { channel },
    });
  });

  it('to a guardian or an estate is in writing, and warm', () => {
    const debtor = aDebtor({ deceased: { diedOn: '2026-01-01' as never, estateReachable: true } });
    const profile: DebtorProfile = { ...CONSUMER, workedBefore: 'call' };
    expect(choose('friendly-reminder', debtor, profile)).toMatchObject({
      plan: { channel: 'email', tone: 'warm', refused: [{ channel: 'call', reason: 'written-only' }, {}] },
    });
  });

  it('explains itself in three languages', () => {
    const answer = choose('friendly-reminder', without('email'));
    if (!('plan' in answer)) throw new Error('no plan');
    expect(explainChannel(answer.plan, 'en')).toBe(
      'Chosen: text message, by rule "friendly-first" (version 1): Most people have forgotten, and a kind word is ' +
        'enough. Not by e-mail: we know no such address.',
    );
    expect(explainChannel(answer.plan, 'nb')).toContain('Ikke e-post: vi kjenner ingen slik adresse.');
    expect(explainChannel(answer.plan, 'sv')).toContain('Inte e-post: vi känner ingen sådan adress.');
  });
});

describe('an edited table', () => {
  const good: ChannelRule = { id: 'all', when: {}, channels: ['letter'], tone: 'plain', because: 'always' };
  it.each<[string, readonly ChannelRule[], readonly string[]]>([
    ['nothing in it', [], ['table-empty']],
    [
      'a rule below one that takes all',
      [good, { ...good, id: 'late', when: { steps: ['demand'] } }],
      ['unreachable'],
    ],
    [
      'a rule that two others take together',
      [
        { ...good, id: 'low', when: { owedMinorBelow: 500n } },
        { ...good, id: 'high', when: { owedMinorMin: 400n } },
        { ...good, id: 'middle', when: { owedMinorMin: 450n, owedMinorBelow: 600n } },
      ],
      ['unreachable'],
    ],
    ['a step that nothing covers', [{ ...good, when: { steps: ['demand'] } }], ['gap']],
    [
      'a hole between two amounts',
      [
        { ...good, id: 'low', when: { owedMinorBelow: 500n } },
        { ...good, id: 'high', when: { owedMinorMin: 501n } },
      ],
      ['gap'],
    ],
    ['an id twice', [{ ...good, when: { standing: 'business' } }, good], ['id-twice']],
    [
      'amounts that cross',
      [{ ...good, id: 'x', when: { owedMinorMin: 5n, owedMinorBelow: 5n } }, good],
      ['amounts-cross', 'unreachable'],
    ],
    [
      'an empty list',
      [{ ...good, id: 'x', when: { categories: [] } }, good],
      ['condition-empty', 'unreachable'],
    ],
    ['no channel', [{ ...good, channels: [] }], ['no-channel']],
    ['no reason', [{ ...good, because: ' ' }], ['reason-missing']],
  ])('with %s is refused', (_what, rules, kinds) => {
    expect(ruleProblems(rules).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('names the gap', () => {
    const [problem] = ruleProblems([{ ...good, when: { categories: ['member'] } }]);
    expect(problem?.message).toBe(
      'No rule covers a friendly-reminder to a consumer (no category, history new, nothing known to work) who owes 1 ' +
        'minor units: such a step would be held. Add a rule without conditions at the end.',
    );
  });
});

describe('the advice on a running service', () => {
  const facts: ServiceFacts = {
    standing: 'business',
    history: 'slow',
    essential: false,
    vulnerable: false,
    objectionOpen: false,
    agreementKept: false,
    daysLate: 130,
    owedMinor: 300_000n,
    monthlyMinor: 100_000n,
  };
  it.each<[Partial<ServiceFacts>, string, string]>([
    [{}, 'stop', 'much-and-long'],
    [{ owedMinor: 299_999n }, 'limit', 'late'],
    [{ daysLate: 60 }, 'keep', 'otherwise'],
    [{ history: 'reliable', daysLate: 60 }, 'keep', 'forgetful'],
    [{ vulnerable: true }, 'person', 'vulnerable-or-essential'],
    [{ essential: true, standing: 'consumer' }, 'person', 'vulnerable-or-essential'],
    [{ agreementKept: true, vulnerable: true }, 'keep', 'agreement-kept'],
    [{ objectionOpen: true }, 'keep', 'disputed'],
  ])('%j → %s by %s', (change, advice, ruleId) => {
    expect(adviseOnService({ ...facts, ...change })).toMatchObject({ advice, ruleId });
  });
});

describe('a contact point', () => {
  it('is the first that may be used, and else what is missing is what comes closest', () => {
    const point = fc.record({
      id: fc.uuid(),
      channel: fc.constantFrom<Channel>('letter', 'email', 'sms'),
      consent: fc.constantFrom<Consent>('given', 'not-asked', 'withdrawn'),
      failed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 5 }),
        fc.constantFrom<StepKind>('friendly-reminder', 'demand'),
        (contactPoints, kind) => {
          const answer = choose(kind, aDebtor({ contactPoints }));
          const { channels, channelsWithConsent } = rule(kind);
          const refused = new Map(
            ('plan' in answer ? answer.plan : answer).refused.map(({ channel, reason }) => [channel, reason]),
          );
          for (const channel of ['letter', 'email', 'sms'] as const) {
            const free = channels.includes(channel);
            if (!free && !channelsWithConsent.includes(channel)) continue;
            const points = contactPoints.filter((one) => one.channel === channel);
            const working = points.filter(({ failed }) => !failed);
            const wanted = working.filter(({ consent }) => channel === 'letter' || consent !== 'withdrawn');
            const [usable] = wanted.filter(({ consent }) => free || consent === 'given');
            const missing =
              points.length === 0
                ? 'no-contact-point'
                : working.length === 0
                  ? 'contact-point-failed'
                  : wanted.length === 0
                    ? 'consent-withdrawn'
                    : 'consent-missing';
            expect(refused.get(channel)).toBe(usable ? undefined : missing);
            if ('plan' in answer && answer.plan.channel === channel)
              expect(answer.plan.contactPointId).toBe(usable?.id);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
