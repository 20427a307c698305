/**
 * Words that law, process, letters and the hub's cases share. What a word allows or forbids stands in the folders
 * beside this file; sources of law are named there.
 */

/** A body of rules, chosen by a date held as data (`regimes/`). */
export const REGIMES = ['NO-1988', 'NO-2026', 'SE-1974'] as const;
export type Regime = (typeof REGIMES)[number];

/**
 * What is done towards the debtor, from kind to legal.
 * - `friendly-reminder`: "We care": free, warm; by sms, e-mail or letter
 * - `reminder`: purring, betalningspåminnelse; may carry a fee
 * - `collection-notice`: inkassovarsel (Norway only)
 * - `demand`: betalingsoppfordring, inkassokrav
 * - `legal-notice`: says that legal action follows
 * - `legal-hand-off`: the application for forliksråd or Kronofogden is written as a document; nothing is sent to a court
 */
export const STEP_KINDS = [
  'friendly-reminder',
  'reminder',
  'collection-notice',
  'demand',
  'legal-notice',
  'legal-hand-off',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Letters that are no step of the process by themselves. */
export const OTHER_LETTER_KINDS = [
  'plan-agreement',
  'instalment-reminder',
  'instalment-late',
  'deferral-confirmation',
  'objection-received',
  'objection-answered',
  'payment-receipt',
  'case-closed',
] as const;
export type LetterKind = StepKind | (typeof OTHER_LETTER_KINDS)[number];

/** How a text reaches a debtor. A `call` is a task for a case handler. */
export const CHANNELS = ['letter', 'email', 'sms', 'call'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ['nb', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Who the debtor is to the law: a business has fewer protections and may owe a standard compensation. */
export type DebtorStanding = 'consumer' | 'business';

/** A part of what is owed. `costs` are fees and the collector's salær; `court` are public fees. */
export const BALANCE_PARTS = ['principal', 'interest', 'costs', 'court'] as const;
export type BalancePart = (typeof BALANCE_PARTS)[number];
