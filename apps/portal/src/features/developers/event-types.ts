import type { Schemas } from '@app/client';

export type EventType = Schemas['EventDto']['type'];

/** Each type once, in the order of a claim's life; a type that is missing here does not compile. */
const IN_ORDER: Readonly<Record<EventType, true>> = {
  'claim.created': true,
  'claim.handed-over': true,
  'claim.balance-changed': true,
  'claim.paid': true,
  'claim.closed': true,
  'claim.reopened': true,
  'claim.withdrawn': true,
  'claim.rejected': true,
  'case.opened': true,
  'case.step-done': true,
  'case.closed': true,
  'settlement.received': true,
  'settlement.reversed': true,
  'posting.verified': true,
  'posting.refused': true,
  'posting.needs-matching': true,
  'posting.reversed': true,
  'connection.broken': true,
  'connection.mended': true,
  'difference.found': true,
  'difference.cleared': true,
  'proposal.opened': true,
  'proposal.ended': true,
};

export const EVENT_TYPES = Object.keys(IN_ORDER) as readonly EventType[];
