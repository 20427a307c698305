import type { AgencyId, ClaimId, Clock, ConnectionId, JsonObject, LedgerItemId, OpenItem } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { PipelineMessage } from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';
import { type DemandedClaim, demandOf } from './demand.js';

export interface Pending {
  readonly claimId: ClaimId;
  readonly sequence: number;
  readonly kind: OutboxKind;
  readonly ledgerItemId: LedgerItemId;
}

/** Some of what waits: those that may leave now, and where the next page begins. */
export interface PendingPage {
  readonly messages: readonly Pending[];
  /** Undefined when nothing was left to look at. */
  readonly last: ClaimId | undefined;
}

interface MessageRow extends DemandedClaim, Pending {
  readonly payload: JsonObject;
  readonly agencyId: AgencyId | null;
}

/** Messages to the pipeline that have not left yet. */
@Injectable()
export class PendingMessages {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Looks at the first waiting message of each claim, in the order of the claims' ids after `after`. */
  async read(
    tx: Transaction,
    connectionId: ConnectionId,
    page: { readonly after: string; readonly limit: number },
  ): Promise<PendingPage> {
    const rows = await tx.query<Pending & { readonly mayLeave: boolean }>(READ, [
      tx.creditorId,
      connectionId,
      page.after === '' ? NIL : page.after,
      this.clock.now(),
      page.limit,
    ]);
    return { messages: rows.filter(({ mayLeave }) => mayLeave), last: rows.at(-1)?.claimId };
  }

  /**
   * Those of the batch that still may leave, with what the pipeline is told. A claim is handed over only with an item
   * that was just read again.
   */
  async confirm(
    tx: Transaction,
    connectionId: ConnectionId,
    batch: readonly Pending[],
    itemsReadAgain: ReadonlyMap<LedgerItemId, OpenItem>,
  ): Promise<PipelineMessage[]> {
    if (batch.length === 0) return [];
    const rows = await tx.query<MessageRow>(CONFIRM, [
      tx.creditorId,
      connectionId,
      idArray(batch.map(({ claimId }) => claimId)),
      this.clock.now(),
      batch.map(({ sequence }) => sequence),
    ]);
    return rows.flatMap((row): PipelineMessage[] => {
      const { claimId, sequence, kind, payload } = row;
      const agency = row.agencyId === null ? {} : { agencyId: row.agencyId };
      if (kind !== 'hand-over') return [{ claimId, sequence, kind, payload, ...agency }];
      const item = itemsReadAgain.get(row.ledgerItemId);
      return item ? [{ claimId, sequence, kind, payload: demandOf(row, item), ...agency }] : [];
    });
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** A hand-over leaves only while nothing holds the claim. */
const MAY_LEAVE = `(m.not_before <= $4
  and (m.kind <> 'hand-over' or (c.state = 'approved' and c.hold_reason is null and c.outstanding_minor > 0)))`;

/**
 * Bounded before anything is joined or judged, so that a long queue costs no more than a short one. Planned anew each
 * time: how much waits decides the way to it.
 */
const READ = `
  select m.claim_id as "claimId", m.sequence, m.kind, c.ledger_item_id as "ledgerItemId", ${MAY_LEAVE} as "mayLeave"
  from (
    select distinct on (claim_id) claim_id, sequence, kind, not_before from outbox_message
    where creditor_id = $1 and connection_id = $2 and claim_id > $3 and state = 'pending'
    order by claim_id, sequence limit $5
  ) m join claim c on c.creditor_id = $1 and c.id = m.claim_id
  order by m.claim_id`;

/**
 * That no earlier message of the claim waits was seen by READ, and no later one gets an earlier number. `|| ''` keeps the
 * planner from the index of all that waits: each message is found by its key. A claim stays with the agency that has it;
 * only one that nobody has goes where the creditor chooses now, which is asked once for the whole batch.
 */
const CONFIRM = prepared(`
  select m.claim_id as "claimId", m.sequence, m.kind, m.payload, c.ledger_item_id as "ledgerItemId",
    c.invoice_number as "invoiceNumber", c.invoiced_on as "invoicedOn", c.due_on as "dueOn", c.currency,
    c.principal_minor as "principalMinor", c.paid_minor as "paidMinor", c.credited_minor as "creditedMinor",
    c.written_off_minor as "writtenOffMinor", c.outstanding_minor as "outstandingMinor",
    c.payment_reference as "paymentReference",
    coalesce(c.agency_id, case when m.kind = 'hand-over'
      then (select agency_id from creditor where creditor_id = $1) end) as "agencyId"
  from unnest($3::uuid[], $5::int[]) as wanted(claim_id, sequence)
  join outbox_message m on m.creditor_id = $1 and m.connection_id = $2 and m.claim_id = wanted.claim_id
    and m.sequence = wanted.sequence and m.state || '' = 'pending'
  join claim c on c.creditor_id = m.creditor_id and c.id = m.claim_id
  where ${MAY_LEAVE}`);
