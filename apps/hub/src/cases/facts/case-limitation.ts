import type { ClaimId, Country, LocalDate } from '@app/domain';
import {
  DEFAULT_LAW_SETTINGS,
  type Limitation,
  type LimitationEvent,
  norwegianLimitation,
  swedishLimitation,
} from '@app/collection';
import type { CaseRecord, RecordClaim } from './case-record.js';

/** When a claim lapses, by what is known of payments and letters. A pause of collection changes nothing in it. */
export function limitationOf(
  record: CaseRecord,
  claimId: ClaimId,
  country: Country,
  asOf: LocalDate,
): Limitation {
  const claim = record.claims.find(({ id }) => id === claimId);
  if (!claim) throw new RangeError(`Case ${record.id} has no claim ${claimId}.`);
  const events = eventsOf(record, claim, country);
  const { limitation } = DEFAULT_LAW_SETTINGS[country];
  return country === 'NO'
    ? norwegianLimitation({ demandableOn: claim.dueOn, basis: 'ordinary', events, asOf }, limitation)
    : swedishLimitation(
        {
          // The contract is older than its invoice, and nobody tells its day: the invoice's is the latest it can be.
          arisenOn: claim.invoicedOn,
          consumerClaim: record.debtor.standing !== 'business',
          negotiableInstrument: false,
          events,
          asOf,
        },
        limitation,
      );
}

/**
 * Letters count in Sweden once it can be proved that they arrived; that is not known of those without proof of delivery.
 * In Norway none interrupts anything, and the walk is spared them (foreldelsesloven §§ 14-19).
 */
function eventsOf(
  { movements, steps, contacts }: CaseRecord,
  { id }: RecordClaim,
  country: Country,
): LimitationEvent[] {
  const events: LimitationEvent[] = [];
  for (const { claimId, part, kind, on } of movements) {
    if (claimId !== id || (kind !== 'payment' && kind !== 'direct-payment')) continue;
    if (part === 'interest') events.push({ kind: 'interest-paid', on });
    else if (part === 'principal') events.push({ kind: 'principal-part-paid', on });
  }
  if (country === 'NO') return events;
  for (const step of steps) {
    if (step.undelivered || !step.claimIds.includes(id)) continue;
    const arrived = contacts.find(
      ({ kind, on, deliveredOn }) => kind === step.kind && on === step.on && deliveredOn,
    );
    const receivedOn = arrived?.deliveredOn ?? undefined;
    events.push({ kind: 'letter', on: step.on, ...(receivedOn === undefined ? {} : { receivedOn }) });
  }
  return events;
}

/** Of each claim that is still collected, in the order of the claims. */
export function limitationsOf(
  record: CaseRecord,
  country: Country,
  asOf: LocalDate,
): ReadonlyMap<ClaimId, Limitation> {
  const found = new Map<ClaimId, Limitation>();
  for (const { id, state } of record.claims) {
    if (state !== 'withdrawn') found.set(id, limitationOf(record, id, country, asOf));
  }
  return found;
}

/** First day on which some claim of the case may lapse; undefined while legal steps suspend all of them. */
export function firstLapse(
  { claims }: CaseRecord,
  limitations: ReadonlyMap<ClaimId, Limitation>,
): LocalDate | undefined {
  let first: LocalDate | undefined;
  for (const { id, state } of claims) {
    const lapsesOn = state === 'closed' ? undefined : limitations.get(id)?.lapsesOn;
    if (lapsesOn !== undefined && (first === undefined || lapsesOn < first)) first = lapsesOn;
  }
  return first;
}
