import { addDays, localDate, type LocalDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { LegalStepClosed, LimitationEvent } from './events.js';
import { norwegianLimitation, type NorwegianLimitationQuestion } from './norway.js';
import { swedishLimitation, type SwedishLimitationQuestion } from './sweden.js';
import { limitationWarning } from './warning.js';

const d = localDate;
const acknowledged = (on: string): LimitationEvent => ({ kind: 'acknowledged', on: d(on) });
const opened = (on: string): LimitationEvent => ({
  kind: 'legal-step-opened',
  on: d(on),
  step: 'conciliation',
});
const closed = (on: string, outcome: LegalStepClosed['outcome'], debtorInformed = true): LimitationEvent => ({
  kind: 'legal-step-closed',
  on: d(on),
  outcome,
  debtorInformed,
});

const norway = (events: LimitationEvent[] = [], more: Partial<NorwegianLimitationQuestion> = {}) =>
  norwegianLimitation(
    { demandableOn: d('2023-03-02'), basis: 'ordinary', events, asOf: d('2026-01-15'), ...more },
    DEFAULT_LAW_SETTINGS.NO.limitation,
  );

const sweden = (events: LimitationEvent[] = [], more: Partial<SwedishLimitationQuestion> = {}) =>
  swedishLimitation(
    {
      arisenOn: d('2023-03-02'),
      consumerClaim: true,
      events,
      asOf: d('2026-01-15'),
      ...more,
    },
    DEFAULT_LAW_SETTINGS.SE.limitation,
  );

describe('Norway', () => {
  it('an ordinary claim lapses three years after it could first be demanded', () => {
    expect(norway()).toMatchObject({
      state: 'running',
      years: 3,
      lastDayOn: '2026-03-02',
      lapsesOn: '2026-03-03',
      warnOn: '2025-09-04',
      source: 'foreldelsesloven §§ 2, 3',
    });
  });

  it.each([
    // Day 29 is the last of a February without one; a Saturday and Easter run on to the next working day.
    ['2024-02-29', '2027-03-01'],
    ['2023-02-28', '2026-03-02'],
    ['2023-04-02', '2026-04-07'],
  ])('from %s the last day is %s', (demandableOn, lastDayOn) => {
    expect(norway([], { demandableOn: d(demandableOn) }).lastDayOn).toBe(lastDayOn);
  });

  it.each(['debt-instrument', 'money-loan'] as const)('a %s lapses after ten', (basis) => {
    expect(norway([], { basis }).lastDayOn).toBe('2033-03-02');
  });

  it.each<[string, LimitationEvent[], string]>([
    [
      'a letter, received or not',
      [{ kind: 'letter', on: d('2025-01-15'), receivedOn: d('2025-01-17') }],
      '2026-03-02',
    ],
    ['a call', [{ kind: 'call', on: d('2025-01-15') }], '2026-03-02'],
    ['a part payment alone', [{ kind: 'principal-part-paid', on: d('2025-01-15') }], '2026-03-02'],
  ])('%s does not interrupt', (_name, events, lastDayOn) => {
    const found = norway(events);
    expect(found.lastDayOn).toBe(lastDayOn);
    expect(found.steps[0]!.effect).toBe('none');
  });

  it.each<[string, LimitationEvent[], string, string]>([
    ['acknowledgement', [acknowledged('2025-01-15')], '2028-01-17', '§§ 14, 20'],
    ['interest paid', [{ kind: 'interest-paid', on: d('2025-01-15') }], '2028-01-17', '§§ 14, 20'],
    [
      'two acknowledgements, the later counts',
      [acknowledged('2025-06-16'), acknowledged('2024-01-15')],
      '2028-06-16',
      '§§ 14, 20',
    ],
    [
      'judgment: ten years',
      [opened('2024-01-15'), closed('2025-01-15', 'established')],
      '2035-01-15',
      '§ 21',
    ],
    [
      'a decision that does not bind: three',
      [opened('2024-01-15'), closed('2025-01-15', 'decided-not-established')],
      '2028-01-17',
      '§ 21',
    ],
    [
      'dismissed: the old period, or a year',
      [opened('2024-01-15'), closed('2025-01-15', 'without-decision')],
      '2026-03-02',
      '§ 22',
    ],
    [
      'dismissed late: a year from then',
      [opened('2024-01-15'), closed('2026-01-12', 'without-decision')],
      '2027-01-12',
      '§ 22',
    ],
    [
      'an agreed extension',
      [{ kind: 'extension-agreed', on: d('2025-01-15'), until: d('2027-06-01') }],
      '2027-06-01',
      '§ 28',
    ],
    [
      'an agreed extension, three years at most',
      [{ kind: 'extension-agreed', on: d('2025-01-15'), until: d('2040-01-01') }],
      '2028-01-17',
      '§ 28',
    ],
    ['knowledge that came late', [{ kind: 'creditor-informed', on: d('2025-12-01') }], '2026-12-01', '§ 10'],
  ])('%s', (_name, events, lastDayOn, source) => {
    const found = norway(events);
    expect(found.lastDayOn).toBe(lastDayOn);
    expect(found.steps.at(-1)!.source).toContain(source);
  });

  it('an extension never reaches more than ten years past the first end', () => {
    const events: LimitationEvent[] = [];
    for (let year = 2025; year < 2040; year += 2) {
      events.push({ kind: 'extension-agreed', on: d(`${year}-06-01`), until: d(`${year + 3}-01-15`) });
    }
    expect(norway(events, { asOf: d('2040-01-01') }).lastDayOn).toBe('2036-03-03');
  });

  it('nothing lapses while a legal step is open', () => {
    const found = norway([opened('2024-01-15')], { asOf: d('2030-01-01') });
    expect(found.state).toBe('suspended');
    expect(found.lapsesOn).toBeUndefined();
    expect(limitationWarning(found, d('2030-01-01'))).toBe('none');
  });

  it('an acknowledgement while a step is open counts when the step ends without a decision', () => {
    const events = [
      opened('2024-01-15'),
      acknowledged('2025-06-16'),
      closed('2026-01-12', 'without-decision'),
    ];
    expect(norway(events).lastDayOn).toBe('2028-06-16');
  });

  it('while wages are attached nothing lapses, as long as it is confirmed every ten years', () => {
    const attached: LimitationEvent = {
      kind: 'legal-step-opened',
      on: d('2024-01-15'),
      step: 'wage-attachment',
    };
    const confirmed: LimitationEvent = { kind: 'attachment-confirmed', on: d('2030-01-15') };
    expect(norway([attached], { asOf: d('2031-01-01') })).toMatchObject({
      state: 'running',
      lastDayOn: '2034-01-16',
    });
    expect(norway([attached, confirmed], { asOf: d('2031-01-01') }).lastDayOn).toBe('2040-01-16');
    const ended = [attached, confirmed, closed('2031-01-15', 'without-decision')];
    expect(norway(ended, { asOf: d('2031-02-01') }).lastDayOn).toBe('2032-01-15');
    expect(norway([confirmed], { asOf: d('2031-02-01') }).state).toBe('lapsed');
  });

  it('what comes after the last day is too late', () => {
    const found = norway([acknowledged('2026-03-03')], { asOf: d('2026-06-01') });
    expect(found).toMatchObject({ state: 'lapsed', lapsesOn: '2026-03-03' });
    expect(found.steps[0]!.effect).toBe('too-late');
  });

  it('a part payment interrupts, if the setting says that it acknowledges the rest', () => {
    const settings = { ...DEFAULT_LAW_SETTINGS.NO.limitation, partPaymentInterrupts: true };
    const events = [{ kind: 'principal-part-paid' as const, on: d('2025-01-15') }];
    const asked = {
      demandableOn: d('2023-03-02'),
      basis: 'ordinary' as const,
      events,
      asOf: d('2026-01-15'),
    };
    expect(norwegianLimitation(asked, settings).lastDayOn).toBe('2028-01-17');
    // Acknowledged before it was due: counted from the due day.
    const early = { ...asked, events: [{ kind: 'principal-part-paid' as const, on: d('2023-01-16') }] };
    expect(norwegianLimitation(early, settings).lastDayOn).toBe('2026-03-02');
  });

  it('events after the day asked about are not known yet', () => {
    expect(norway([acknowledged('2026-01-16')]).steps).toEqual([]);
  });
});

describe('Sweden', () => {
  it('a consumer’s debt lapses three years after it came into being, others after ten', () => {
    expect(sweden()).toMatchObject({ years: 3, lastDayOn: '2026-03-02', lapsesOn: '2026-03-03' });
    expect(sweden([], { negotiableInstrument: true }).lastDayOn).toBe('2033-03-02');
    expect(sweden([], { consumerClaim: false }).lastDayOn).toBe('2033-03-02');
    expect(sweden().source).toBe('preskriptionslagen 2 §, second paragraph');
    expect(sweden([], { consumerClaim: false }).source).toBe('preskriptionslagen 2 §, first paragraph');
  });

  it.each<[string, LimitationEvent[], string]>([
    [
      'a letter counts from the day it is proved received',
      [{ kind: 'letter', on: d('2025-01-15'), receivedOn: d('2025-01-17') }],
      '2028-01-17',
    ],
    ['a letter without proof', [{ kind: 'letter', on: d('2025-01-15') }], '2026-03-02'],
    ['a call', [{ kind: 'call', on: d('2025-01-15') }], '2026-03-02'],
    ['a part payment', [{ kind: 'principal-part-paid', on: d('2025-01-15') }], '2028-01-15'],
    ['acknowledgement', [acknowledged('2025-01-15')], '2028-01-15'],
    [
      'an agreement to extend is void',
      [{ kind: 'extension-agreed', on: d('2025-01-15'), until: d('2027-06-01') }],
      '2026-03-02',
    ],
    [
      'proceedings: the same period again from their end',
      [opened('2024-01-15'), closed('2025-01-15', 'established')],
      '2028-01-15',
    ],
    [
      'proceedings the debtor never heard of',
      [opened('2024-01-15'), closed('2025-01-15', 'without-decision', false)],
      '2026-03-02',
    ],
    [
      'the same, but late: a year',
      [opened('2024-01-15'), closed('2026-01-12', 'without-decision', false)],
      '2027-01-12',
    ],
  ])('%s', (_name, events, lastDayOn) => {
    expect(sweden(events).lastDayOn).toBe(lastDayOn);
  });
});

describe('Sweden, from day to day', () => {
  it('a letter on its way has not interrupted anything yet', () => {
    const letter: LimitationEvent = { kind: 'letter', on: d('2026-01-10'), receivedOn: d('2026-01-20') };
    expect(sweden([letter]).steps).toEqual([]);
    expect(sweden([letter], { asOf: d('2026-01-20') }).lastDayOn).toBe('2029-01-20');
  });

  it('after proceedings life goes on', () => {
    const events = [opened('2024-01-15'), closed('2024-06-14', 'established'), acknowledged('2025-06-13')];
    expect(sweden(events).lastDayOn).toBe('2028-06-13');
    expect(sweden([...events, closed('2025-12-01', 'established')]).steps.at(-1)!.effect).toBe('none');
  });

  it('an acknowledgement while proceedings are open counts when they come to nothing', () => {
    const events = [
      opened('2024-01-15'),
      acknowledged('2025-06-13'),
      closed('2025-12-01', 'without-decision', false),
    ];
    expect(sweden(events).lastDayOn).toBe('2028-06-13');
  });
});

describe('the warning', () => {
  const found = norway();

  it.each<[string, LocalDate | 'unknown' | undefined, string]>([
    ['2025-09-03', undefined, 'none'],
    ['2025-09-04', undefined, 'soon'],
    ['2026-03-02', undefined, 'soon'],
    ['2026-03-03', undefined, 'lapsed'],
    ['2025-06-01', d('2025-08-31'), 'none'],
    ['2025-06-01', d('2025-09-03'), 'none'],
    ['2025-06-01', d('2025-09-04'), 'during-pause'],
    ['2025-06-01', 'unknown', 'none'],
    ['2025-10-01', 'unknown', 'during-pause'],
  ])('on %s, paused until %s, is %s', (asOf, pausedUntil, warning) => {
    expect(limitationWarning(found, d(asOf), pausedUntil)).toBe(warning);
  });
});

it('in whatever order events are told, the answer is the same, and an event never makes a claim lapse earlier', () => {
  const anyDay = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(d('2023-03-02'), days));
  const anyEvent: fc.Arbitrary<LimitationEvent> = fc.oneof(
    anyDay.map((on) => ({ kind: 'acknowledged' as const, on })),
    anyDay.map((on) => ({ kind: 'interest-paid' as const, on })),
    anyDay.map((on) => ({ kind: 'letter' as const, on, receivedOn: on })),
    anyDay.map((on) => ({ kind: 'creditor-informed' as const, on })),
    anyDay.map((on) => ({ kind: 'extension-agreed' as const, on, until: addDays(on, 500) })),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(anyEvent, { maxLength: 6, selector: ({ on }) => on }),
      anyDay,
      (events, asOf) => {
        const reversed = [...events].reverse();
        for (const country of [norway, sweden]) {
          const found = country(events, { asOf });
          expect(country(reversed, { asOf })).toEqual(found);
          expect(found.lastDayOn! >= country([], { asOf }).lastDayOn!).toBe(true);
        }
      },
    ),
  );
});
