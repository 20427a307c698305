import { addDays, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import { norwegianLetterFee } from './no-letter-fee.js';
import { currentRound, type NorwegianLetter, type NorwegianLetterKind } from './no-letters.js';

const NO = DEFAULT_LAW_SETTINGS.NO;

const letter = (
  kind: NorwegianLetterKind,
  sentOn: string,
  deadlineOn?: string,
  feeMinor = 3800n,
): NorwegianLetter => ({
  kind,
  sentOn: localDate(sentOn),
  ...(deadlineOn === undefined ? {} : { deadlineOn: localDate(deadlineOn) }),
  meetsStatute: true,
  feeMinor,
});

const ask = (
  dueOn: string,
  asked: NorwegianLetter,
  earlier: NorwegianLetter[] = [],
  paymentOrderedOn?: string,
) =>
  norwegianLetterFee(
    {
      regime: 'NO-1988',
      dueOn: localDate(dueOn),
      letter: asked,
      earlier,
      ...(paymentOrderedOn === undefined ? {} : { paymentOrderedOn: localDate(paymentOrderedOn) }),
    },
    NO,
  );

const REMINDER = letter('reminder', '2026-03-16', '2026-03-30');
const NOTICE = letter('collection-notice', '2026-03-31', '2026-04-14');

describe('the amount', () => {
  it.each<[string, NorwegianLetterKind, string, string, bigint]>([
    ['2026: 37.50 is rounded to the krone', 'reminder', '2026-03-02', '2026-03-16', 38_00n],
    ['2026: a notice costs the same', 'collection-notice', '2026-03-02', '2026-03-16', 38_00n],
    ['2025: 35.00, with the sats of that year', 'reminder', '2025-11-03', '2025-12-31', 35_00n],
    [
      'due in 2025, sent in 2026: the sending chooses the sats',
      'reminder',
      '2025-12-01',
      '2026-01-02',
      38_00n,
    ],
    ['due before October 2020: a tenth', 'reminder', '2020-09-30', '2020-10-20', 70_00n],
    ['due in October 2020: a twentieth', 'reminder', '2020-10-01', '2020-10-20', 35_00n],
    [
      'due before October 2020 and sent in 2026: a tenth of the new sats',
      'reminder',
      '2020-09-30',
      '2026-02-02',
      75_00n,
    ],
  ])('%s', (_name, kind, dueOn, sentOn, minor) => {
    const answer = ask(dueOn, letter(kind, sentOn));
    expect(answer).toMatchObject({ minor, rule: 'allowed', inputs: { dueOn, sentOn } });
    expect(answer.sources.length).toBe(3);
  });

  it.each([
    ['2026-03-02', '2026-03-31', 113_00n],
    ['2020-09-01', '2020-10-31', 210_00n],
    ['2020-10-01', '2020-12-01', 105_00n],
  ])('of a demand for a claim due %s, sent %s, is %d øre', (dueOn, sentOn, minor) => {
    const on = localDate(sentOn);
    const earlier = letter('reminder', addDays(on, -15), addDays(on, -1));
    expect(ask(dueOn, letter('own-demand', sentOn), [earlier]).minor).toBe(minor);
  });
});

describe('the conditions', () => {
  it('a letter within 14 days of the due day is free, and the answer says from when it is not', () => {
    expect(ask('2026-03-02', letter('reminder', '2026-03-15'))).toMatchObject({
      minor: 0n,
      rule: 'too-early',
      changesOn: '2026-03-16',
    });
  });

  it('a letter that does not say what it must is free', () => {
    expect(ask('2026-03-02', { ...REMINDER, meetsStatute: false }).rule).toBe('lacks-content');
  });

  it.each<[string, NorwegianLetter, NorwegianLetter[], string]>([
    ['a second reminder after the first deadline', letter('reminder', '2026-03-31'), [REMINDER], 'allowed'],
    [
      'a second reminder on the last day of it',
      letter('reminder', '2026-03-30'),
      [REMINDER],
      'first-deadline-not-missed',
    ],
    [
      'a second reminder when the first gave 13 days',
      letter('reminder', '2026-04-20'),
      [letter('reminder', '2026-03-16', '2026-03-29')],
      'first-deadline-not-missed',
    ],
    [
      'a second reminder when the first gave none',
      letter('reminder', '2026-04-20'),
      [letter('reminder', '2026-03-16')],
      'first-deadline-not-missed',
    ],
    ['a notice after a reminder', NOTICE, [REMINDER], 'allowed'],
    ['a reminder after a notice', letter('reminder', '2026-04-20'), [NOTICE], 'letters-used-up'],
    [
      'a notice after two reminders',
      letter('collection-notice', '2026-05-20'),
      [REMINDER, letter('reminder', '2026-03-31', '2026-04-14')],
      'letters-used-up',
    ],
    [
      'a third reminder',
      letter('reminder', '2026-05-20'),
      [REMINDER, letter('reminder', '2026-03-31', '2026-04-14')],
      'letters-used-up',
    ],
    ['a demand after reminder and notice', letter('own-demand', '2026-04-15'), [REMINDER, NOTICE], 'allowed'],
    [
      'a demand before any deadline was missed',
      letter('own-demand', '2026-03-30'),
      [REMINDER],
      'no-deadline-missed',
    ],
    [
      'a second demand',
      letter('own-demand', '2026-06-15'),
      [REMINDER, letter('own-demand', '2026-04-15', '2026-04-29')],
      'letters-used-up',
    ],
    [
      'a reminder after a demand',
      letter('reminder', '2026-06-15'),
      [REMINDER, letter('own-demand', '2026-04-15', '2026-04-29')],
      'letters-used-up',
    ],
    [
      'free letters before it take no room',
      letter('reminder', '2026-03-16'),
      [letter('reminder', '2026-03-04', undefined, 0n), letter('reminder', '2026-03-10', undefined, 0n)],
      'allowed',
    ],
  ])('%s: %#', (_name, asked, earlier, rule) => {
    expect(ask('2026-03-02', asked, earlier).rule).toBe(rule);
  });

  it('an order given to the bank in time means that no deadline was missed', () => {
    expect(ask('2026-03-02', letter('own-demand', '2026-04-15'), [REMINDER], '2026-03-30').rule).toBe(
      'no-deadline-missed',
    );
    expect(ask('2026-03-02', letter('own-demand', '2026-04-15'), [REMINDER], '2026-03-31').rule).toBe(
      'allowed',
    );
  });

  it('a free reminder with a full deadline may be the first one, if the setting says so', () => {
    const free = letter('reminder', '2026-03-04', '2026-03-18', 0n);
    const second = letter('reminder', '2026-03-19');
    const third = {
      regime: 'NO-1988' as const,
      dueOn: localDate('2026-03-02'),
      letter: letter('reminder', '2026-04-20'),
      earlier: [free, second],
    };
    expect(norwegianLetterFee(third, NO).rule).toBe('allowed');
    const strict = { ...NO, fees: { ...NO.fees, freeReminderCountsAsFirst: false } };
    expect(norwegianLetterFee(third, strict).rule).toBe('first-deadline-not-missed');
  });

  it('fees start again when more than six months have passed since the last that cost something', () => {
    const used = [REMINDER, letter('reminder', '2026-03-31', '2026-04-14')];
    expect(ask('2026-03-02', letter('reminder', '2026-09-30'), used).rule).toBe('letters-used-up');
    expect(ask('2026-03-02', letter('reminder', '2026-10-01'), used).rule).toBe('allowed');
    expect(currentRound([...used, letter('reminder', '2026-10-01')], localDate('2026-10-20'))).toHaveLength(
      1,
    );
  });

  it('a free letter does not put the six months off', () => {
    const used = [
      REMINDER,
      letter('reminder', '2026-03-31', '2026-04-14'),
      letter('reminder', '2026-09-15', undefined, 0n),
    ];
    expect(ask('2026-03-02', letter('reminder', '2026-10-01'), used).rule).toBe('allowed');
  });

  it('a letter of the due day was sent too early to open the creditor’s demand', () => {
    const early = letter('reminder', '2026-03-02', '2026-03-16', 0n);
    expect(ask('2026-03-02', letter('own-demand', '2026-04-15'), [early]).rule).toBe('no-deadline-missed');
    const next = letter('reminder', '2026-03-03', '2026-03-17', 0n);
    expect(ask('2026-03-02', letter('own-demand', '2026-04-15'), [next]).rule).toBe('allowed');
  });

  it('the new act’s fees are not known: nothing is charged', () => {
    const question = {
      regime: 'NO-2026' as const,
      dueOn: localDate('2026-03-02'),
      letter: REMINDER,
      earlier: [],
    };
    expect(norwegianLetterFee(question, NO)).toMatchObject({ minor: 0n, rule: 'fees-not-published' });
  });
});

describe('whatever is sent in whatever order', () => {
  it('one round costs at most a quarter of the inkassosats and a krone a letter', () => {
    const anyLetters = fc.array(
      fc.record({
        kind: fc.constantFrom<NorwegianLetterKind>('reminder', 'collection-notice', 'own-demand'),
        day: fc.integer({ min: 0, max: 180 }),
        term: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(anyLetters, (drawn) => {
        const dueOn = localDate('2026-01-05');
        const charged: NorwegianLetter[] = [];
        for (const { kind, day, term } of drawn.sort((a, b) => a.day - b.day)) {
          const sentOn = addDays(dueOn, day);
          const asked = {
            kind,
            sentOn,
            meetsStatute: true,
            ...(term === undefined ? {} : { deadlineOn: addDays(sentOn, term) }),
          };
          const { minor } = norwegianLetterFee(
            { regime: 'NO-1988', dueOn, letter: asked, earlier: charged },
            NO,
          );
          charged.push({ ...asked, feeMinor: minor });
        }
        const sum = charged.reduce((total, { feeMinor }) => total + feeMinor, 0n);
        expect(sum <= 38_00n + 38_00n + 113_00n).toBe(true);
        expect(charged.filter(({ feeMinor }) => feeMinor > 0n).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
