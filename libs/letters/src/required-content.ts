import { type LetterKind, type Regime, STEP_KINDS } from '@app/collection';
import { LetterFieldMissingError, LetterFieldNotShownError, NoSuchLetterError } from './letter-errors.js';
import type { LetterData } from './letter-data.js';
import { LETTER_FIELDS, type LetterField } from './letter-fields.js';
import type { Speaker } from './speaker.js';

export interface RequiredField {
  readonly field: LetterField;
  /** Statute and paragraph, or `the house` for what no law asks but a decent letter has. */
  readonly source: string;
}

const HOUSE = 'the house';
const INKL = (paragraph: string): string => `inkassoloven 1988 § ${paragraph}`;
const INKF = (paragraph: string): string => `inkassoforskriften § ${paragraph}`;
const NYINKL = (paragraph: string): string => `inkassoloven 2026 § ${paragraph}`;
const IL = (paragraph: string): string => `inkassolagen ${paragraph} §`;

const by = (source: string, ...fields: readonly LetterField[]): readonly RequiredField[] =>
  fields.map((field) => ({ field, source }));

/** In every letter: who writes, about which case, and when a person answers (NO 2026: inkassoloven § 15). */
const EVERY: Readonly<Record<Regime, readonly RequiredField[]>> = {
  'NO-1988': by(
    HOUSE,
    'letter-name',
    'debtor-name',
    'creditor-name',
    'collector-name',
    'case-reference',
    'collector-telephone',
    'telephone-hours',
  ),
  'NO-2026': [
    ...by(NYINKL('20'), 'letter-name', 'creditor-name'),
    ...by(HOUSE, 'debtor-name', 'collector-name', 'case-reference'),
    ...by(NYINKL('15'), 'collector-telephone', 'telephone-hours'),
  ],
  'SE-1974': by(
    HOUSE,
    'letter-name',
    'debtor-name',
    'creditor-name',
    'collector-name',
    'case-reference',
    'collector-telephone',
    'telephone-hours',
  ),
};

const PAYABLE: readonly LetterField[] = ['amount-to-pay', 'payment-account', 'payment-reference'];
const HUMANE: readonly RequiredField[] = by(HOUSE, 'talk-to-us', 'where-help-is');

const NO_2026_NOTICE = (paragraph: string): readonly RequiredField[] =>
  by(
    NYINKL(paragraph),
    'amount-to-pay',
    'deadline',
    'original-creditor',
    'what-it-concerns',
    'invoice-number',
    'invoice-date',
    'amounts-separately',
    'further-costs',
    'talk-to-us',
    'where-help-is',
    'how-to-object',
    'complaints-board',
  );

/** Steps of the process, by regime; a step that is not listed has no letter there. */
const STEPS: Readonly<Record<Regime, Readonly<Partial<Record<LetterKind, readonly RequiredField[]>>>>> = {
  'NO-1988': {
    reminder: [
      ...by(INKF('1-2'), 'amount-to-pay', 'what-it-concerns', 'amounts-separately'),
      ...by(HOUSE, 'invoice-number', 'deadline', 'payment-account', 'payment-reference'),
      ...HUMANE,
    ],
    'collection-notice': [
      ...by(INKL('9'), 'collection-follows', 'deadline'),
      ...by(
        HOUSE,
        'original-creditor',
        'what-it-concerns',
        'invoice-number',
        'amounts-separately',
        ...PAYABLE,
        'how-to-object',
      ),
      ...HUMANE,
    ],
    demand: [
      ...by(INKL('10 a'), 'creditor-name'),
      ...by(INKL('10 b'), 'what-it-concerns'),
      ...by(INKL('10 c'), 'amounts-separately', 'amount-to-pay'),
      ...by(INKL('10 d'), 'interest-calculation'),
      ...by(INKL('10 e'), 'legal-consequence'),
      ...by(INKL('10 f'), 'complaints-board'),
      ...by(INKL('10'), 'deadline', 'how-to-object'),
      ...by(HOUSE, 'original-creditor', 'invoice-number', 'due-date', 'payment-account', 'payment-reference'),
      ...HUMANE,
    ],
    'legal-notice': [
      ...by(INKL('11'), 'legal-action', 'deadline'),
      ...by('tvisteloven § 5-2', 'what-it-concerns', 'amounts-separately', 'amount-to-pay'),
      ...by(INKL('10 d'), 'interest-calculation'),
      ...by(HOUSE, 'how-to-object', 'payment-account', 'payment-reference'),
      ...HUMANE,
    ],
    'legal-hand-off': [
      ...by(
        'tvisteloven § 6-3',
        'authority',
        'ground-of-claim',
        'what-it-concerns',
        'amounts-separately',
        'interest-calculation',
        'letters-before',
      ),
      ...by(HOUSE, 'invoice-number', 'due-date'),
    ],
  },
  'NO-2026': {
    reminder: [
      ...by(
        HOUSE,
        'amount-to-pay',
        'what-it-concerns',
        'amounts-separately',
        'invoice-number',
        'deadline',
        'payment-account',
        'payment-reference',
      ),
      ...HUMANE,
    ],
    'collection-notice': [
      ...NO_2026_NOTICE('20'),
      ...by(NYINKL('20'), 'collection-follows'),
      ...by(HOUSE, 'payment-account', 'payment-reference'),
    ],
    demand: [
      ...NO_2026_NOTICE('21'),
      ...by(NYINKL('21'), 'interest-calculation', 'legal-consequence'),
      ...by(HOUSE, 'due-date', 'payment-account', 'payment-reference'),
    ],
    'legal-notice': [
      ...by('tvisteloven § 5-2', 'what-it-concerns', 'amounts-separately', 'amount-to-pay'),
      ...by(
        HOUSE,
        'legal-action',
        'deadline',
        'interest-calculation',
        'how-to-object',
        'payment-account',
        'payment-reference',
      ),
      ...HUMANE,
    ],
    'legal-hand-off': [
      ...by(
        'tvisteloven § 6-3',
        'authority',
        'ground-of-claim',
        'what-it-concerns',
        'amounts-separately',
        'interest-calculation',
        'letters-before',
      ),
      ...by(HOUSE, 'invoice-number', 'due-date'),
    ],
  },
  'SE-1974': {
    reminder: [
      ...by('lag (1981:739) 2 §', 'amount-to-pay', 'amounts-separately'),
      ...by(HOUSE, 'what-it-concerns', 'invoice-number', 'deadline', 'payment-account', 'payment-reference'),
      ...HUMANE,
    ],
    demand: [
      ...by(
        IL('5'),
        'creditor-name',
        'what-it-concerns',
        'original-creditor',
        'transferred',
        'payment-account',
        'payment-reference',
        'amounts-separately',
        'interest-calculation',
        'deadline',
        'how-to-object',
      ),
      ...by(HOUSE, 'amount-to-pay', 'invoice-number', 'invoice-date', 'due-date', 'legal-consequence'),
      ...HUMANE,
    ],
    'legal-notice': [
      ...by(IL('6'), 'legal-action', 'deadline', 'how-to-object'),
      ...by(
        HOUSE,
        'what-it-concerns',
        'amounts-separately',
        'amount-to-pay',
        'interest-calculation',
        'payment-account',
        'payment-reference',
      ),
      ...HUMANE,
    ],
    'legal-hand-off': [
      ...by(
        'lag (1990:746) 11 §',
        'authority',
        'ground-of-claim',
        'what-it-concerns',
        'amounts-separately',
        'interest-calculation',
      ),
      ...by(HOUSE, 'letters-before', 'invoice-number', 'due-date'),
    ],
  },
};

/** The same everywhere, except who asks for it. */
const OTHERS = (regime: Regime): Readonly<Partial<Record<LetterKind, readonly RequiredField[]>>> => {
  const isNew = regime === 'NO-2026';
  const inWriting = isNew ? NYINKL('16') : HOUSE;
  const agreed = regime === 'SE-1974' ? 'lag (1981:739) 3 §' : inWriting;
  return {
    'friendly-reminder': [
      ...by(HOUSE, 'free-of-charge', 'what-it-concerns', 'invoice-number', ...PAYABLE, 'deadline'),
      ...HUMANE,
    ],
    'plan-agreement': [
      ...by(agreed, 'instalments', 'plan-interest'),
      ...by(
        HOUSE,
        'amounts-separately',
        'payment-account',
        'payment-reference',
        ...HUMANE.map(({ field }) => field),
      ),
    ],
    'instalment-reminder': [
      ...by(
        HOUSE,
        'instalment-amount',
        'instalment-due',
        'payment-account',
        'payment-reference',
        'talk-to-us',
      ),
    ],
    'instalment-late': [...by(HOUSE, 'instalment-amount', 'payment-account', 'payment-reference'), ...HUMANE],
    'deferral-confirmation': [
      ...by(inWriting, 'new-due-date', 'amount-to-pay'),
      ...by(HOUSE, 'payment-account', 'payment-reference'),
      ...HUMANE,
    ],
    'objection-received': by(isNew ? NYINKL('17') : HOUSE, 'objection-received', 'case-on-hold', 'answer-by'),
    'objection-answered': [
      ...by(isNew ? NYINKL('25') : HOUSE, 'objection-received', 'objection-outcome', 'objection-explanation'),
      ...by(isNew ? NYINKL('16') : HOUSE, 'complaints-board'),
    ],
    'payment-receipt': by(inWriting, 'payment-received', 'allocation'),
    'case-closed': by(HOUSE, 'nothing-owed'),
  };
};

/**
 * Everything that a letter of this kind must say, each with who asks for it; the first source named for a field counts.
 * @throws NoSuchLetterError when the regime knows no such letter
 */
export function requiredContent(kind: LetterKind, regime: Regime): readonly RequiredField[] {
  const own = OTHERS(regime)[kind] ?? STEPS[regime][kind];
  if (!own) {
    const steps = STEP_KINDS.filter((step) => OTHERS(regime)[step] ?? STEPS[regime][step]);
    throw new NoSuchLetterError(
      `There is no letter "${kind}" under ${regime}; its steps are ${steps.join(', ')}. Remedy: plan another step.`,
    );
  }
  const byField = new Map<LetterField, RequiredField>();
  for (const required of [...own, ...EVERY[regime]])
    if (!byField.has(required.field)) byField.set(required.field, required);
  return [...byField.values()];
}

/** @throws LetterFieldMissingError for the first required field that the data lack */
export function assertFieldsGiven(data: LetterData): void {
  for (const { field, source } of requiredContent(data.kind, data.regime))
    if (!LETTER_FIELDS[field].isGiven(data))
      throw new LetterFieldMissingError(field, source, data.kind, data.regime);
}

/**
 * @param text the whole letter as plain text, before it is wrapped
 * @throws LetterFieldNotShownError for the first required field whose value does not stand in the text
 */
export function assertFieldsShown(speaker: Speaker, text: string, template: string): void {
  const [first] = fieldsNotShown(speaker, text);
  if (first) throw new LetterFieldNotShownError(first.field, first.source, template);
}

/** The required fields whose values do not stand in the text. */
export function fieldsNotShown(speaker: Speaker, text: string): readonly RequiredField[] {
  const { kind, regime } = speaker.data;
  const spaced = evenSpaces(text);
  return requiredContent(kind, regime).filter(
    ({ field }) => !LETTER_FIELDS[field].shown(speaker).every((value) => stands(evenSpaces(value), spaced)),
  );
}

/** `100,00 kr` does not stand in `1 100,00 kr`, nor the invoice `12` in `123`. */
function stands(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + value.length, at + value.length + 1);
    const isPartOfNumber =
      (/^\d/.test(value) && /\d[ ,.]?$/.test(before)) || (/\d$/.test(value) && /^\d/.test(after));
    if (!isPartOfNumber) return true;
  }
  return false;
}

function evenSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
