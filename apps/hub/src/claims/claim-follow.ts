import type { ClaimHoldReason, ConnectionId, LedgerItemId, OpenItem } from '@app/domain';
import type { ClaimDecision, DecisionRule } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { type Claim, ClaimBook } from './claim-book.js';
import { LedgerRecount } from './ledger-recount.js';
import { endsByItself } from './self-ending-holds.js';

/** What a decision about the item means for a claim that is with the pipeline already; rules not named mean nothing. */
const HOLDS: Partial<Record<DecisionRule, ClaimHoldReason>> = {
  postponed: 'ledger-hold',
  'postponed-without-end': 'ledger-hold',
  'already-in-collection': 'ledger-hold',
  'credited-with-remainder': 'ledger-hold',
  factored: 'ledger-hold',
  'not-due': 'ledger-hold',
  overpaid: 'overpaid',
  'balance-unexplained': 'balance-unexplained',
  vanished: 'vanished',
};

export interface FollowedItem {
  readonly item: OpenItem;
  readonly decision: ClaimDecision;
}

/** Lets existing claims follow a new reading of their items: balance, due day, holds, and whether they are claims still. */
@Injectable()
export class ClaimFollow {
  constructor(
    private readonly book: ClaimBook,
    private readonly recount: LedgerRecount,
  ) {}

  /** `automatic` is the creditor's approval mode: a claim that comes back is released by itself. */
  async follow(
    tx: Transaction,
    connectionId: ConnectionId,
    followed: readonly FollowedItem[],
    automatic: boolean,
  ): Promise<void> {
    const byItem = new Map<LedgerItemId, FollowedItem>(
      followed.map((entry) => [entry.item.ledgerItemId, entry]),
    );
    const claims = await this.book.lockByItems(tx, connectionId, [...byItem.keys()]);
    for (const claim of claims) {
      const entry = byItem.get(claim.ledgerItemId);
      if (entry) await this.#followOne(tx, claim, entry, automatic);
    }
  }

  /** The item is no longer in the ledger. Never taken as paid: the claim waits for a person. */
  async vanished(tx: Transaction, connectionId: ConnectionId, items: readonly LedgerItemId[]): Promise<void> {
    const claims = await this.book.lockByItems(tx, connectionId, items);
    for (const claim of claims) {
      if (claim.state === 'closed' || claim.state === 'withdrawn') continue;
      const detail =
        'The invoice is no longer in the ledger. It may be deleted, or hidden from us by missing rights.';
      await this.book.hold(tx, claim, 'vanished', detail, 'system');
    }
  }

  async #followOne(
    tx: Transaction,
    claim: Claim,
    { item, decision }: FollowedItem,
    automatic: boolean,
  ): Promise<void> {
    if (item.original.currency !== claim.currency || item.original.minor !== claim.principalMinor) {
      const detail = 'Amount or currency of the invoice itself was changed in the ledger.';
      await this.book.hold(tx, claim, 'identity-changed', detail, 'system');
      return;
    }
    const dated = await this.#followFacts(tx, claim, item);
    const counted = await this.recount.recountClaim(tx, dated);
    await this.#followDecision(tx, counted, decision, automatic);
  }

  async #followFacts(tx: Transaction, claim: Claim, item: OpenItem): Promise<Claim> {
    if (claim.dueOn === item.dueOn && claim.ledgerDebtorId === item.ledgerDebtorId) return claim;
    await tx.query(`update claim set due_on = $3, ledger_debtor_id = $4 where creditor_id = $1 and id = $2`, [
      claim.creditorId,
      claim.id,
      item.dueOn,
      item.ledgerDebtorId,
    ]);
    const detail = {
      dueOn: item.dueOn,
      before: claim.dueOn,
      debtorChanged: claim.ledgerDebtorId !== item.ledgerDebtorId,
    };
    return this.book.record(
      tx,
      { ...claim, dueOn: item.dueOn, ledgerDebtorId: item.ledgerDebtorId },
      'ledger-facts-changed',
      detail,
      'system',
    );
  }

  async #followDecision(
    tx: Transaction,
    claim: Claim,
    decision: ClaimDecision,
    automatic: boolean,
  ): Promise<void> {
    if (decision.outcome === 'claim') {
      const released = endsByItself(claim.holdReason) ? await this.book.release(tx, claim, 'system') : claim;
      if (released.state === 'withdrawn' && released.outstandingMinor > 0n)
        await this.#comeBack(tx, released, automatic);
      return;
    }
    if (decision.rule === 'nothing-outstanding') return;
    if (claim.state === 'proposed' || claim.state === 'approved') {
      const recalled = await this.book.recall(tx, claim, `no longer a claim: ${decision.rule}`);
      await this.book.move(
        tx,
        recalled,
        'withdrawn',
        { rule: decision.rule, inputs: decision.inputs },
        'system',
      );
      return;
    }
    const hold = HOLDS[decision.rule];
    if (claim.state === 'in-collection' && hold !== undefined && claim.holdReason === null) {
      await this.book.hold(tx, claim, hold, decision.rule, 'system');
    }
  }

  /** Only what the hub itself withdrew comes back by itself; a person's withdrawal stands. */
  async #comeBack(tx: Transaction, claim: Claim, automatic: boolean): Promise<void> {
    const [last] = await tx.query<{ actor: string }>(
      `select actor from claim_event where creditor_id = $1 and claim_id = $2 and kind = 'withdrawn'
       order by sequence desc limit 1`,
      [claim.creditorId, claim.id],
    );
    if (last?.actor !== 'system') return;
    const proposed = await this.book.move(tx, claim, 'proposed', { again: true }, 'system');
    if (!automatic) return;
    const approved = await this.book.move(tx, proposed, 'approved', { approval: 'automatic' }, 'system');
    await this.book.enqueue(tx, approved, 'hand-over', {});
  }
}
