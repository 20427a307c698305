import {
  type ClaimId,
  type Clock,
  type ConnectionId,
  type Country,
  type CreditorId,
  idSequence,
  type OpenItem,
} from '@app/domain';
import {
  type ClaimDecision,
  claimFromOpenItem,
  claimMovementKind,
  type PaymentReference,
} from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
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
    const creating = tx.query<{ made: number }>(CREATE_CLAIMS, [
      origin.creditorId,
      origin.connectionId,
      automatic ? 'approved' : 'proposed',
      automatic ? 1 : 0,
      this.clock.now(),
      ...this.#columns(claims, origin),
    ]);
    const [made] = await Promise.all([
      creating,
      this.#addMovements(tx, origin, claims),
      automatic ? this.outbox.wake(tx, origin) : undefined,
    ]);
    return made[0]?.made ?? 0;
  }

  /** The claims' rows, column by column, in the order of `CREATE_CLAIMS`. */
  #columns(claims: readonly NewClaim[], { country, approval }: ClaimOrigin): readonly string[] {
    const made = claims.map(({ item }) => claimFromOpenItem(item, country));
    // In the order of the rows, so that each comes behind the last one in the indexes, too.
    const nextId = idSequence<ClaimId>(this.clock);
    return [
      plainArray(claims.map(nextId)),
      textArray(claims.map(({ item }) => item.ledgerItemId)),
      textArray(claims.map(({ item }) => item.ledgerDebtorId)),
      textArray(claims.map(({ item }) => item.invoiceNumber)),
      plainArray(claims.map(({ item }) => item.invoicedOn)),
      plainArray(claims.map(({ item }) => item.dueOn)),
      plainArray(made.map(({ balance }) => balance.currency)),
      plainArray(made.map(({ balance }) => balance.principal)),
      plainArray(made.map(({ balance }) => balance.paid)),
      plainArray(made.map(({ balance }) => balance.credited)),
      plainArray(made.map(({ balance }) => balance.writtenOff)),
      plainArray(made.map(({ balance }) => balance.outstanding)),
      plainArray(made.map(({ balance }) => balance.overpaid)),
      textArray(made.map(({ paymentReference }) => checkedReference(paymentReference))),
      jsonLines(
        claims.map(({ decision: { rule, inputs, policyVersion } }) => ({
          rule,
          inputs,
          policyVersion,
          approval,
        })),
      ),
    ];
  }

  /** What had reduced the item before it became a claim counts from the start. */
  async #addMovements(tx: Statements, origin: ClaimOrigin, claims: readonly NewClaim[]): Promise<void> {
    const movements = claims.flatMap(({ item }) => {
      if (item.movements.length === 0) return [];
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

/** Only one whose check digit is right is passed on. */
function checkedReference(reference: PaymentReference): string | null {
  return reference.kind === 'kid' || reference.kind === 'ocr' ? reference.text : null;
}

/** Why it is a claim stands in the first line of its history alone, which nobody can change. */
const CREATE_CLAIMS = prepared(`
  with input as (
    select * from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::date[], $11::date[], $12::text[],
        $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::text[],
        string_to_array($20, E'\\n')::json[])
      as x(id, item, debtor, number, invoiced, due, currency, principal, paid, credited, written, outstanding,
        overpaid, reference, why)
  ), made as (
    insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
      due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor,
      overpaid_minor, payment_reference, state, last_event, last_message, created_at, changed_at)
    select $1::uuid, id, $2::uuid, item, debtor, number, invoiced, due, currency, principal, paid, credited, written,
      outstanding, overpaid, reference, $3, 1, $4::int, $5, $5
    from input
    on conflict (creditor_id, connection_id, ledger_item_id) do nothing
    returning id
  ), history as (
    insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
    select $1::uuid, id, 1, 'created', why, 'system', $5 from input where id = any (array(select id from made))
  ), message as (
    insert into outbox_message (creditor_id, claim_id, sequence, connection_id, kind, payload, state, attempts,
      not_before)
    select $1::uuid, id, 1, $2::uuid, 'hand-over', '{}', 'pending', 0, $5 from made where $4::int = 1
  )
  select count(*)::int as made from made`);
