import type { ClaimEntity } from './claim.entity.js';

export type Claim = Readonly<ClaimEntity>;

/** Columns of `claim` under the entity's names, for raw statements. */
export const CLAIM_COLUMNS = `
  c.creditor_id as "creditorId", c.id, c.connection_id as "connectionId", c.ledger_item_id as "ledgerItemId",
  c.ledger_debtor_id as "ledgerDebtorId", c.invoice_number as "invoiceNumber", c.invoiced_on as "invoicedOn",
  c.due_on as "dueOn", c.currency, c.principal_minor as "principalMinor", c.paid_minor as "paidMinor",
  c.credited_minor as "creditedMinor", c.written_off_minor as "writtenOffMinor",
  c.outstanding_minor as "outstandingMinor", c.overpaid_minor as "overpaidMinor",
  c.payment_reference as "paymentReference", c.state, c.hold_reason as "holdReason", c.hold_detail as "holdDetail",
  c.last_event as "lastEvent", c.last_message as "lastMessage", c.agency_id as "agencyId", c.created_at as "createdAt",
  c.changed_at as "changedAt"`;

/** Until when an approval can be undone for sure; null when the hand-over has left, or waits for nobody. */
export const UNDO_UNTIL = `
  case when c.state = 'approved' then (select m.undo_until from outbox_message m
    where m.creditor_id = c.creditor_id and m.claim_id = c.id and m.kind = 'hand-over'
    order by m.sequence desc limit 1) end as "undoUntil"`;

/** Why it is a claim: rule, inputs, policy version, and how it was released. The first line of its history tells. */
export const CLAIM_REASON = `
  coalesce((select e.detail from claim_event e
    where e.creditor_id = c.creditor_id and e.claim_id = c.id and e.sequence = 1), '{}') as reason`;
