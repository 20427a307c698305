import type { ClaimId, Clock, ConnectionId, JsonObject, LedgerItemId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { caseReference } from '../outbox/case-reference.js';
import type { PipelineMessage } from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';

export interface Pending {
  readonly claimId: ClaimId;
  readonly sequence: number;
  readonly kind: OutboxKind;
  readonly ledgerItemId: LedgerItemId;
}

/** A message may leave when it is the first of its claim that waits, and a hand-over only while nothing holds the claim. */
const MAY_LEAVE = `
  m.state = 'pending' and m.not_before <= $4
  and (m.kind <> 'hand-over' or (c.state = 'approved' and c.hold_reason is null and c.outstanding_minor > 0))
  and not exists (select 1 from outbox_message e where e.creditor_id = m.creditor_id and e.claim_id = m.claim_id
    and e.sequence < m.sequence and e.state = 'pending')`;

/** Messages to the pipeline that have not left yet. */
@Injectable()
export class PendingMessages {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** The first waiting message of each claim, in the order of the claims' ids after `after`. */
  read(
    tx: Transaction,
    connectionId: ConnectionId,
    page: { readonly after: string; readonly limit: number },
  ): Promise<Pending[]> {
    return tx.query<Pending>(
      `select m.claim_id as "claimId", m.sequence, m.kind, c.ledger_item_id as "ledgerItemId"
       from outbox_message m join claim c on c.creditor_id = m.creditor_id and c.id = m.claim_id
       where m.creditor_id = $1 and m.connection_id = $2 and m.claim_id > $3 and ${MAY_LEAVE}
       order by m.claim_id limit $5`,
      [tx.creditorId, connectionId, page.after === '' ? NIL : page.after, this.clock.now(), page.limit],
    );
  }

  /** Those of the batch that still may leave, with what the pipeline is told. */
  async confirm(
    tx: Transaction,
    connectionId: ConnectionId,
    batch: readonly Pending[],
  ): Promise<PipelineMessage[]> {
    if (batch.length === 0) return [];
    const rows = await tx.query<PipelineMessage & { demand: JsonObject | null }>(
      `select m.claim_id as "claimId", m.sequence, m.kind, m.payload,
         case when m.kind = 'hand-over' then jsonb_build_object(
           'invoiceNumber', c.invoice_number, 'invoicedOn', c.invoiced_on, 'dueOn', c.due_on, 'currency', c.currency,
           'principalMinor', c.principal_minor::text, 'outstandingMinor', c.outstanding_minor::text,
           'paymentReference', c.payment_reference, 'debtor', d.image || jsonb_build_object('kind',
             coalesce(nullif(d.image ->> 'kind', 'unknown'), d.kind_answered, 'unknown')),
           'notices', o.notices) end as demand
       from outbox_message m
       join claim c on c.creditor_id = m.creditor_id and c.id = m.claim_id
       left join open_item o on o.creditor_id = c.creditor_id and o.connection_id = c.connection_id
         and o.ledger_item_id = c.ledger_item_id
       left join debtor d on d.creditor_id = c.creditor_id and d.connection_id = c.connection_id
         and d.ledger_debtor_id = c.ledger_debtor_id
       where m.creditor_id = $1 and m.connection_id = $2 and m.claim_id = any($3) and ${MAY_LEAVE}
       order by m.claim_id`,
      [tx.creditorId, connectionId, batch.map(({ claimId }) => claimId), this.clock.now()],
    );
    const wanted = new Map(batch.map(({ claimId, sequence }) => [claimId, sequence]));
    return rows
      .filter(({ claimId, sequence }) => wanted.get(claimId) === sequence)
      .map(({ claimId, sequence, kind, payload, demand }) => ({
        claimId,
        sequence,
        kind,
        payload: demand === null ? payload : { ...demand, reference: caseReference(claimId) },
      }));
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';
