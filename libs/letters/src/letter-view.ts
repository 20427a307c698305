import type { LetterData } from './letter-data.js';
import { Speaker } from './speaker.js';
import { type Statements, statementsOf } from './statements.js';

/** What a template can name: all texts are said in the letter's language already. */
export interface LetterView {
  readonly title: string;
  readonly country: 'NO' | 'SE';
  readonly case: string;
  readonly sent: string;
  readonly debtor: string;
  readonly isBusiness: boolean;
  readonly creditor: string;
  /** For an sms: at most 40 characters. */
  readonly creditorShort: string;
  readonly originalCreditor: string | null;
  readonly collector: string;
  readonly telephone: string;
  readonly hours: string;
  readonly email: string;
  readonly handler: string | null;
  readonly total: string;
  readonly deadline: string | null;
  /** Of the first claim. */
  readonly invoice: string;
  readonly concerns: string;
  readonly invoices: number;
  readonly hasInterest: boolean;
  /** Fees or other additions besides interest. */
  readonly hasAdditions: boolean;
  /** The sentences of the wording; empty where the letter gives no ground for one. */
  readonly say: Statements;
  readonly plan: { readonly count: number; readonly first: string; readonly monthly: string } | null;
  readonly instalment: {
    readonly number: number;
    readonly of: number;
    readonly due: string;
    readonly amount: string;
  } | null;
  readonly deferredUntil: string | null;
  readonly objection: {
    readonly received: string;
    readonly about: string;
    readonly outcome: string;
    readonly result: string;
    readonly explanation: string;
  } | null;
  readonly receipt: { readonly paid: string; readonly amount: string; readonly isSettled: boolean } | null;
  readonly legal: {
    readonly authority: string;
    readonly fees: string;
    readonly ground: string;
    readonly letters: readonly string[];
    readonly creditorNumber: string;
    readonly debtorNumber: string;
    readonly debtorAddress: string;
  } | null;
}

export function letterView(speaker: Speaker): LetterView {
  const { data } = speaker;
  const { collector, creditor } = data;
  return {
    title: speaker.letterName(data.kind),
    country: speaker.country,
    case: data.caseReference,
    sent: speaker.day(data.sentOn),
    debtor: data.debtor.name,
    isBusiness: data.debtor.standing === 'business',
    creditor: creditor.name,
    creditorShort: shortened(creditor.name),
    originalCreditor: data.originalCreditor?.name ?? null,
    collector: collector.name,
    telephone: collector.telephone,
    hours: speaker.hours(collector.telephoneHours),
    email: collector.email,
    handler: collector.handler ?? null,
    total: speaker.amount(data.total),
    deadline: data.deadlineOn ? speaker.day(data.deadlineOn) : null,
    invoice: data.claims[0]?.invoiceNumber ?? '',
    concerns: data.claims[0]?.concerns ?? '',
    invoices: data.claims.length,
    hasInterest: data.interest.length > 0,
    hasAdditions: data.additions.length > 0,
    say: statementsOf(speaker),
    ...occasion(speaker, data),
  };
}

const SHORT_MAX = 40;

function shortened(name: string): string {
  return name.length <= SHORT_MAX ? name : `${name.slice(0, SHORT_MAX - 3).trimEnd()}...`;
}

type Occasion = Pick<LetterView, 'plan' | 'instalment' | 'deferredUntil' | 'objection' | 'receipt' | 'legal'>;

/** What only some letters are about. */
function occasion(speaker: Speaker, data: LetterData): Occasion {
  const { instalment, objection, receipt, legalAction, plan } = data;
  const [first] = plan?.instalments ?? [];
  return {
    plan:
      plan && first
        ? {
            count: plan.instalments.length,
            first: speaker.day(first.dueOn),
            monthly: speaker.amount(first.amount),
          }
        : null,
    instalment: instalment
      ? {
          number: instalment.number,
          of: instalment.of,
          due: speaker.day(instalment.dueOn),
          amount: speaker.amount(instalment.amount),
        }
      : null,
    deferredUntil: data.deferredUntilOn ? speaker.day(data.deferredUntilOn) : null,
    objection: objection
      ? {
          received: speaker.day(objection.receivedOn),
          about: objection.about,
          outcome: objection.outcome ?? '',
          result: objection.outcome ? speaker.wording.outcomes[objection.outcome] : '',
          explanation: objection.explanation ?? '',
        }
      : null,
    receipt: receipt
      ? {
          paid: speaker.day(receipt.paidOn),
          amount: speaker.amount(receipt.amount),
          isSettled: data.total.minor === 0n,
        }
      : null,
    legal: legalAction
      ? {
          authority: legalAction.authority.name,
          fees: speaker.amount(legalAction.fees),
          ground: legalAction.ground ?? '',
          letters: (legalAction.letters ?? []).map(
            ({ kind, sentOn }) => `${speaker.letterName(kind)}, ${speaker.day(sentOn)}`,
          ),
          creditorNumber: data.creditor.organisationNumber ?? '',
          debtorNumber: data.debtor.organisationNumber ?? '',
          debtorAddress: data.debtor.addressLines.join(', '),
        }
      : null,
  };
}
