import {
  assertClaimMove,
  type ClaimHoldReason,
  type ClaimId,
  type ClaimMovementKind,
  type ClaimState,
  claimBalance,
  type Clock,
  type ConnectionId,
  type Currency,
  type JsonObject,
  type LedgerItemId,
  type LocalDate,
  money,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CaseStatusBoard } from '../case-status/case-status-board.js';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { OutboxJobs } from '../outbox/outbox-jobs.js';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';
import {
  balanceChange,
  canClose,
  closedBy,
  pipelineNews,
  type Reductions,
  sameBalance,
} from './claim-changes.js';
import { ClaimNotFoundError } from './claim-errors.js';
import { CLAIM_COLUMNS, type Claim } from './claim-row.js';
import { endsByItself } from './self-ending-holds.js';
import { undoUntilOf } from './waiting-hand-over.js';

export type { Claim } from './claim-row.js';

export interface NewMovement {
  readonly source: 'ledger' | 'settlement' | 'creditor';
  readonly sourceId: string;
  readonly kind: ClaimMovementKind;
  /** Positive reduces what is owed; negative takes an earlier movement back. Minor units of the claim's currency. */
  readonly amountMinor: bigint;
  readonly occurredOn: LocalDate;
}

export interface Cause {
  /** `system`, or who did it. */
  readonly actor: string;
  /** The pipeline caused it itself, so it needs no message about it. */
  readonly byPipeline: boolean;
  readonly note?: string;
}

/**
 * The only writer of claims once they exist. Every method works inside the caller's transaction on a claim that the
 * caller has locked; balance, history and messages to the pipeline are written together or not at all.
 */
@Injectable()
export class ClaimBook {
  constructor(
    private readonly outbox: OutboxJobs,
    private readonly caseStatus: CaseStatusBoard,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ClaimNotFoundError */
  async lock(tx: Transaction, claimId: ClaimId): Promise<Claim> {
    const [claim] = await tx.query<Claim>(
      `select ${CLAIM_COLUMNS} from claim c where c.creditor_id = $1 and c.id = $2 for update`,
      [tx.creditorId, claimId],
    );
    if (!claim) throw new ClaimNotFoundError(claimId);
    return claim;
  }

  /** The claims of these items, locked in one order so that two transactions never wait for each other. */
  async lockByItems(
    tx: Transaction,
    connectionId: ConnectionId,
    ledgerItemIds: readonly LedgerItemId[],
  ): Promise<Claim[]> {
    return tx.query<Claim>(
      `select ${CLAIM_COLUMNS} from claim c
       where c.creditor_id = $1 and c.connection_id = $2 and c.ledger_item_id = any($3)
       order by c.id for update`,
      [tx.creditorId, connectionId, ledgerItemIds],
    );
  }

  /** Adds a movement that counts; false when this source counts already. `recount` follows. */
  async addMovement(tx: Transaction, claim: Claim, movement: NewMovement): Promise<boolean> {
    const rows = await tx.query(
      `insert into claim_movement (creditor_id, claim_id, source, source_id, kind, amount_minor, occurred_on)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [
        claim.creditorId,
        claim.id,
        movement.source,
        movement.sourceId,
        movement.kind,
        movement.amountMinor,
        movement.occurredOn,
      ],
    );
    return rows.length > 0;
  }

  /**
   * Recomputes the balance from all movements that count. Closes a claim with nothing outstanding, opens one again that
   * has something outstanding, and tells the pipeline what it did not cause itself.
   */
  async recount(tx: Transaction, claim: Claim, cause: Cause): Promise<Claim> {
    const movements = await tx.query<{ kind: ClaimMovementKind; amountMinor: bigint }>(
      `select kind, sum(amount_minor)::bigint as "amountMinor" from claim_movement
       where creditor_id = $1 and claim_id = $2 group by kind`,
      [claim.creditorId, claim.id],
    );
    const currency: Currency = claim.currency;
    const balance = claimBalance(
      money(claim.principalMinor, currency),
      movements.map(({ kind, amountMinor }) => ({ kind, amount: money(amountMinor, currency) })),
    );
    const changed: Claim = {
      ...claim,
      paidMinor: balance.paid,
      creditedMinor: balance.credited,
      writtenOffMinor: balance.writtenOff,
      outstandingMinor: balance.outstanding,
      overpaidMinor: balance.overpaid,
      changedAt: this.clock.now(),
    };
    if (sameBalance(claim, changed)) return claim;
    await tx.query(
      `update claim set paid_minor = $3, credited_minor = $4, written_off_minor = $5, outstanding_minor = $6,
         overpaid_minor = $7, changed_at = $8 where creditor_id = $1 and id = $2`,
      [
        claim.creditorId,
        claim.id,
        changed.paidMinor,
        changed.creditedMinor,
        changed.writtenOffMinor,
        changed.outstandingMinor,
        changed.overpaidMinor,
        changed.changedAt,
      ],
    );
    const recorded = await this.record(
      tx,
      changed,
      'balance-changed',
      balanceChange(claim, changed, cause.note),
      cause.actor,
    );
    return this.#followBalance(tx, claim, recorded, cause);
  }

  /** Moves the claim to another state, with its line of history. */
  async move(
    tx: Transaction,
    claim: Claim,
    to: ClaimState,
    detail: JsonObject,
    actor: string,
  ): Promise<Claim> {
    assertClaimMove(claim.state, to);
    await tx.query(`update claim set state = $3, changed_at = $4 where creditor_id = $1 and id = $2`, [
      claim.creditorId,
      claim.id,
      to,
      this.clock.now(),
    ]);
    await this.#tellLedger(tx, claim, to);
    return this.record(tx, { ...claim, state: to }, to, detail, actor);
  }

  /**
   * Stops the machine for this claim until somebody ends it. The pipeline, if it has the claim, pauses too. A hold that
   * ends by itself never takes the place of one that needs a person: it stands in the history alone.
   */
  async hold(
    tx: Transaction,
    claim: Claim,
    reason: ClaimHoldReason,
    detail: string,
    actor: string,
  ): Promise<Claim> {
    if (claim.holdReason === reason && claim.holdDetail === detail) return claim;
    if (claim.holdReason !== null && endsByItself(reason) && !endsByItself(claim.holdReason)) {
      return this.record(tx, claim, 'held', { reason, detail, heldAlreadyBy: claim.holdReason }, actor);
    }
    await this.#writeHold(tx, claim, reason, detail);
    const held = await this.record(
      tx,
      { ...claim, holdReason: reason, holdDetail: detail },
      'held',
      { reason, detail },
      actor,
    );
    if (claim.holdReason !== null) return held;
    if (claim.state === 'in-collection') return this.enqueue(tx, held, 'pause', { reason });
    // A hand-over that was not answered may have arrived: people first, so the pipeline gives the claim back.
    return claim.state === 'approved' ? this.recall(tx, held, `held: ${reason}`) : held;
  }

  async release(tx: Transaction, claim: Claim, actor: string): Promise<Claim> {
    if (claim.holdReason === null) return claim;
    await this.#writeHold(tx, claim, null, null);
    const released = await this.record(
      tx,
      { ...claim, holdReason: null, holdDetail: null },
      'released',
      { reason: claim.holdReason },
      actor,
    );
    if (claim.state === 'in-collection') return this.enqueue(tx, released, 'resume', {});
    if (claim.state !== 'approved') return released;
    // A hold does not shorten the time in which the approval can be undone.
    return this.enqueue(tx, released, 'hand-over', {}, await undoUntilOf(tx, claim));
  }

  /** Appends a line to the claim's history. */
  async record(
    tx: Transaction,
    claim: Claim,
    kind: string,
    detail: JsonObject,
    actor: string,
  ): Promise<Claim> {
    const [row] = await tx.query<{ lastEvent: number }>(
      `with line as (
         update claim set last_event = last_event + 1 where creditor_id = $1 and id = $2
         returning creditor_id, id, last_event
       )
       insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
       select creditor_id, id, last_event, $3, $4, $5, $6 from line returning sequence as "lastEvent"`,
      [claim.creditorId, claim.id, kind, JSON.stringify(detail), actor, this.clock.now()],
    );
    if (!row) throw new ClaimNotFoundError(claim.id);
    return { ...claim, lastEvent: row.lastEvent };
  }

  /**
   * Writes a message to the pipeline; it leaves in order, after this transaction.
   * @param undoUntil it waits until then, so that a person can think better of it; absent: it leaves at once
   */
  async enqueue(
    tx: Transaction,
    claim: Claim,
    kind: OutboxKind,
    payload: JsonObject,
    undoUntil?: Date,
  ): Promise<Claim> {
    const now = this.clock.now();
    const waits = undoUntil !== undefined && undoUntil > now;
    const [row] = await tx.query<{ lastMessage: number }>(
      `with next as (
         update claim set last_message = last_message + 1 where creditor_id = $1 and id = $2
         returning creditor_id, id, last_message, connection_id
       )
       insert into outbox_message (creditor_id, claim_id, sequence, connection_id, kind, payload, state, attempts,
         not_before, undo_until)
       select creditor_id, id, last_message, connection_id, $3, $4, 'pending', 0, coalesce($6, $5::timestamptz), $6
       from next
       returning sequence as "lastMessage"`,
      [claim.creditorId, claim.id, kind, JSON.stringify(payload), now, waits ? undoUntil : null],
    );
    if (!row) throw new ClaimNotFoundError(claim.id);
    if (!waits) await this.outbox.wake(tx, claim);
    return { ...claim, lastMessage: row.lastMessage };
  }

  /**
   * Takes a claim back from wherever it is on its way to. A hand-over that was not answered yet may still arrive, so
   * the withdrawal follows it as a message of its own: the pipeline drops a claim it never got without complaint.
   */
  async recall(tx: Transaction, claim: Claim, why: string): Promise<Claim> {
    if (claim.lastMessage === 0) return claim;
    await tx.query(
      `update outbox_message set state = 'cancelled', note = $3
       where creditor_id = $1 and claim_id = $2 and state = 'pending'`,
      [claim.creditorId, claim.id, why],
    );
    return this.enqueue(tx, claim, 'withdraw', { reason: why });
  }

  /** The pipeline has just taken the claim in as it was told: what has happened since follows. */
  async catchUp(tx: Transaction, claim: Claim, told: Reductions): Promise<Claim> {
    let current = claim;
    for (const message of pipelineNews(told, claim)) {
      current = await this.enqueue(tx, current, message.kind, message.payload);
    }
    if (claim.holdReason === null) return current;
    return this.enqueue(tx, current, 'pause', { reason: claim.holdReason });
  }

  async #followBalance(tx: Transaction, before: Claim, now: Claim, cause: Cause): Promise<Claim> {
    let claim = now;
    if (claim.state === 'in-collection' && !cause.byPipeline) {
      for (const message of pipelineNews(before, claim)) {
        claim = await this.enqueue(tx, claim, message.kind, message.payload);
      }
    }
    if (claim.outstandingMinor === 0n && canClose(claim.state)) {
      const waiting = claim.state === 'approved' || claim.state === 'proposed';
      if (waiting) claim = await this.recall(tx, claim, 'nothing is outstanding any more');
      claim = await this.move(
        tx,
        claim,
        'closed',
        { from: claim.state, closedBy: closedBy(claim) },
        cause.actor,
      );
    } else if (claim.outstandingMinor > 0n && claim.state === 'closed') {
      const to: ClaimState = (await this.#isWithPipeline(tx, claim)) ? 'in-collection' : 'proposed';
      claim = await this.move(tx, claim, to, { reopened: true }, cause.actor);
      if (to === 'in-collection' && !cause.byPipeline) {
        claim = await this.enqueue(tx, claim, 'reopened', {
          outstandingMinor: claim.outstandingMinor.toString(),
        });
        // It opens there; what holds the claim here still holds.
        if (claim.holdReason !== null) {
          claim = await this.enqueue(tx, claim, 'pause', { reason: claim.holdReason });
        }
      }
    }
    if (claim.overpaidMinor > 0n && claim.overpaidMinor !== before.overpaidMinor) {
      claim = await this.hold(
        tx,
        claim,
        'overpaid',
        'More was paid than was owed; it belongs to the debtor.',
        'system',
      );
    }
    if (claim.outstandingMinor > before.outstandingMinor && !cause.byPipeline && claim.holdReason === null) {
      claim = await this.hold(
        tx,
        claim,
        'reopened',
        'The ledger shows more outstanding than before.',
        'system',
      );
    }
    return claim;
  }

  /** The invoice in the creditor's ledger says where the case stands, once the pipeline has it. */
  async #tellLedger(tx: Transaction, claim: Claim, to: ClaimState): Promise<void> {
    if (to === 'in-collection') await this.caseStatus.want(tx, claim, 'in-collection');
    else if (to === 'rejected') await this.caseStatus.want(tx, claim, 'refused');
    else if (claim.state !== 'in-collection') return;
    else if (to === 'closed') await this.caseStatus.want(tx, claim, 'settled');
    else if (to === 'withdrawn') await this.caseStatus.want(tx, claim, 'withdrawn');
  }

  /** Whether the pipeline was given the claim, and has not been asked to give it back since. */
  async #isWithPipeline(tx: Transaction, claim: Claim): Promise<boolean> {
    const [last] = await tx.query<{ kind: OutboxKind; state: string }>(
      `select kind, state from outbox_message
       where creditor_id = $1 and claim_id = $2 and kind in ('hand-over', 'withdraw') and state <> 'cancelled'
       order by sequence desc limit 1`,
      [claim.creditorId, claim.id],
    );
    return last?.kind === 'hand-over' && last.state === 'sent';
  }

  async #writeHold(
    tx: Transaction,
    claim: Claim,
    reason: string | null,
    detail: string | null,
  ): Promise<void> {
    await tx.query(
      `update claim set hold_reason = $3, hold_detail = $4, changed_at = $5 where creditor_id = $1 and id = $2`,
      [claim.creditorId, claim.id, reason, detail, this.clock.now()],
    );
  }
}
