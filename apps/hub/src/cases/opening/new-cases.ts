import {
  type CaseDebtorId,
  type CaseId,
  type ClaimId,
  type Clock,
  type Country,
  type JsonObject,
  type LocalDate,
  newId,
} from '@app/domain';
import type { RegimeDates } from '@app/collection';
import type { NewCaseEvent, NewCharge, NewStep } from '../case-book.js';
import type { CollectedChange } from './collected-changes.js';
import { creditorLetters } from './creditor-letters.js';
import { debtorProfile, type NewDebtor } from './debtor-profile.js';
import { handedOver, type HandedOver, keyText } from './handed-over.js';

/** What is known already of the debtors of a batch. */
export interface KnownCase extends JsonObject {
  readonly key: string;
  readonly debtorId: CaseDebtorId;
  /** The debtor's open case in this currency; null when there is none. */
  readonly caseId: CaseId | null;
}

export interface OpeningTerms {
  readonly country: Country;
  readonly today: LocalDate;
  readonly creditorLettersConfirmed: boolean;
  readonly regimeDates: RegimeDates;
}

/** Rows to insert, set by set. */
export interface Opening {
  readonly debtors: (NewDebtor & { readonly connectionId: string; readonly ledgerDebtorId: string })[];
  readonly cases: JsonObject[];
  readonly claims: JsonObject[];
  readonly steps: NewStep[];
  readonly charges: NewCharge[];
  readonly events: NewCaseEvent[];
  /** Cases of debtors of whom nobody knows whether they are persons: a person must say. */
  readonly unknownDebtors: CaseId[];
  /** Cases that were there before and have got another claim. */
  readonly joined: CaseId[];
}

/** Sorts new claims into cases: a claim joins its debtor's open case, else it opens one. */
export function openCases(
  news: readonly CollectedChange[],
  known: readonly KnownCase[],
  terms: OpeningTerms,
  clock: Clock,
): Opening {
  const opening: Opening = emptyOpening();
  const debtorOf = new Map(known.map(({ key, debtorId }) => [debtorKey(key), debtorId]));
  const caseOf = new Map(known.flatMap(({ key, caseId }) => (caseId === null ? [] : [[key, caseId]])));
  const fresh = new Set<CaseId>();
  for (const change of news) {
    const demand = handedOver(change.claimId, change.handedOver);
    const key = keyText(change);
    let debtorId = debtorOf.get(debtorKey(key));
    if (debtorId === undefined) {
      const profile = debtorProfile(demand.debtor, terms.country, clock);
      debtorId = profile.id;
      debtorOf.set(debtorKey(key), debtorId);
      const { connectionId, ledgerDebtorId } = change;
      opening.debtors.push({ ...profile, connectionId, ledgerDebtorId });
    }
    let caseId = caseOf.get(key);
    if (caseId === undefined) {
      caseId = newId<'CaseId'>(clock) as CaseId;
      caseOf.set(key, caseId);
      fresh.add(caseId);
      opening.cases.push(newCase(caseId, debtorId, change, terms, clock));
      opening.events.push({
        caseId,
        kind: 'opened',
        actor: 'system',
        detail: { reference: change.reference },
      });
      if (demand.debtor.kind === 'unknown') opening.unknownDebtors.push(caseId);
    } else if (!fresh.has(caseId)) {
      opening.joined.push(caseId);
    }
    addClaim(opening, caseId, change, demand, terms, clock);
  }
  return opening;
}

function addClaim(
  opening: Opening,
  caseId: CaseId,
  change: CollectedChange,
  demand: HandedOver,
  terms: OpeningTerms,
  clock: Clock,
): void {
  const { claimId } = change;
  opening.claims.push(newClaim(caseId, change, demand));
  opening.events.push({ caseId, kind: 'claim-joined', actor: 'system', detail: joined(claimId, demand) });
  const sent = creditorLetters(
    demand.notices,
    {
      caseId,
      claimId,
      country: terms.country,
      regimeDates: terms.regimeDates,
      confirmed: terms.creditorLettersConfirmed,
    },
    clock,
  );
  opening.steps.push(...sent.steps);
  opening.charges.push(...sent.charges);
  for (const { kind, doneOn, contentConfirmed } of sent.steps) {
    const detail = { claimId, kind, sentOn: doneOn, counts: contentConfirmed };
    opening.events.push({ caseId, kind: 'creditor-letter-counted', actor: 'system', detail });
  }
}

function joined(claimId: ClaimId, demand: HandedOver): JsonObject {
  const { invoiceNumber, dueOn, principalMinor, outstandingMinor } = demand;
  return {
    claimId,
    invoiceNumber,
    dueOn,
    principalMinor: `${principalMinor}`,
    outstandingMinor: `${outstandingMinor}`,
  };
}

function newCase(
  id: CaseId,
  debtorId: CaseDebtorId,
  { reference, connectionId, ledgerDebtorId, currency }: CollectedChange,
  { today }: OpeningTerms,
  clock: Clock,
): JsonObject {
  const openedAt = clock.now().toISOString();
  return { id, debtorId, reference, connectionId, ledgerDebtorId, currency, openedOn: today, openedAt };
}

/** As it was handed over; what was told since then is followed in order, like everything later. */
function newClaim(caseId: CaseId, change: CollectedChange, demand: HandedOver): JsonObject {
  return {
    claimId: change.claimId,
    caseId,
    reference: change.reference,
    invoiceNumber: demand.invoiceNumber,
    invoicedOn: demand.invoicedOn,
    dueOn: demand.dueOn,
    paymentReference: demand.paymentReference,
    principalMinor: `${demand.principalMinor}`,
    reducedBeforeMinor: `${demand.reducedMinor}`,
    outstandingMinor: `${change.handedOverMessage === 0 ? change.outstandingMinor : demand.outstandingMinor}`,
    lastMessage: change.handedOverMessage,
    // More was told since: it is followed in order, from the hand-over on.
    followedRevision: -1,
  };
}

/** A debtor is the same in every currency. */
function debtorKey(key: string): string {
  const [connection, , ...debtor] = key.split(' ');
  return `${connection} ${debtor.join(' ')}`;
}

function emptyOpening(): Opening {
  return {
    debtors: [],
    cases: [],
    claims: [],
    steps: [],
    charges: [],
    events: [],
    unknownDebtors: [],
    joined: [],
  };
}
