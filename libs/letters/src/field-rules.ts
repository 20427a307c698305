import type { LetterField } from '@app/collection';
import { allocationRows, amountRows, instalmentRows, type Row, summaryRows } from './blocks.js';
import type { LetterData } from './letter-data.js';
import type { Speaker } from './speaker.js';
import { interestLine, statementsOf } from './statements.js';
import type { Label, Statement } from './wording/wording.js';

/** How one thing that a letter may have to say is found in its data, and in its text. */
export interface FieldRule {
  /** Whether the data have it. */
  isGiven(data: LetterData): boolean;
  /** The texts that must stand in the rendered letter; a row stands as `label: value`. None where it does not apply. */
  shown(speaker: Speaker): readonly string[];
}

const has = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
const always = (): boolean => true;
const asText = ({ label, value }: Row): string => `${label}: ${value}`;
const texts = (...values: readonly (string | undefined)[]): readonly string[] =>
  values.filter((value): value is string => has(value));

/** Sentences of the wording, which the data must have the ground for. */
function says(isGiven: (data: LetterData) => boolean, ...names: readonly Statement[]): FieldRule {
  return { isGiven, shown: (speaker) => texts(...names.map((name) => statementsOf(speaker)[name])) };
}

/** Rows of the summary that bear one of the labels. */
function inSummary(
  isGiven: (data: LetterData) => boolean,
  ...labels: readonly ((speaker: Speaker) => Label)[]
): FieldRule {
  return {
    isGiven,
    shown: (speaker) => {
      const wanted = labels.map((label) => speaker.label(label(speaker)));
      return summaryRows(speaker)
        .filter(({ label }) => wanted.includes(label))
        .map(asText);
    },
  };
}

/** Of every claim in the letter. */
function ofClaims(
  pick: (claim: LetterData['claims'][number]) => string,
  say: (speaker: Speaker, claim: LetterData['claims'][number]) => string,
): FieldRule {
  return {
    isGiven: ({ claims }) => claims.length > 0 && claims.every((claim) => has(pick(claim))),
    shown: (speaker) => speaker.data.claims.map((claim) => say(speaker, claim)),
  };
}

/** Of every line of interest; where none is demanded, that it is not. */
function ofInterest(
  say: (speaker: Speaker, line: LetterData['interest'][number]) => readonly string[],
): FieldRule {
  return {
    isGiven: ({ interest, noInterest }) => interest.length > 0 || noInterest !== undefined,
    shown: (speaker) => {
      const { interestWaived, interestNotClaimed } = statementsOf(speaker);
      const lines = speaker.data.interest;
      return lines.length > 0
        ? lines.flatMap((line) => say(speaker, line))
        : texts(interestWaived, interestNotClaimed);
    },
  };
}

/** Rows of the table of amounts. */
function inAmounts(which: (label: string, speaker: Speaker) => boolean): FieldRule {
  return {
    isGiven: ({ claims }) => claims.length > 0,
    shown: (speaker) =>
      amountRows(speaker)
        .filter(({ label }) => which(label, speaker))
        .map(asText),
  };
}

/** These letters say their sum in the summary alone. */
const WITHOUT_AMOUNTS: readonly LetterData['kind'][] = ['friendly-reminder', 'deferral-confirmation'];

export const FIELD_RULES: Readonly<Record<LetterField, FieldRule>> = {
  'creditor-name': {
    isGiven: ({ creditor }) => has(creditor.name),
    shown: ({ data }) => [data.creditor.name],
  },
  // That the claim was never transferred needs no words; in Sweden one that was also says whom paying no longer frees.
  'original-creditor': {
    isGiven: ({ originalCreditor }) => originalCreditor === undefined || has(originalCreditor.name),
    shown: (speaker) => {
      const { kind, originalCreditor, regime } = speaker.data;
      const isDemand = regime === 'SE-1974' && kind === 'demand';
      return texts(originalCreditor?.name, isDemand ? statementsOf(speaker).transferred : undefined);
    },
  },
  sender: {
    isGiven: ({ collector }) =>
      has(collector.name) &&
      has(collector.telephone) &&
      has(collector.email) &&
      collector.addressLines.some(has),
    shown: ({ data: { collector } }) => [
      collector.name,
      collector.telephone,
      collector.email,
      ...collector.addressLines,
    ],
  },
  'telephone-hours': {
    isGiven: ({ collector }) => collector.telephoneHours.weekdays.every(has),
    shown: (speaker) => [speaker.hours(speaker.data.collector.telephoneHours)],
  },
  'case-number': {
    isGiven: ({ caseReference }) => has(caseReference),
    shown: ({ data }) => [data.caseReference],
  },
  'letter-kind': { isGiven: always, shown: (speaker) => [speaker.letterName(speaker.data.kind)] },
  'claim-subject': ofClaims(
    ({ concerns }) => concerns,
    (_, { concerns }) => concerns,
  ),
  'invoice-number': ofClaims(
    ({ invoiceNumber }) => invoiceNumber,
    (_, { invoiceNumber }) => invoiceNumber,
  ),
  'invoice-date': ofClaims(
    ({ invoicedOn }) => invoicedOn,
    (speaker, { invoicedOn }) => speaker.shortDay(invoicedOn),
  ),
  'due-date': ofClaims(
    ({ dueOn }) => dueOn,
    (speaker, { dueOn }) => speaker.shortDay(dueOn),
  ),
  principal: inAmounts((label, speaker) => label === speaker.label('principal')),
  interest: inAmounts((label, speaker) => label === speaker.label('interest')),
  costs: inAmounts((label, speaker) =>
    speaker.data.additions.some(({ kind }) => label === speaker.addition(kind)),
  ),
  'total-due': {
    isGiven: always,
    shown: (speaker) =>
      WITHOUT_AMOUNTS.includes(speaker.data.kind)
        ? summaryRows(speaker).slice(0, 1).map(asText)
        : amountRows(speaker).slice(-1).map(asText),
  },
  'interest-rate': ofInterest((speaker, { ratePercent }) => [speaker.percent(ratePercent)]),
  'interest-from': ofInterest((speaker, { fromOn }) => [speaker.day(fromOn)]),
  'interest-period': ofInterest((speaker, { fromOn, toOn }) => [speaker.day(fromOn), speaker.day(toOn)]),
  'interest-base': ofInterest((speaker, line) => [interestLine(speaker, line)]),
  deadline: inSummary(
    ({ deadlineOn }) => has(deadlineOn),
    () => 'payBy',
  ),
  'payment-details': inSummary(
    ({ payTo }) => has(payTo?.account) && has(payTo?.reference),
    () => 'toPay',
    ({ data }) => data.payTo?.kind ?? 'bank-account',
    () => 'reference',
  ),
  'collection-follows': says(({ deadlineOn }) => has(deadlineOn), 'collectionFollows'),
  'further-costs-and-legal-action': says(always, 'legalConsequence'),
  'estimated-further-costs': says(({ furtherCosts }) => furtherCosts !== undefined, 'furtherCosts'),
  'legal-action-follows': says(
    ({ deadlineOn, legalAction }) => has(deadlineOn) && legalAction !== undefined,
    'legalAction',
  ),
  'legal-ground': {
    isGiven: ({ legalAction }) => has(legalAction?.ground),
    shown: ({ data }) => texts(data.legalAction?.ground),
  },
  'how-to-object': says(({ deadlineOn }) => has(deadlineOn), 'howToObject'),
  'payment-difficulty': says(always, 'talkToUs'),
  'how-to-complain': says(always, 'howToComplain'),
  'complaints-board': says(always, 'complaintsBoard'),
  'debt-advice': says(({ help }) => has(help?.name), 'helpPlace'),
  'instalment-dates': {
    isGiven: ({ instalment, plan }) => instalment !== undefined || (plan?.instalments.length ?? 0) > 0,
    shown: (speaker) =>
      [speaker.askedNow.dueOn, ...(speaker.data.plan?.instalments ?? []).map(({ dueOn }) => dueOn)]
        .filter((day) => day !== undefined)
        .map((day) => speaker.day(day)),
  },
  'instalment-amounts': {
    isGiven: ({ instalment, plan }) => instalment !== undefined || (plan?.instalments.length ?? 0) > 0,
    shown: (speaker) => [
      speaker.amount(speaker.askedNow.amount),
      ...instalmentRows(speaker).map(({ value }) => value),
    ],
  },
  'interest-terms': says(({ plan }) => plan !== undefined, 'planInterestRunning', 'planInterestWaived'),
  'new-due-date': inSummary(
    ({ deferredUntilOn }) => has(deferredUntilOn),
    () => 'payBy',
  ),
  'if-late': says(always, 'ifLate'),
  'objection-summary': {
    isGiven: ({ objection }) => has(objection?.receivedOn) && has(objection?.about),
    shown: (speaker) => {
      const { objection } = speaker.data;
      return objection ? [speaker.day(objection.receivedOn), objection.about] : [];
    },
  },
  'what-happens-next': {
    isGiven: ({ kind, objection, deferredUntilOn }) =>
      kind === 'objection-received'
        ? has(objection?.answerByOn)
        : kind === 'deferral-confirmation'
          ? has(deferredUntilOn)
          : kind === 'objection-answered'
            ? objection?.outcome !== undefined
            : true,
    shown: (speaker) => {
      const { paused, answerBy, restsUntil, afterUpheld, afterPartlyUpheld, afterRejected } =
        statementsOf(speaker);
      const { kind } = speaker.data;
      if (kind === 'objection-received') return texts(paused, answerBy);
      if (kind === 'deferral-confirmation') return texts(restsUntil);
      return texts(afterUpheld, afterPartlyUpheld, afterRejected);
    },
  },
  outcome: {
    isGiven: ({ kind, objection, total }) =>
      kind === 'case-closed'
        ? total.minor === 0n
        : objection?.outcome !== undefined && has(objection.explanation),
    shown: (speaker) => {
      const { data, wording } = speaker;
      if (data.kind === 'case-closed') return [statementsOf(speaker).nothingOwed];
      const { outcome, explanation } = data.objection ?? {};
      return texts(outcome && wording.outcomes[outcome], explanation);
    },
  },
  'payment-received': {
    isGiven: ({ receipt }) => receipt !== undefined,
    shown: (speaker) => {
      const { receipt } = speaker.data;
      return receipt ? [speaker.day(receipt.paidOn), speaker.amount(receipt.amount)] : [];
    },
  },
  'payment-allocation': {
    isGiven: ({ receipt }) => (receipt?.allocated.length ?? 0) > 0,
    shown: (speaker) => allocationRows(speaker).slice(0, -1).map(asText),
  },
  balance: {
    isGiven: always,
    shown: (speaker) => {
      const { kind } = speaker.data;
      if (kind === 'payment-receipt') return allocationRows(speaker).slice(-1).map(asText);
      const { nothingOwed, remains } = statementsOf(speaker);
      return [kind === 'case-closed' ? nothingOwed : remains];
    },
  },
  parties: {
    isGiven: ({ legalAction, debtor }) => has(legalAction?.authority.name) && has(debtor.name),
    shown: ({ data }) =>
      texts(
        data.legalAction?.authority.name,
        data.creditor.name,
        data.collector.name,
        data.debtor.name,
        data.debtor.addressLines.join(', '),
      ),
  },
  plea: says(({ legalAction }) => legalAction !== undefined, 'plea'),
  enclosures: {
    isGiven: ({ legalAction }) => (legalAction?.letters?.length ?? 0) > 0,
    shown: (speaker) =>
      (speaker.data.legalAction?.letters ?? []).map(
        ({ kind, sentOn }) => `${speaker.letterName(kind)}, ${speaker.day(sentOn)}`,
      ),
  },
};
