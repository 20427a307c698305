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
  const events = eventsOf(record, claim);
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

/** Letters count in Sweden once it can be proved that they arrived; that is not known of those without proof of delivery. */
function eventsOf({ movements, steps, contacts }: CaseRecord, { id }: RecordClaim): LimitationEvent[] {
  const events: LimitationEvent[] = [];
  for (const { claimId, part, kind, on } of movements) {
    if (claimId !== id || (kind !== 'payment' && kind !== 'direct-payment')) continue;
    if (part === 'interest') events.push({ kind: 'interest-paid', on });
    else if (part === 'principal') events.push({ kind: 'principal-part-paid', on });
  }
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

/** First day on which some claim of the case may lapse; undefined while legal steps suspend all of them. */
export function firstLapse(record: CaseRecord, country: Country, asOf: LocalDate): LocalDate | undefined {
  return record.claims
    .filter(({ state }) => state !== 'withdrawn' && state !== 'closed')
    .flatMap(({ id }) => limitationOf(record, id, country, asOf).lapsesOn ?? [])
    .sort()
    .at(0);
}
