import type { ClaimMovementKind, ConnectionId, LedgerItemId, LedgerPostingId, LocalDate } from '@app/domain';
import { claimMovementKind, type MovementFacts } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { type Claim, ClaimBook } from './claim-book.js';

export interface MovementRow extends MovementFacts {
  readonly bookedOn: LocalDate;
  readonly changeMinor: bigint;
  /** The ledger no longer tells it on this item: the posting was deleted, or belongs to another invoice now. */
  readonly gone: boolean;
  /** One of our write-backs made it: the settlement behind it counts already. */
  readonly ours: boolean;
  /** A reversal of ours took it back; some ledgers then no longer tell it. */
  readonly undoneByUs: boolean;
  /** It takes back one of our postings. The debtor's money stays received, so it does not count against them. */
  readonly undoesOurs: boolean;
  /** Ours, or what undoes ours, and the debtor's bank has taken the payment behind it back: nothing was received. */
  readonly ofReversedPayment: boolean;
  /** What it counts for in the claim now, and in how many rows. */
  readonly countedMinor: bigint;
  readonly countedRows: number;
}

export interface Correction {
  readonly movement: MovementRow;
  readonly kind: ClaimMovementKind;
  readonly amountMinor: bigint;
}

/**
 * Lets a claim follow what the ledger shows on its item. Echoes of our own postings never count a second time. While
 * one of our postings is unanswered, a new reducing movement may be its echo, so it stays undecided until the
 * write-back has found its posting or proved that there is none.
 */
@Injectable()
export class LedgerRecount {
  constructor(private readonly book: ClaimBook) {}

  async recountItem(tx: Transaction, connectionId: ConnectionId, ledgerItemId: LedgerItemId): Promise<void> {
    const [claim] = await this.book.lockByItems(tx, connectionId, [ledgerItemId]);
    if (claim) await this.recountClaim(tx, claim);
  }

  /** For a claim that the caller has locked. */
  async recountClaim(tx: Transaction, claim: Claim): Promise<Claim> {
    const movements = await this.#movements(tx, claim);
    const inFlight = await this.#isInFlight(tx, claim);
    let current = claim;
    // What undoes a posting of ours may be the reversal that we have just sent ourselves.
    if (
      !inFlight &&
      movements.some(
        ({ undoesOurs, gone, ours, undoneByUs, ofReversedPayment }) =>
          !ofReversedPayment && ((undoesOurs && !gone) || (ours && gone && !undoneByUs)),
      )
    ) {
      const detail =
        'A payment that we booked was taken back in the ledger. The debtor has paid; a person must look.';
      current = await this.book.hold(tx, current, 'reopened', detail, 'system');
    }
    const corrections = correctionsOf(movements, inFlight);
    if (corrections.length === 0) return current;
    if (await this.#wouldTakeBackTooMuch(tx, claim, corrections)) {
      const detail = 'The ledger takes back more than was ever paid or credited on the invoice.';
      return this.book.hold(tx, current, 'balance-unexplained', detail, 'system');
    }
    for (const { movement, kind, amountMinor } of corrections) {
      await this.book.addMovement(tx, claim, {
        source: 'ledger',
        // A posting that goes and comes again counts in rows of its own: what was counted once is never edited.
        sourceId: `${movement.postingId}#${movement.countedRows + 1}`,
        kind,
        amountMinor,
        occurredOn: movement.bookedOn,
      });
    }
    return this.book.recount(tx, current, { actor: 'system', byPipeline: false });
  }

  #movements(tx: Transaction, claim: Claim): Promise<MovementRow[]> {
    return tx.query<MovementRow>(
      `select m.posting_id as "postingId", m.kind, m.booked_on as "bookedOn", m.change_minor as "changeMinor",
         m.reverses, m.gone_at is not null or m.ledger_item_id <> $4 as gone,
         own.id is not null as ours,
         exists (select from write_back back where back.creditor_id = m.creditor_id
           and back.connection_id = m.connection_id and back.ledger_item_id = m.ledger_item_id
           and back.posting_id is not null
           and back.instruction -> 'reverses' ->> 'postingId' = m.posting_id) as "undoneByUs",
         undone.id is not null and own.id is null as "undoesOurs",
         exists (select from settlement back where back.creditor_id = m.creditor_id
           and back.reverses_id = coalesce(own.settlement_id, undone.settlement_id)) as "ofReversedPayment",
         coalesce(counted.minor, 0)::bigint as "countedMinor", coalesce(counted.rows, 0)::int as "countedRows"
       from ledger_movement m
       left join write_back own on own.creditor_id = m.creditor_id and own.connection_id = m.connection_id
         and own.ledger_item_id = m.ledger_item_id
         and (own.posting_id = m.posting_id or own.id::text = m.write_back_key or m.posting_id = any(own.former_posting_ids))
       left join write_back undone on undone.creditor_id = m.creditor_id and undone.connection_id = m.connection_id
         and undone.ledger_item_id = m.ledger_item_id
         and (undone.posting_id = m.reverses or m.reverses = any(undone.former_posting_ids))
       left join lateral (
         select sum(k.amount_minor) as minor, count(*) as rows from claim_movement k
         where k.creditor_id = m.creditor_id and k.claim_id = $3 and k.source = 'ledger'
           and split_part(k.source_id, '#', 1) = m.posting_id
       ) counted on true
       where m.creditor_id = $1 and m.connection_id = $2 and (m.ledger_item_id = $4 or m.posting_id = any(array(
         select split_part(k.source_id, '#', 1) from claim_movement k
         where k.creditor_id = $1 and k.claim_id = $3 and k.source = 'ledger')))
       order by m.booked_on, m.posting_id`,
      [claim.creditorId, claim.connectionId, claim.id, claim.ledgerItemId],
    );
  }

  async #isInFlight(tx: Transaction, claim: Claim): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from write_back where creditor_id = $1 and connection_id = $2 and ledger_item_id = $3
         and state in ('sending', 'being-confirmed') limit 1`,
      [claim.creditorId, claim.connectionId, claim.ledgerItemId],
    );
    return rows.length > 0;
  }

  async #wouldTakeBackTooMuch(
    tx: Transaction,
    claim: Claim,
    corrections: readonly Correction[],
  ): Promise<boolean> {
    const sums = new Map<ClaimMovementKind, bigint>();
    const rows = await tx.query<{ kind: ClaimMovementKind; minor: bigint }>(
      `select kind, sum(amount_minor)::bigint as minor from claim_movement
       where creditor_id = $1 and claim_id = $2 group by kind`,
      [claim.creditorId, claim.id],
    );
    for (const { kind, minor } of rows) sums.set(kind, minor);
    for (const { kind, amountMinor } of corrections) sums.set(kind, (sums.get(kind) ?? 0n) + amountMinor);
    return [...sums.values()].some((sum) => sum < 0n);
  }
}

/** What must be added so that each movement counts for what it is: nothing when gone, ours, or undoing ours. */
export function correctionsOf(movements: readonly MovementRow[], inFlight: boolean): Correction[] {
  const byId = new Map<LedgerPostingId, MovementRow>(
    movements.map((movement) => [movement.postingId, movement]),
  );
  const corrections: Correction[] = [];
  for (const movement of movements) {
    const counts = !movement.gone && !movement.ours && !movement.undoesOurs;
    const amountMinor = (counts ? -movement.changeMinor : 0n) - movement.countedMinor;
    if (amountMinor === 0n) continue;
    // It may be the echo of a posting whose answer we wait for.
    if (inFlight && movement.countedRows === 0) continue;
    corrections.push({ movement, kind: claimMovementKind(movement, (id) => byId.get(id)), amountMinor });
  }
  return corrections;
}
