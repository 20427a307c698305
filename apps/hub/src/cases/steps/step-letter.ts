import { type ClaimId, type LocalDate, money, type PostalAddress } from '@app/domain';
import {
  type Channel,
  type LetterKind,
  norwegianConciliationFee,
  recipientsOf,
  type Regime,
  swedishKronofogdenFee,
} from '@app/collection';
import { HELP_PLACES, type LetterAccount, type LetterData, type LetterLegalAction } from '@app/letters';
import type { CaseBalance } from '../facts/case-balance.js';
import type { CaseCreditor, CaseRecord } from '../facts/case-record.js';
import { interestDemanded } from '../pass/assess-case.js';
import type { CollectionSettings } from '../settings/collection-settings.js';
import { letterAmounts } from './letter-amounts.js';
import type { LetterFacts } from './letter-facts.js';

/** Settings without which no letter leaves; the error says which, for the person who can give it. */
export class SettingsIncompleteError extends Error {
  constructor(field: string) {
    super(
      `The creditor's collection settings have no ${field}. No letter can be made. Remedy: give it with PUT …/collection-settings.`,
    );
    this.name = 'SettingsIncompleteError';
  }
}

export interface StepLetterTerms {
  readonly creditor: CaseCreditor;
  readonly settings: CollectionSettings;
  readonly regime: Regime;
  readonly sentOn: LocalDate;
  readonly deadlineOn: LocalDate | null;
}

/** All that the letter of a step, or the last one of a case, says. `record` holds the step and its fees already, as they will be once it is sent. */
export function stepLetter(
  record: CaseRecord,
  balance: CaseBalance,
  step: { readonly kind: LetterKind; readonly claimIds: readonly ClaimId[] },
  facts: LetterFacts,
  terms: StepLetterTerms,
): LetterData {
  const { creditor, settings, regime, sentOn, deadlineOn } = terms;
  if (settings.sender === null) throw new SettingsIncompleteError('sender');
  const withInterest =
    step.kind === 'case-closed' || step.kind === 'payment-receipt'
      ? interestDemanded(record)
      : step.kind !== 'friendly-reminder';
  const amounts = letterAmounts(record, balance, facts.invoices, {
    claimIds: step.claimIds,
    withInterest,
    country: creditor.country,
    subject: settings.claimSubject,
  });
  const isLegal = step.kind === 'legal-notice' || step.kind === 'legal-hand-off';
  return {
    kind: step.kind,
    language: record.debtor.language,
    regime,
    sentOn,
    caseReference: record.reference,
    currency: record.currency,
    creditor: { name: creditor.name, organisationNumber: creditor.organisationNumber },
    collector: { ...settings.sender, ...(facts.handler === null ? {} : { handler: facts.handler }) },
    debtor: {
      name: facts.debtorName,
      standing: record.debtor.standing ?? 'consumer',
      addressLines: addressedTo(facts),
      ...(facts.organisationNumber === null || facts.debtorKind !== 'company'
        ? {}
        : { organisationNumber: facts.organisationNumber }),
    },
    ...amounts,
    ...(withInterest && amounts.interest.length === 0 ? { noInterest: 'not-claimed' as const } : {}),
    ...(deadlineOn === null ? {} : { deadlineOn }),
    payTo: payTo(record, facts, terms),
    help: HELP_PLACES[creditor.country][record.debtor.language],
    ...(isLegal ? { legalAction: legalAction(record, terms) } : {}),
  };
}

/** The printed address is where the letter is delivered. */
function addressedTo(facts: LetterFacts): string[] {
  const [first] = recipientsOf(facts.circumstances);
  const standIn =
    first === 'guardian'
      ? facts.guardian
      : first === 'representative' || first === 'estate'
        ? (facts.standIns[first] ?? null)
        : null;
  if (standIn) return [`c/o ${standIn.name}`, ...addressLines(standIn.address ?? null)];
  return first === 'guardian' ? [] : addressLines(facts.address);
}

/** @throws SettingsIncompleteError */
export function payTo(
  record: CaseRecord,
  facts: LetterFacts,
  { creditor, settings }: Pick<StepLetterTerms, 'creditor' | 'settings'>,
): LetterAccount {
  const { payToAccount, sender } = settings;
  if (payToAccount === null) throw new SettingsIncompleteError('payToAccount');
  const reference = facts.invoices.find(
    ({ paymentReference }) => paymentReference !== null,
  )?.paymentReference;
  return {
    kind: creditor.country === 'NO' ? 'bank-account' : 'bankgiro',
    account: payToAccount,
    payee: sender?.name ?? creditor.name,
    reference: reference ?? record.reference.replace(/\D/g, ''),
  };
}

function legalAction(record: CaseRecord, { creditor, settings, sentOn }: StepLetterTerms): LetterLegalAction {
  const isNorwegian = creditor.country === 'NO';
  const fee = isNorwegian ? norwegianConciliationFee(sentOn) : swedishKronofogdenFee('payment-order', sentOn);
  return {
    authority: isNorwegian
      ? { name: 'Forliksrådet', addressLines: [] }
      : { name: 'Kronofogdemyndigheten', addressLines: [] },
    action: isNorwegian ? 'conciliation-board' : 'payment-order',
    fees: money(fee.minor, record.currency),
    ground: settings.claimSubject,
    letters: record.steps
      .filter(({ kind }) => kind !== 'friendly-reminder')
      .map(({ kind, on }) => ({ kind: kind as LetterKind, sentOn: on })),
  };
}

export function addressLines(address: PostalAddress | null): string[] {
  if (address === null) return [];
  const { lines, postalCode, city, countryCode } = address;
  return [
    ...lines,
    `${postalCode} ${city}`.trim(),
    ...(countryCode === undefined ? [] : [countryCode]),
  ].filter((line) => line !== '');
}

/** Channels on which a text can leave; a call is a task for a person. */
export function isSent(channel: Channel): channel is Exclude<Channel, 'call'> {
  return channel !== 'call';
}
