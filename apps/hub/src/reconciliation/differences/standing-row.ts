import type { StandingDifferenceEntity } from './standing-difference.entity.js';

export type StandingDifference = Readonly<StandingDifferenceEntity>;

/** Columns of `standing_difference` under the entity's names, for raw statements. */
export const STANDING_COLUMNS = `
  d.creditor_id as "creditorId", d.id, d.connection_id as "connectionId", d.claim_id as "claimId", d.subject, d.kind, d.state,
  d.currency, d.ledger_minor as "ledgerMinor", d.expected_minor as "expectedMinor",
  d.client_money_minor as "clientMoneyMinor", d.evidence, d.first_seen_at as "firstSeenAt", d.last_seen_at as "lastSeenAt",
  d.times_seen as "timesSeen", d.last_run_id as "lastRunId", d.told_at as "toldAt", d.cleared_at as "clearedAt", d.last_event as "lastEvent"`;
