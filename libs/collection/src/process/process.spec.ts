import { describe, expect, it } from '@jest/globals';
import { localDate as day } from '@app/domain';
import { judgedBy, NOT_SET, REGIME_DATES, regimeOn, TRANSITIONS } from '../regimes/index.js';
import { REGIMES, STEP_KINDS } from '../vocabulary.js';
import { type NotCounting, type SentFacts, tooOldFrom, whyNotCounting } from './counting.js';
import { letterKindsOf, missingFields, NoSuchLetterError, requiredFields } from './letter-content.js';
import { letterDeadline } from './letter-deadline.js';
import { LETTER_FIELDS, type LetterField } from './letter-fields.js';
import { roadOf, stepRule } from './road.js';

const SWITCH = { 'NO-2026': day('2027-01-01') } as const;

describe('which regime governs', () => {
  it('is the act of 1988 in Norway as long as no day is set', () => {
    expect(REGIME_DATES['NO-2026']).toBe(NOT_SET);
    expect(regimeOn('NO', day('2035-01-01'))).toBe('NO-1988');
  });

  it.each([
    ['NO', '2026-12-31', 'NO-1988'],
    ['NO', '2027-01-01', 'NO-2026'],
    ['SE', '2027-01-01', 'SE-1974'],
  ] as const)('in %s on %s: %s', (country, on, regime) => {
    expect(regimeOn(country, day(on), SWITCH)).toBe(regime);
  });

  it('judges what was sent by the rules of its day, and says that this is an assumption', () => {
    expect(judgedBy('NO', day('2026-12-31'), day('2027-02-01'), SWITCH)).toBe('NO-1988');
    expect(judgedBy('NO', day('2027-01-01'), day('2027-02-01'), SWITCH)).toBe('NO-2026');
    expect(TRANSITIONS).toMatchObject([{ open: true, source: 'LOV-2026-05-22-19 § 55' }]);
    const anew = TRANSITIONS.map((one) => ({ ...one, earlierStepsCount: 'not-at-all' as const }));
    expect(judgedBy('NO', day('2026-12-31'), day('2027-02-01'), SWITCH, anew)).toBeUndefined();
  });
});

describe('whether a sent step counts', () => {
  const notice: SentFacts = {
    kind: 'collection-notice',
    sentBy: 'creditor',
    sentOn: day('2026-11-02'),
    channel: 'letter',
    deadlineOn: day('2026-11-16'),
    contentConfirmed: true,
    undelivered: false,
  };
  const later = { sentOn: day('2027-01-04'), deadlineOn: day('2027-01-18') };

  it.each<[string, Partial<SentFacts>, 'NO' | 'SE', NotCounting | undefined]>([
    ["the creditor's notice under the act of 1988", {}, 'NO', undefined],
    ["the creditor's notice under the new act", later, 'NO', 'only-a-collector-may-send-it'],
    ["the collector's notice under the new act", { ...later, sentBy: 'collector' }, 'NO', undefined],
    ['thirteen days', { deadlineOn: day('2026-11-15') }, 'NO', 'deadline-too-short'],
    ['no deadline at all', { deadlineOn: undefined as never }, 'NO', 'no-deadline'],
    ['a text message', { channel: 'sms' }, 'NO', 'channel-not-allowed'],
    ['mail', { channel: 'email' }, 'NO', undefined],
    ['a letter that came back', { undelivered: true }, 'NO', 'undelivered'],
    ['content that nobody has confirmed', { contentConfirmed: false }, 'NO', 'content-not-confirmed'],
    ["the creditor's own demand in Norway", { kind: 'demand' }, 'NO', 'only-a-collector-may-send-it'],
    [
      "the creditor's own demand in Sweden",
      { kind: 'demand', deadlineOn: day('2026-11-10') },
      'SE',
      undefined,
    ],
    ['seven days in Sweden', { kind: 'demand', deadlineOn: day('2026-11-09') }, 'SE', 'deadline-too-short'],
    ['a notice in Sweden', {}, 'SE', 'unknown-step'],
    [
      'a reminder by text message',
      { kind: 'reminder', channel: 'sms', contentConfirmed: false },
      'NO',
      undefined,
    ],
  ])('%s', (_what, change, country, because) => {
    expect(whyNotCounting({ ...notice, ...change }, country, day('2027-02-01'), SWITCH)).toBe(because);
  });

  it('ends for a demand after six months', () => {
    const rule = stepRule('NO-1988', 'demand');
    expect(rule && tooOldFrom(day('2026-08-31'), rule)).toBe('2027-03-01');
    expect(rule && tooOldFrom(day('2026-03-15'), rule)).toBe('2026-09-16');
  });
});

describe('the road', () => {
  it.each(REGIMES)('of %s is in the order of the steps, with a source for each', (regime) => {
    const kinds = roadOf(regime).map(({ kind }) => kind);
    expect(kinds).toEqual(STEP_KINDS.filter((kind) => kinds.includes(kind)));
    for (const rule of roadOf(regime)) {
      expect(rule.sources.length).toBeGreaterThan(0);
      if (rule.statutory)
        expect([rule.provable, rule.deadlineDaysMin > 0, rule.legalEffect]).toEqual([true, true, true]);
      if (rule.provable) expect(rule.channels).toEqual(['letter']);
    }
  });

  it.each([
    ['NO-1988', 'demand', 'letter', '2026-11-02', 10, '2026-11-16'],
    ['NO-1988', 'demand', 'letter', '2026-11-02', 20, '2026-11-23'],
    ['SE-1974', 'demand', 'letter', '2026-11-02', 0, '2026-11-13'],
    ['SE-1974', 'demand', 'email', '2026-11-02', 8, '2026-11-10'],
    ['SE-1974', 'demand', 'letter', '2026-12-22', 8, '2027-01-05'],
    ['NO-2026', 'friendly-reminder', 'sms', '2026-11-02', 10, '2026-11-12'],
  ] as const)(
    '%s: a %s by %s on %s for %i days ends on %s',
    (regime, kind, channel, sentOn, days, endsOn) => {
      expect(letterDeadline(regime, kind, channel, day(sentOn), days).endsOn).toBe(endsOn);
    },
  );
});

describe('what a letter must say', () => {
  it.each(REGIMES)('is listed without repetition under %s, and each field is one we know', (regime) => {
    for (const kind of letterKindsOf(regime)) {
      const fields = requiredFields(regime, kind);
      expect(new Set(fields).size).toBe(fields.length);
      expect(fields.every((field) => Object.hasOwn(LETTER_FIELDS, field))).toBe(true);
    }
  });

  it.each<[(typeof REGIMES)[number], 'collection-notice' | 'demand', LetterField[]]>([
    ['NO-1988', 'collection-notice', ['collection-follows', 'deadline']],
    // Inkassoloven § 10(2) a to f.
    [
      'NO-1988',
      'demand',
      [
        'creditor-name',
        'claim-subject',
        'principal',
        'interest',
        'costs',
        'interest-rate',
        'interest-from',
        'further-costs-and-legal-action',
        'complaints-board',
      ],
    ],
    // LOV-2026-05-22-19 § 20(2), (3), § 15(3).
    [
      'NO-2026',
      'collection-notice',
      [
        'letter-kind',
        'total-due',
        'deadline',
        'creditor-name',
        'original-creditor',
        'claim-subject',
        'invoice-number',
        'invoice-date',
        'principal',
        'interest',
        'costs',
        'collection-follows',
        'estimated-further-costs',
        'payment-difficulty',
        'how-to-object',
        'how-to-complain',
        'complaints-board',
        'telephone-hours',
      ],
    ],
    [
      'NO-2026',
      'demand',
      [
        'letter-kind',
        'total-due',
        'deadline',
        'original-creditor',
        'interest-rate',
        'interest-from',
        'estimated-further-costs',
        'how-to-complain',
        'telephone-hours',
      ],
    ],
    // Inkassolagen 5 §.
    [
      'SE-1974',
      'demand',
      [
        'creditor-name',
        'claim-subject',
        'original-creditor',
        'payment-details',
        'principal',
        'interest',
        'costs',
        'interest-rate',
        'interest-period',
        'interest-base',
        'deadline',
      ],
    ],
  ])('under %s in a %s is all that the statute names', (regime, kind, fields) => {
    expect(requiredFields(regime, kind)).toEqual(expect.arrayContaining(fields));
  });

  it('is named where it is missing', () => {
    const given = new Set(requiredFields('NO-1988', 'demand').filter((field) => field !== 'interest-from'));
    expect(missingFields('NO-1988', 'demand', given)).toEqual(['interest-from']);
  });

  it('is unknown for a notice in Sweden', () => {
    expect(() => requiredFields('SE-1974', 'collection-notice')).toThrow(NoSuchLetterError);
    expect(letterKindsOf('SE-1974')).not.toContain('collection-notice');
  });
});
