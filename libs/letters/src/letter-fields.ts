import { amountRows, allocationRows, instalmentRows, type Row, summaryRows } from './blocks.js';
import type { LetterData } from './letter-data.js';
import type { Speaker } from './speaker.js';
import { interestLine, statementsOf } from './statements.js';
import type { Statement } from './wording/wording.js';

/** One thing that a letter may have to say. */
export interface LetterFieldRule {
  /** Whether the data have it. */
  isGiven(data: LetterData): boolean;
  /** The texts that must stand in the rendered letter; a row stands as `label: value`. None where it does not apply. */
  shown(speaker: Speaker): readonly string[];
}

const has = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
const isGivenAlways = (): boolean => true;
const asText = ({ label, value }: Row): string => `${label}: ${value}`;

/** A sentence of the wording, which the data must have the ground for. */
function statement(name: Statement, isGiven: (data: LetterData) => boolean): LetterFieldRule {
  return { isGiven, shown: (speaker) => [statementsOf(speaker)[name]].filter(has) };
}

/** The row of the summary that bears the label. */
function summaryRow(
  label: (speaker: Speaker) => string,
  isGiven: (data: LetterData) => boolean,
): LetterFieldRule {
  return {
    isGiven,
    shown: (speaker) =>
      summaryRows(speaker)
        .filter((row) => row.label === label(speaker))
        .map(asText),
  };
}

const everyClaim =
  (pick: (claim: LetterData['claims'][number]) => string | undefined) => (data: LetterData) =>
    data.claims.length > 0 && data.claims.every((claim) => has(pick(claim)));

export const LETTER_FIELDS = {
  'letter-name': { isGiven: isGivenAlways, shown: (speaker) => [speaker.letterName(speaker.data.kind)] },
  'debtor-name': { isGiven: ({ debtor }) => has(debtor.name), shown: ({ data }) => [data.debtor.name] },
  'creditor-name': {
    isGiven: ({ creditor }) => has(creditor.name),
    shown: ({ data }) => [data.creditor.name],
  },
  'original-creditor': {
    isGiven: ({ originalCreditor }) => originalCreditor === undefined || has(originalCreditor.name),
    shown: ({ data }) => (data.originalCreditor ? [data.originalCreditor.name] : []),
  },
  transferred: statement(
    'transferred',
    ({ originalCreditor }) => originalCreditor === undefined || has(originalCreditor.name),
  ),
  'collector-name': {
    isGiven: ({ collector }) => has(collector.name),
    shown: ({ data }) => [data.collector.name],
  },
  'collector-telephone': {
    isGiven: ({ collector }) => has(collector.telephone),
    shown: ({ data }) => [data.collector.telephone],
  },
  'telephone-hours': {
    isGiven: ({ collector }) => collector.telephoneHours.weekdays.every(has),
    shown: (speaker) => [speaker.hours(speaker.data.collector.telephoneHours)],
  },
  'case-reference': {
    isGiven: ({ caseReference }) => has(caseReference),
    shown: ({ data }) => [data.caseReference],
  },
  'what-it-concerns': {
    isGiven: everyClaim(({ concerns }) => concerns),
    shown: ({ data }) => data.claims.map(({ concerns }) => concerns),
  },
  'invoice-number': {
    isGiven: everyClaim(({ invoiceNumber }) => invoiceNumber),
    shown: ({ data }) => data.claims.map(({ invoiceNumber }) => invoiceNumber),
  },
  'invoice-date': {
    isGiven: everyClaim(({ invoicedOn }) => invoicedOn),
    shown: (speaker) => speaker.data.claims.map(({ invoicedOn }) => speaker.shortDay(invoicedOn)),
  },
  'due-date': {
    isGiven: everyClaim(({ dueOn }) => dueOn),
    shown: (speaker) => speaker.data.claims.map(({ dueOn }) => speaker.shortDay(dueOn)),
  },
  'amount-to-pay': summaryRow(
    (speaker) => speaker.label('toPay'),
    ({ total }) => total.minor > 0n,
  ),
  'amounts-separately': {
    isGiven: ({ claims }) => claims.length > 0,
    shown: (speaker) => amountRows(speaker).map(asText),
  },
  'interest-calculation': {
    isGiven: ({ interest, noInterest }) => interest.length > 0 || noInterest !== undefined,
    shown: (speaker) =>
      speaker.data.interest.length > 0
        ? speaker.data.interest.map((line) => interestLine(speaker, line))
        : [statementsOf(speaker).interestWaived, statementsOf(speaker).interestNotClaimed].filter(has),
  },
  deadline: summaryRow(
    (speaker) => speaker.label('payBy'),
    ({ deadlineOn }) => has(deadlineOn),
  ),
  'payment-account': summaryRow(
    (speaker) => speaker.label(speaker.data.payTo?.kind ?? 'bank-account'),
    ({ payTo }) => has(payTo?.account),
  ),
  'payment-reference': summaryRow(
    (speaker) => speaker.label('reference'),
    ({ payTo }) => has(payTo?.reference),
  ),
  'free-of-charge': statement('freeOfCharge', ({ additions }) => additions.length === 0),
  'collection-follows': statement('collectionFollows', ({ deadlineOn }) => has(deadlineOn)),
  'further-costs': statement('furtherCosts', ({ furtherCosts }) => furtherCosts !== undefined),
  'legal-consequence': statement('legalConsequence', isGivenAlways),
  'legal-action': statement(
    'legalAction',
    ({ deadlineOn, legalAction }) => has(deadlineOn) && legalAction !== undefined,
  ),
  'complaints-board': statement('complaintsBoard', isGivenAlways),
  'how-to-object': statement('howToObject', ({ deadlineOn }) => has(deadlineOn)),
  'talk-to-us': statement('talkToUs', isGivenAlways),
  'where-help-is': statement('helpPlace', ({ help }) => has(help?.name)),
  instalments: {
    isGiven: ({ plan }) => (plan?.instalments.length ?? 0) > 0,
    shown: (speaker) => instalmentRows(speaker).flatMap(({ label, value }) => [label, value]),
  },
  'plan-interest': {
    isGiven: ({ plan }) => plan !== undefined,
    shown: (speaker) =>
      [statementsOf(speaker).planInterestRunning, statementsOf(speaker).planInterestWaived].filter(has),
  },
  'instalment-amount': summaryRow(
    (speaker) => speaker.label('toPay'),
    ({ instalment }) => instalment !== undefined,
  ),
  'instalment-due': summaryRow(
    (speaker) => speaker.label('payBy'),
    ({ instalment }) => has(instalment?.dueOn),
  ),
  'new-due-date': summaryRow(
    (speaker) => speaker.label('payBy'),
    ({ deferredUntilOn }) => has(deferredUntilOn),
  ),
  'objection-received': {
    isGiven: ({ objection }) => has(objection?.receivedOn) && has(objection?.about),
    shown: (speaker) => {
      const { objection } = speaker.data;
      return objection ? [speaker.day(objection.receivedOn), objection.about] : [];
    },
  },
  'case-on-hold': statement('paused', isGivenAlways),
  'answer-by': statement('answerBy', ({ objection }) => has(objection?.answerByOn)),
  'objection-outcome': {
    isGiven: ({ objection }) => objection?.outcome !== undefined,
    shown: ({ data, wording }) => (data.objection?.outcome ? [wording.outcomes[data.objection.outcome]] : []),
  },
  'objection-explanation': {
    isGiven: ({ objection }) => has(objection?.explanation),
    shown: ({ data }) => [data.objection?.explanation ?? ''].filter(has),
  },
  'payment-received': {
    isGiven: ({ receipt }) => receipt !== undefined,
    shown: (speaker) => {
      const { receipt } = speaker.data;
      return receipt ? [speaker.day(receipt.paidOn), speaker.amount(receipt.amount)] : [];
    },
  },
  allocation: {
    isGiven: ({ receipt }) => (receipt?.allocated.length ?? 0) > 0,
    shown: (speaker) => allocationRows(speaker).map(asText),
  },
  'nothing-owed': statement('nothingOwed', ({ total }) => total.minor === 0n),
  authority: {
    isGiven: ({ legalAction }) => has(legalAction?.authority.name),
    shown: ({ data }) => (data.legalAction ? [data.legalAction.authority.name] : []),
  },
  'ground-of-claim': {
    isGiven: ({ legalAction }) => has(legalAction?.ground),
    shown: ({ data }) => [data.legalAction?.ground ?? ''].filter(has),
  },
  'letters-before': {
    isGiven: ({ legalAction }) => (legalAction?.letters?.length ?? 0) > 0,
    shown: (speaker) =>
      (speaker.data.legalAction?.letters ?? []).map(
        ({ kind, sentOn }) => `${speaker.letterName(kind)}, ${speaker.day(sentOn)}`,
      ),
  },
} as const satisfies Readonly<Record<string, LetterFieldRule>>;

export type LetterField = keyof typeof LETTER_FIELDS;
