import type { LetterField, LetterKind, Regime } from '@app/collection';

/** Who asks for a field where no statute does: a letter that is decent and of use. */
export const HOUSE = 'the house';

type Sources = Readonly<Partial<Record<LetterField, string>>>;
type ByKind = Readonly<Partial<Record<LetterKind, Sources>>>;

const NO_2026_WARNING = (paragraph: string): Sources =>
  from(
    `inkassoloven 2026 § ${paragraph}`,
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
  );

const NO_LEGAL: ByKind = {
  'legal-notice': {
    ...from(
      'tvisteloven § 5-2',
      'claim-subject',
      'legal-ground',
      'principal',
      'interest',
      'costs',
      'total-due',
    ),
    ...from('inkassoloven 1988 § 11', 'legal-action-follows', 'deadline'),
  },
  'legal-hand-off': from('tvisteloven § 6-3', 'parties', 'plea', 'legal-ground', 'enclosures'),
};

/** The paragraph that asks for a field in a letter, for the error that names it. */
const SOURCES: Readonly<Record<Regime, ByKind>> = {
  'NO-1988': {
    ...NO_LEGAL,
    reminder: from('inkassoforskriften § 1-2', 'total-due', 'claim-subject'),
    'collection-notice': from('inkassoloven 1988 § 9', 'collection-follows', 'deadline'),
    demand: {
      ...from('inkassoloven 1988 § 10 a', 'creditor-name'),
      ...from('inkassoloven 1988 § 10 b', 'claim-subject'),
      ...from('inkassoloven 1988 § 10 c', 'principal', 'interest', 'costs', 'total-due'),
      ...from('inkassoloven 1988 § 10 d', 'interest-rate', 'interest-from'),
      ...from('inkassoloven 1988 § 10 e', 'further-costs-and-legal-action'),
      ...from('inkassoloven 1988 § 10 f', 'complaints-board'),
      ...from('inkassoloven 1988 § 10', 'deadline', 'how-to-object'),
    },
  },
  'NO-2026': {
    ...NO_LEGAL,
    'collection-notice': NO_2026_WARNING('20'),
    demand: {
      ...NO_2026_WARNING('21'),
      ...from('inkassoloven 2026 § 21', 'interest-rate', 'interest-from'),
    },
    'plan-agreement': from('inkassoloven 2026 § 16', 'instalment-dates', 'instalment-amounts'),
    'deferral-confirmation': from('inkassoloven 2026 § 16', 'new-due-date', 'total-due'),
    'objection-received': from('inkassoloven 2026 § 17', 'what-happens-next'),
    'objection-answered': from('inkassoloven 2026 § 25', 'objection-summary', 'outcome'),
    'payment-receipt': from('inkassoloven 2026 § 16', 'payment-allocation', 'balance'),
  },
  'SE-1974': {
    demand: from(
      'inkassolagen 5 §',
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
      'how-to-object',
    ),
    'legal-notice': from('inkassolagen 6 §', 'legal-action-follows', 'deadline'),
    'legal-hand-off': from(
      'lag (1990:746) 11 §',
      'parties',
      'plea',
      'legal-ground',
      'due-date',
      'principal',
      'interest',
      'costs',
    ),
    'plan-agreement': from('lag (1981:739) 3 §', 'instalment-dates', 'instalment-amounts'),
  },
};

/** Statute and paragraph that ask for the field in such a letter, or the house. */
export function sourceOf(regime: Regime, kind: LetterKind, field: LetterField): string {
  if (field === 'telephone-hours' && regime === 'NO-2026') return 'inkassoloven 2026 § 15';
  return SOURCES[regime][kind]?.[field] ?? HOUSE;
}

function from(source: string, ...fields: readonly LetterField[]): Sources {
  return Object.fromEntries(fields.map((field) => [field, source]));
}
