import {
  type LetterKind,
  OTHER_LETTER_KINDS,
  type Regime,
  STEP_KINDS,
  type StepKind,
} from '../vocabulary.js';
import type { LetterField } from './letter-fields.js';

type StepContent = Readonly<Record<StepKind, readonly LetterField[]>>;
type OtherLetterKind = (typeof OTHER_LETTER_KINDS)[number];

/** On every letter, so that nobody has to ask who writes, about what, and how to reach a person. Our choice. */
const ALWAYS = ['creditor-name', 'sender', 'case-number', 'letter-kind'] as const satisfies LetterField[];
/** What makes a letter usable and kind: how to pay, and what to do who cannot. Our choice beyond the law. */
const HELP = ['payment-details', 'payment-difficulty', 'debt-advice'] as const satisfies LetterField[];
const INVOICE = [
  'claim-subject',
  'invoice-number',
  'invoice-date',
  'due-date',
] as const satisfies LetterField[];
const AMOUNTS = ['principal', 'interest', 'costs', 'total-due'] as const satisfies LetterField[];

const FRIENDLY: readonly LetterField[] = [...ALWAYS, 'claim-subject', 'invoice-number', 'total-due', ...HELP];
/** Inkassoforskriften § 1-2: a reminder with a fee states the amount and what it concerns. */
const REMINDER: readonly LetterField[] = [...ALWAYS, ...INVOICE, ...AMOUNTS, 'deadline', ...HELP];

const NO_1988: StepContent = {
  'friendly-reminder': FRIENDLY,
  reminder: REMINDER,
  // Inkassoloven § 9: in writing, that collection follows if it is not paid by a deadline of 14 days.
  'collection-notice': [
    ...ALWAYS,
    ...INVOICE,
    ...AMOUNTS,
    'deadline',
    'collection-follows',
    'how-to-object',
    ...HELP,
  ],
  // Inkassoloven § 10(2) a to f.
  demand: [
    ...ALWAYS,
    ...INVOICE,
    ...AMOUNTS,
    'interest-rate',
    'interest-from',
    'deadline',
    'further-costs-and-legal-action',
    'how-to-object',
    'complaints-board',
    ...HELP,
  ],
  // Inkassoloven §§ 10(4), 11; tvisteloven § 5-2: the claim and its ground.
  'legal-notice': [
    ...ALWAYS,
    ...INVOICE,
    ...AMOUNTS,
    'legal-ground',
    'legal-action-follows',
    'deadline',
    'how-to-object',
    'complaints-board',
    ...HELP,
  ],
  // Tvisteloven § 6-3: parties, claim, plea, ground; the demand is enclosed where costs are claimed.
  'legal-hand-off': [
    'parties',
    ...INVOICE,
    ...AMOUNTS,
    'interest-rate',
    'interest-from',
    'legal-ground',
    'plea',
    'enclosures',
  ],
};

/** LOV-2026-05-22-19 § 20(2) and § 15: telephone hours stand in the letters. */
const NO_2026_NOTICE: readonly LetterField[] = [
  ...ALWAYS,
  'original-creditor',
  ...INVOICE,
  ...AMOUNTS,
  'deadline',
  'collection-follows',
  'estimated-further-costs',
  'telephone-hours',
  'how-to-object',
  'how-to-complain',
  'complaints-board',
  ...HELP,
];

const NO_2026: StepContent = {
  'friendly-reminder': [...FRIENDLY, 'telephone-hours'],
  reminder: [...REMINDER, 'telephone-hours'],
  'collection-notice': NO_2026_NOTICE,
  // § 21: as the notice, besides the rate used after the due day and the day it runs from.
  demand: [
    ...NO_2026_NOTICE.filter((field) => field !== 'collection-follows'),
    'interest-rate',
    'interest-from',
    'further-costs-and-legal-action',
  ],
  'legal-notice': [...NO_1988['legal-notice'], 'original-creditor', 'telephone-hours', 'how-to-complain'],
  'legal-hand-off': [...NO_1988['legal-hand-off'], 'original-creditor'],
};

/** Sweden knows no notice before the demand. */
const SE_1974: Omit<StepContent, 'collection-notice'> = {
  'friendly-reminder': FRIENDLY,
  reminder: REMINDER,
  // Inkassolagen 5 §: creditor, ground, transfer, way to pay; capital, interest and costs apart; rate, time, base; time to pay or object.
  demand: [
    ...ALWAYS,
    'original-creditor',
    ...INVOICE,
    ...AMOUNTS,
    'interest-rate',
    'interest-period',
    'interest-base',
    'deadline',
    'further-costs-and-legal-action',
    'how-to-object',
    ...HELP,
  ],
  'legal-notice': [
    ...ALWAYS,
    ...INVOICE,
    ...AMOUNTS,
    'legal-ground',
    'legal-action-follows',
    'deadline',
    'how-to-object',
    ...HELP,
  ],
  // Lag 1990:746, 9 to 11 §§: parties, what is claimed, ground, due day, interest, costs.
  'legal-hand-off': [
    'parties',
    ...INVOICE,
    ...AMOUNTS,
    'interest-rate',
    'interest-from',
    'legal-ground',
    'plea',
  ],
};

const STEP_CONTENT: Readonly<Record<Regime, Partial<StepContent>>> = {
  'NO-1988': NO_1988,
  'NO-2026': NO_2026,
  'SE-1974': SE_1974,
};

/** The same in every regime: LOV-2026-05-22-19 §§ 16 to 18, 25 and 26 ask for it, and it is good practice before. */
const OTHER_CONTENT: Readonly<Record<OtherLetterKind, readonly LetterField[]>> = {
  // LOV-2026-05-22-19 § 16(4); lag 1981:739 3 § 2: written, the whole of the rest, each due day and amount.
  'plan-agreement': [
    ...ALWAYS,
    ...AMOUNTS,
    'instalment-dates',
    'instalment-amounts',
    'interest-terms',
    'payment-details',
    'if-late',
    'debt-advice',
  ],
  'instalment-reminder': [...ALWAYS, 'instalment-dates', 'instalment-amounts', 'payment-details', 'balance'],
  'instalment-late': [
    ...ALWAYS,
    'instalment-dates',
    'instalment-amounts',
    'payment-details',
    'if-late',
    'debt-advice',
  ],
  'deferral-confirmation': [...ALWAYS, 'total-due', 'new-due-date', 'payment-details', 'what-happens-next'],
  'objection-received': [...ALWAYS, 'objection-summary', 'what-happens-next'],
  'objection-answered': [...ALWAYS, 'objection-summary', 'outcome', 'what-happens-next'],
  'payment-receipt': [...ALWAYS, 'payment-received', 'payment-allocation', 'balance'],
  'case-closed': [...ALWAYS, 'outcome', 'balance'],
};

/** The regime knows no letter of the kind: nothing may be sent under that name. */
export class NoSuchLetterError extends Error {
  constructor(
    readonly regime: Regime,
    readonly kind: LetterKind,
  ) {
    super(
      `Under ${regime} there is no "${kind}": it is not sent. Choose one of ${letterKindsOf(regime).join(', ')}.`,
    );
    this.name = 'NoSuchLetterError';
  }
}

/** The kinds of letters that the regime knows: its steps in the order of the road, then the others. */
export function letterKindsOf(regime: Regime): readonly LetterKind[] {
  return [...STEP_KINDS.filter((kind) => STEP_CONTENT[regime][kind] !== undefined), ...OTHER_LETTER_KINDS];
}

/**
 * Every field that a letter of the kind must hold under the regime; each once.
 * @throws NoSuchLetterError
 */
export function requiredFields(regime: Regime, kind: LetterKind): readonly LetterField[] {
  const fields = isOther(kind) ? OTHER_CONTENT[kind] : STEP_CONTENT[regime][kind];
  if (!fields) throw new NoSuchLetterError(regime, kind);
  return fields;
}

/**
 * Which required fields are not among those given; a letter that lacks one is not sent.
 * @throws NoSuchLetterError
 */
export function missingFields(
  regime: Regime,
  kind: LetterKind,
  given: ReadonlySet<LetterField>,
): readonly LetterField[] {
  return requiredFields(regime, kind).filter((field) => !given.has(field));
}

function isOther(kind: LetterKind): kind is OtherLetterKind {
  return Object.hasOwn(OTHER_CONTENT, kind);
}
