import {
  type ClaimId,
  type Clock,
  type ConnectionId,
  type Country,
  type CreditorId,
  newId,
  type OpenItem,
} from '@app/domain';
import { type ClaimDecision, claimFromOpenItem, claimMovementKind } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { prepared, type Statements } from '../database/transaction.js';
import { OutboxJobs } from '../outbox/outbox-jobs.js';

/** An open item that was decided to be a claim. */
export interface NewClaim {
  readonly item: OpenItem;
  readonly decision: ClaimDecision;
}

export interface ClaimOrigin {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
  readonly country: Country;
  /** `automatic` releases the claim at once; otherwise a person approves it. */
  readonly approval: 'approve' | 'automatic';
}

/** Makes claims of open items: claim, first line of history and, when automatic, the hand-over, in one statement. */
@Injectable()
export class ClaimIntake {
  constructor(
    private readonly outbox: OutboxJobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers how many were made; an item that has a claim already makes none. */
  async create(tx: Statements, origin: ClaimOrigin, claims: readonly NewClaim[]): Promise<number> {
    if (claims.length === 0) return 0;
    const automatic = origin.approval === 'automatic';
    const rows = claims.map((claim) => this.#row(claim, origin.country));
    const creating = tx.query<{ made: number }>(CREATE_CLAIMS, [
      origin.creditorId,
      origin.connectionId,
      automatic ? 'approved' : 'proposed',
      automatic ? 1 : 0,
      this.clock.now(),
      JSON.stringify(rows),
      origin.approval,
    ]);
    const [made] = await Promise.all([
      creating,
      this.#addMovements(tx, origin, claims),
      automatic ? this.outbox.wake(tx, origin) : undefined,
    ]);
    return made[0]?.made ?? 0;
  }

  #row({ item, decision }: NewClaim, country: Country) {
    const { balance, paymentReference } = claimFromOpenItem(item, country);
    return {
      id: newId<'ClaimId'>(this.clock) as ClaimId,
      item: item.ledgerItemId,
      debtor: item.ledgerDebtorId,
      number: item.invoiceNumber,
      invoiced: item.invoicedOn,
      due: item.dueOn,
      currency: balance.currency,
      principal: balance.principal.toString(),
      paid: balance.paid.toString(),
      credited: balance.credited.toString(),
      written: balance.writtenOff.toString(),
      outstanding: balance.outstanding.toString(),
      overpaid: balance.overpaid.toString(),
      reference:
        paymentReference.kind === 'kid' || paymentReference.kind === 'ocr' ? paymentReference.text : null,
      reason: { rule: decision.rule, inputs: decision.inputs, policyVersion: decision.policyVersion },
    };
  }

  /** What had reduced the item before it became a claim counts from the start. */
  async #addMovements(tx: Statements, origin: ClaimOrigin, claims: readonly NewClaim[]): Promise<void> {
    const movements = claims.flatMap(({ item }) => {
      const byId = new Map(item.movements.map((movement) => [movement.postingId, movement]));
      return item.movements.map((movement) => ({
        item: item.ledgerItemId,
        posting: movement.postingId,
        kind: claimMovementKind(movement, (id) => byId.get(id)),
      }));
    });
    if (movements.length === 0) return;
    await tx.query(
      `insert into claim_movement (creditor_id, claim_id, source, source_id, kind, amount_minor, occurred_on)
       select m.creditor_id, c.id, 'ledger', m.posting_id || '#1', x.kind, -m.change_minor, m.booked_on
       from jsonb_to_recordset($3::jsonb) as x(item text, posting text, kind text)
       join claim c on c.creditor_id = $1 and c.connection_id = $2 and c.ledger_item_id = x.item and c.last_event = 1
       join ledger_movement m on m.creditor_id = $1 and m.connection_id = $2 and m.posting_id = x.posting
         and m.ledger_item_id = x.item and m.gone_at is null
       on conflict do nothing`,
      [origin.creditorId, origin.connectionId, JSON.stringify(movements)],
    );
  }
}

const CREATE_CLAIMS = prepared(`
  with input as (
    select * from jsonb_to_recordset($6::jsonb) as x(id uuid, item text, debtor text, number text, invoiced date,
      due date, currency text, principal bigint, paid bigint, credited bigint, written bigint, outstanding bigint,
      overpaid bigint, reference text, reason jsonb)
  ), made as (
    insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
      due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor,
      overpaid_minor, payment_reference, state, reason, last_event, last_message, created_at, changed_at)
    select $1::uuid, id, $2::uuid, item, debtor, number, invoiced, due, currency, principal, paid, credited, written,
      outstanding, overpaid, reference, $3, reason, 1, $4::int, $5, $5
    from input
    on conflict (creditor_id, connection_id, ledger_item_id) do nothing
    returning creditor_id, id, reason
  ), history as (
    insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
    select creditor_id, id, 1, 'created', reason || jsonb_build_object('approval', $7::text), 'system', $5 from made
  ), message as (
    insert into outbox_message (creditor_id, claim_id, sequence, connection_id, kind, payload, state, attempts,
      not_before)
    select creditor_id, id, 1, $2::uuid, 'hand-over', '{}', 'pending', 0, $5 from made where $4::int = 1
  )
  select count(*)::int as made from made`);
