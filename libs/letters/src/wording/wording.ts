import type { Country } from '@app/domain';
import type { LetterKind } from '@app/collection';
import type { AdditionKind } from '../letter-data.js';

/** A label, or a sentence with `{name}` places; `NO` and `SE` where the countries differ. */
export type Wording = string | Readonly<Record<Country, string>>;

/** What every letter of a language is made of besides its template. */
export interface LanguageWording {
  readonly letterNames: Readonly<Record<LetterKind, Wording>>;
  readonly labels: Readonly<Record<Label, Wording>>;
  readonly additions: Readonly<Record<AdditionKind, Wording>>;
  readonly actions: Readonly<Record<'conciliation-board' | 'payment-order' | 'attachment', Wording>>;
  readonly outcomes: Readonly<Record<'upheld' | 'partly-upheld' | 'rejected', string>>;
  /** Sentences that the law or the house asks for; templates place them, and a check sees that they did. */
  readonly statements: Readonly<Record<Statement, Wording>>;
  readonly hours: { readonly weekdays: string; readonly saturday: string; readonly between: string };
}

export const LABELS = [
  'toPay',
  'toCreditor',
  'originalCreditor',
  'payBy',
  'bank-account',
  'bankgiro',
  'plusgiro',
  'reference',
  'payee',
  'amount',
  'date',
  'case',
  'handler',
  'telephone',
  'hours',
  'email',
  'website',
  'organisationNumber',
  'invoice',
  'invoiceDate',
  'dueDate',
  'concerns',
  'principal',
  'interest',
  'costs',
  'paid',
  'total',
  'instalment',
  'claimsTitle',
  'amountsTitle',
  'instalmentsTitle',
  'allocationTitle',
  'remaining',
  'slipTitle',
  'slipAbroad',
  'page',
  'onBehalfOf',
  'from',
] as const;
export type Label = (typeof LABELS)[number];

export const STATEMENTS = [
  'freeOfCharge',
  'collectionFollows',
  'furtherCosts',
  'legalConsequence',
  'legalAction',
  'complaintsBoard',
  'howToObject',
  'talkToUs',
  'helpPlace',
  'yourPage',
  'reachUs',
  'interestLine',
  'interestRuns',
  'interestWaived',
  'interestNotClaimed',
  'transferred',
  'crossedPayment',
  'planInterestRunning',
  'planInterestForecast',
  'planInterestWaived',
  'paused',
  'answerBy',
  'nothingOwed',
  'howToComplain',
  'ifLate',
  'restsUntil',
  'afterUpheld',
  'afterPartlyUpheld',
  'afterRejected',
  'remains',
  'plea',
] as const;
export type Statement = (typeof STATEMENTS)[number];
