import { describe, expect, it } from '@jest/globals';
import {
  type Language,
  LANGUAGES,
  type LetterField,
  type LetterKind,
  REGIMES,
  type Regime,
} from '@app/collection';
import { localDate, money } from '@app/domain';
import type { LetterData } from './letter-data.js';
import { FIELD_RULES } from './field-rules.js';
import { LetterFieldMissingError, LetterFieldNotShownError, NoSuchLetterError } from './letter-errors.js';
import { LETTER_KINDS } from './letter-kinds.js';
import { LetterRenderer } from './letter-renderer.js';
import { unwrappedText } from './plain-text.js';
import { fieldsNotShown, requiredContent } from './required-content.js';
import { SMS_SEGMENTS_MAX, smsSegments } from './sms.js';
import { Speaker } from './speaker.js';
import { longLetter, sampleLetter } from './testing/sample-letters.js';

const renderer = new LetterRenderer();

/** As transferred, so that also the fields of a transferred claim have something to show. */
function letter(kind: LetterKind, language: Language, regime: Regime): LetterData {
  return { ...sampleLetter(kind, language, regime), originalCreditor: { name: 'Gamle Granly AS' } };
}

function isKnown(kind: LetterKind, regime: Regime): boolean {
  return !(regime === 'SE-1974' && kind === 'collection-notice');
}

const CASES = LETTER_KINDS.flatMap((kind) =>
  REGIMES.filter((regime) => isKnown(kind, regime)).flatMap((regime) =>
    LANGUAGES.map((language) => [kind, language, regime] as const),
  ),
);

describe.each(CASES)('%s in %s under %s', (kind, language, regime) => {
  const data = letter(kind, language, regime);
  const speaker = new Speaker(data);
  const required = requiredContent(kind, regime);

  it('comes as PDF, e-mail and sms, with every required field', async () => {
    const document = renderer.document(data);
    const text = unwrappedText(document, speaker);
    expect(fieldsNotShown(speaker, text)).toEqual([]);
    const email = renderer.email(data);
    expect(fieldsNotShown(speaker, textOf(email.html))).toEqual([]);
    expect(fieldsNotShown(speaker, email.text)).toEqual([]);
    const pdf = await renderer.pdf(data);
    expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    if (kind === 'legal-hand-off') {
      expect(() => renderer.sms(data)).toThrow(NoSuchLetterError);
    } else {
      const sms = renderer.sms(data);
      expect(smsSegments(sms)).toBeLessThanOrEqual(SMS_SEGMENTS_MAX);
      expect(sms).toContain(data.collector.telephone);
      // Others may see the screen: no amount, no name.
      expect(sms).not.toContain(data.debtor.name);
      expect(sms).not.toMatch(/kr\b|NOK|SEK/);
    }
  });

  it('fails by name for every required field that the data lack', () => {
    for (const { field } of required) {
      const remove = REMOVE[field];
      if (!remove) continue;
      const attempt = (): unknown => renderer.document(remove(data));
      // One fact may carry several fields; the first of them is named.
      const first = required.find((other) => !FIELD_RULES[other.field].isGiven(remove(data)));
      expect(attempt).toThrow(LetterFieldMissingError);
      expect(attempt).toThrow(`lacks "${first?.field}", which ${first?.source} asks for`);
    }
  });

  it('fails by name for every required field that the text does not show', () => {
    const text = unwrappedText(renderer.document(data), speaker).replace(/\s+/g, ' ');
    for (const { field } of required) {
      const values = FIELD_RULES[field].shown(speaker);
      if (values.length === 0) continue;
      const bare = values.reduce((rest, value) => rest.replaceAll(value.replace(/\s+/g, ' '), '…'), text);
      expect(fieldsNotShown(speaker, bare).map((missing) => missing.field)).toContain(field);
    }
  });
});

/** Takes the field's fact out of the data; fields that are sentences of the wording have none. */
const REMOVE: Readonly<Partial<Record<LetterField, (data: LetterData) => LetterData>>> = {
  'creditor-name': (data) => ({ ...data, creditor: { name: ' ' } }),
  'original-creditor': (data) => ({ ...data, originalCreditor: { name: '' } }),
  sender: (data) => ({ ...data, collector: { ...data.collector, telephone: '' } }),
  'telephone-hours': (data) => ({
    ...data,
    collector: { ...data.collector, telephoneHours: { weekdays: ['08', ''] } },
  }),
  'case-number': (data) => ({ ...data, caseReference: '' }),
  'claim-subject': claimsWith({ concerns: '' }),
  'invoice-number': claimsWith({ invoiceNumber: '' }),
  principal: (data) => ({ ...data, claims: [] }),
  'interest-rate': (data) => ({ ...data, interest: [] }),
  'interest-from': (data) => ({ ...data, interest: [] }),
  'interest-period': (data) => ({ ...data, interest: [] }),
  'interest-base': (data) => ({ ...data, interest: [] }),
  deadline: without('deadlineOn'),
  'how-to-object': without('deadlineOn'),
  'collection-follows': without('deadlineOn'),
  'payment-details': without('payTo'),
  'estimated-further-costs': without('furtherCosts'),
  'debt-advice': without('help'),
  'legal-action-follows': without('legalAction'),
  'legal-ground': without('legalAction'),
  parties: without('legalAction'),
  plea: without('legalAction'),
  enclosures: without('legalAction'),
  'instalment-dates': (data) => without('plan')(without('instalment')(data)),
  'instalment-amounts': (data) => without('plan')(without('instalment')(data)),
  'interest-terms': without('plan'),
  'new-due-date': without('deferredUntilOn'),
  'objection-summary': without('objection'),
  outcome: (data) =>
    data.kind === 'case-closed' ? { ...data, total: money(1n, data.currency) } : without('objection')(data),
  'payment-received': without('receipt'),
  'payment-allocation': without('receipt'),
};

function claimsWith(change: Partial<LetterData['claims'][number]>): (data: LetterData) => LetterData {
  return (data) => ({ ...data, claims: data.claims.map((claim) => ({ ...claim, ...change })) });
}

function without(name: keyof LetterData): (data: LetterData) => LetterData {
  return (data) =>
    Object.fromEntries(Object.entries(data).filter(([key]) => key !== name)) as unknown as LetterData;
}

/** What a reader of the mail sees; a row's head and value stand beside each other. */
function textOf(html: string): string {
  return html
    .replace(/<th scope="row"[^>]*>/g, '\n')
    .replace(/<\/th><td[^>]*>/g, ': ')
    .replace(/<tr><td[^>]*>([^<]*)<\/td><td[^>]*>/g, '\n$1: ')
    .replace(/<[^>]+>/g, ' | ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('the letters', () => {
  it('name no letter that the law does not know', () => {
    expect(() => renderer.document(sampleLetter('collection-notice', 'sv', 'SE-1974'))).toThrow(
      /no letter "collection-notice" under SE-1974/,
    );
  });

  it('name the paragraph of the field that is missing', () => {
    const demand = sampleLetter('demand', 'nb', 'NO-1988');
    expect(() => renderer.document({ ...demand, interest: [] })).toThrow(
      'lacks "interest-rate", which inkassoloven 1988 § 10 d asks for. It is not sent.',
    );
    const notice = sampleLetter('collection-notice', 'nb', 'NO-2026');
    expect(() => renderer.document(without('furtherCosts')(notice))).toThrow('inkassoloven 2026 § 20');
  });

  it('are written to somebody', () => {
    const demand = sampleLetter('demand', 'nb', 'NO-1988');
    const toNobody = { ...demand, debtor: { ...demand.debtor, name: ' ' } };
    expect(() => renderer.document(toNobody)).toThrow('lacks "debtor-name"');
  });

  it('say so where interest is waived', () => {
    const demand = sampleLetter('demand', 'sv', 'SE-1974');
    const waived: LetterData = {
      ...demand,
      interest: [],
      noInterest: 'waived',
      total: money(demand.total.minor - (demand.interest[0]?.accrued.minor ?? 0n), 'SEK'),
    };
    expect(renderer.email(waived).text).toContain('Borgenären kräver ingen dröjsmålsränta');
  });

  it('refuse a demand whose parts do not make its sum', () => {
    const demand = sampleLetter('demand', 'nb', 'NO-1988');
    expect(() => renderer.document({ ...demand, total: money(1n, 'NOK') })).toThrow(
      /total should be 1316\.00 NOK but is 0\.01 NOK/,
    );
  });

  it.each(LANGUAGES)('take the far end of what occurs (%s)', async (language) => {
    const data = longLetter(language, 'NO-1988');
    expect((await renderer.pdf(data)).length).toBeGreaterThan(20_000);
    expect(
      renderer
        .email(data)
        .text.split('\n')
        .every((line) => line.length <= 76),
    ).toBe(true);
    expect(smsSegments(renderer.sms(data))).toBeLessThanOrEqual(SMS_SEGMENTS_MAX);
  });

  it('never take a value for markup, Liquid or HTML', () => {
    const data: LetterData = {
      ...sampleLetter('objection-received', 'en', 'NO-1988'),
      objection: {
        receivedOn: localDate('2026-11-20'),
        about: '# Paid\n\n[[summary]] {{ total }} <script>alert(1)</script> -- \\ & done',
        answerByOn: localDate('2026-12-04'),
      },
    };
    const { text, html } = renderer.email(data);
    expect(text.replace(/\s+/g, ' ')).toContain(
      '- # Paid [[summary]] {{ total }} <script>alert(1)</script> -- \\ & done',
    );
    expect(html).not.toContain('<script>');
    expect(renderer.document(data).blocks.some(({ kind }) => kind === 'summary')).toBe(false);
  });
});

describe("a collector's own template", () => {
  const OWN = `--- subject
Om {{ case }}
--- letter
{{ debtor }}: {{ title }} {{ creditor }}. {{ say.freeOfCharge }} {{ say.talkToUs }} {{ say.helpPlace }}
[[summary]]
[[claims]]
--- sms
Hei fra {{ collector }}, {{ telephone }}`;
  const data = sampleLetter('friendly-reminder', 'nb', 'NO-1988');
  const rendered = (template: string): unknown =>
    new LetterRenderer(new Map([['friendly-reminder.nb', template]])).email(data);

  it('replaces the built-in one', () => {
    expect(rendered(OWN)).toMatchObject({ subject: 'Om KH-2026-004711' });
  });

  it.each([
    ['[[summary]]', 'total-due'],
    ['[[claims]]', 'claim-subject'],
    [' {{ say.talkToUs }}', 'payment-difficulty'],
    [' {{ say.helpPlace }}', 'debt-advice'],
  ])('is refused without %s', (part, field) => {
    const attempt = (): unknown => rendered(OWN.replace(part, ''));
    expect(attempt).toThrow(LetterFieldNotShownError);
    expect(attempt).toThrow(`"friendly-reminder.nb" does not show "${field}"`);
  });

  it.each([
    ['{{ sum }}', /undefined variable: sum/],
    ['{% if %}', /cannot be used/],
    ['[[everything]]', /places \[\[everything\]\]; known are \[\[summary\]\]/],
  ])('is refused with %s', (part, reason) => {
    expect(() => rendered(OWN.replace('[[summary]]', part))).toThrow(reason);
  });

  it.each([
    ['Hei', /text before its first section/],
    ['--- subject\nx', /section "letter" is missing/],
    ['--- letter\nx\n--- letter\ny', /section "letter" twice/],
    ['--- footer\nx', /section "footer"/],
  ])('is refused as %j', (template, reason) => {
    expect(() => rendered(template)).toThrow(reason);
  });
});
