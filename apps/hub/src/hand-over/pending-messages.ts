import type { AgencyId, ClaimId, Clock, ConnectionId, JsonObject, LedgerItemId, OpenItem } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AGENCY_MESSAGES_MAX, type PipelineMessage } from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import { plainArray } from '../database/array-parameters.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';
import { type DemandedClaim, demandOf } from './demand.js';

export interface Pending {
  readonly claimId: ClaimId;
  readonly sequence: number;
  readonly kind: OutboxKind;
  readonly ledgerItemId: LedgerItemId;
  /** A person may still undo the approval: whoever sends it takes that away first. */
  readonly undoable: boolean;
}

/** Some of what waits: those that may leave now, and where the next page begins. */
export interface PendingPage {
  readonly messages: readonly Pending[];
  /** Undefined when nothing was left to look at. */
  readonly last: ClaimId | undefined;
}

interface WaitingRow extends Pending {
  readonly mayLeave: boolean;
  readonly forAgency: boolean;
}

interface MessageRow extends DemandedClaim {
  /** Null of a hand-over: the demand is its payload. */
  readonly payload: JsonObject | null;
  readonly agencyId: AgencyId | null;
}

/** Messages to the pipeline that have not left yet. */
@Injectable()
export class PendingMessages {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Looks at the first waiting message of each claim, in the order of the claims' ids after `after`. At most `limit`, and
   * no more than an agency takes in one call if they go to one.
   */
  async read(
    tx: Transaction,
    connectionId: ConnectionId,
    page: { readonly after: string; readonly limit: number },
  ): Promise<PendingPage> {
    const waiting = await tx.query<WaitingRow>(READ, [
      tx.creditorId,
      connectionId,
      page.after === '' ? NIL : page.after,
      this.clock.now(),
      page.limit,
    ]);
    const rows = waiting.slice(0, endOfAgencyBatch(waiting));
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
    const leaving = await this.#take(
      tx,
      batch.filter(({ kind, ledgerItemId }) => kind !== 'hand-over' || itemsReadAgain.has(ledgerItemId)),
    );
    if (leaving.length === 0) return [];
    const rows = await tx.query<MessageRow>(CONFIRM, [
      tx.creditorId,
      connectionId,
      plainArray(leaving.map(({ claimId }) => claimId)),
      this.clock.now(),
      plainArray(leaving.map(({ sequence }) => sequence)),
    ]);
    // One message of each claim.
    const asked = new Map(leaving.map((message) => [message.claimId, message]));
    return rows.flatMap((row): PipelineMessage[] => {
      const { sequence, kind, ledgerItemId } = asked.get(row.claimId) as Pending;
      const message = {
        claimId: row.claimId,
        sequence,
        kind,
        ...(row.agencyId && { agencyId: row.agencyId }),
      };
      if (kind !== 'hand-over') return [{ ...message, payload: row.payload ?? {} }];
      const item = itemsReadAgain.get(ledgerItemId);
      return item ? [{ ...message, payload: demandOf(row, item) }] : [];
    });
  }

  /** From here on the approvals cannot be undone. One that is being undone at this moment is waited for, and stays. */
  async #take(tx: Transaction, batch: readonly Pending[]): Promise<readonly Pending[]> {
    const undoable = batch.filter((message) => message.undoable);
    if (undoable.length === 0) return batch;
    const taken = await tx.query<{ claimId: ClaimId }>(TAKE, [
      tx.creditorId,
      plainArray(undoable.map(({ claimId }) => claimId)),
      plainArray(undoable.map(({ sequence }) => sequence)),
      this.clock.now(),
    ]);
    const mine = new Set(taken.map(({ claimId }) => claimId));
    return batch.filter((message) => !message.undoable || mine.has(message.claimId));
  }
}

/** Where the first message stands that is one too many for an agency. Undefined when there is none. */
function endOfAgencyBatch(rows: readonly WaitingRow[]): number | undefined {
  let leaving = 0;
  for (const [index, { mayLeave, forAgency }] of rows.entries()) {
    if (mayLeave && forAgency) leaving += 1;
    if (leaving > AGENCY_MESSAGES_MAX) return index;
  }
  return undefined;
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
  select m.claim_id as "claimId", m.sequence, m.kind, c.ledger_item_id as "ledgerItemId",
    m.undo_until is not null as undoable, ${MAY_LEAVE} as "mayLeave",
    c.agency_id is not null or (select agency_id from creditor where creditor_id = $1) is not null as "forAgency"
  from (
    select distinct on (claim_id) claim_id, sequence, kind, not_before, undo_until from outbox_message
    where creditor_id = $1 and connection_id = $2 and claim_id > $3 and state = 'pending'
    order by claim_id, sequence limit $5
  ) m join claim c on c.creditor_id = $1 and c.id = m.claim_id
  order by m.claim_id`;

/** Locked in one order, the order of undoing, so that neither waits for the other in turn. */
const TAKE = `
  with mine as (
    select m.claim_id, m.sequence from outbox_message m
    join unnest($2::uuid[], $3::int[]) as wanted(claim_id, sequence)
      on m.claim_id = wanted.claim_id and m.sequence = wanted.sequence
    where m.creditor_id = $1 and m.state = 'pending' and m.undo_until is not null and m.not_before <= $4
    order by m.claim_id for update of m
  )
  update outbox_message m set undo_until = null from mine
  where m.creditor_id = $1 and m.claim_id = mine.claim_id and m.sequence = mine.sequence
  returning m.claim_id as "claimId"`;

/**
 * That no earlier message of the claim waits was seen by READ, and no later one gets an earlier number. `|| ''` keeps the
 * planner from the index of all that waits: each message is found by its key. A claim stays with the agency that has it;
 * only one that nobody has goes where the creditor chooses now, which is asked once for the whole batch.
 */
const CONFIRM = prepared(`
  select m.claim_id as "claimId", case when m.kind <> 'hand-over' then m.payload end as payload,
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
