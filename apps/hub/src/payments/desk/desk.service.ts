import type { BankTransactionId, ClaimId, Clock, JsonObject, SettlementId } from '@app/domain';
import { localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { linesOf } from '../../client-money/money-entry.js';
import { CLOCK } from '../../config/clock.js';
import type { Actor } from '../../audit/actor.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { Allocator, type Assignment, referenceOf } from '../booking/allocator.js';
import { collectors, type Place } from '../booking/money-entries.js';
import { TakeBack } from '../booking/take-back.js';
import { PAYMENT_BOOKING_QUEUE, THE_ONE } from '../files/file-queues.js';
import type { BankTransactionState } from '../transactions/states.js';
import { bookedOn, openMinor } from '../transactions/transaction-row.js';
import { openDiffers, transactionNotFound, unfit, unfitState } from './desk-problems.js';
import {
  type AllocationView,
  type DeskFilter,
  type DeskRow,
  lockTransaction,
  type ProposedClaim,
  readAllocations,
  readClaims,
  readDesk,
  readTransaction,
} from './desk-store.js';

export interface DeskView {
  readonly row: DeskRow;
  /** Claims that the matching proposes, or found and may not book on. */
  readonly proposals: readonly ProposedClaim[];
  readonly allocations: readonly AllocationView[];
}

export interface ShareAsked {
  readonly claimId: ClaimId;
  readonly minor: bigint;
  readonly principalInBooks?: string;
}

/** What has money that a person may decide about. */
export const DESK_STATES: readonly BankTransactionState[] = ['open', 'set-aside'];

/**
 * Where people decide about money that the machine could not book. Every deed is one transaction of the operator with its line
 * in the audit log; nothing is edited: what was wrong is taken back by an entry of its own.
 */
@Injectable()
export class PaymentDesk {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly allocator: Allocator,
    private readonly takeBack: TakeBack,
    private readonly journal: ClientMoneyBook,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(filter: DeskFilter): Promise<DeskView[]> {
    return this.database.asOperator(async (tx) => {
      const rows = await readDesk(tx, filter);
      const claims = new Map(
        (await readClaims(tx, [...new Set(rows.flatMap(proposedIds))])).map((claim) => [
          claim.claimId,
          claim,
        ]),
      );
      return rows.map((row) => ({
        row,
        proposals: proposedIds(row).flatMap((id) => claims.get(id) ?? []),
        allocations: [],
      }));
    });
  }

  one(id: BankTransactionId): Promise<DeskView> {
    return this.database.asOperator((tx) => this.#view(tx, id));
  }

  /** Books what is open, or shares of it, on claims; all of it or nothing. */
  assign(
    id: BankTransactionId,
    openSeen: bigint,
    shares: readonly ShareAsked[],
    actor: Actor,
  ): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.assigned', async (tx, row, place) => {
      const open = this.#openOf(row, openSeen);
      if (shares.some(({ minor }) => minor <= 0n))
        throw unfit('shares', 'has an amount of nothing or less', 'Give each claim more than nothing.');
      const total = shares.reduce((sum, { minor }) => sum + minor, 0n);
      if (total > open)
        throw unfit('shares', 'is more than what is open', 'Give the claims at most what is open.');
      const claims = new Map(
        (
          await readClaims(
            tx,
            shares.map(({ claimId }) => claimId),
          )
        ).map((claim) => [claim.claimId, claim]),
      );
      const assignments = shares.map(({ claimId, minor, principalInBooks }): Assignment => {
        const claim = claims.get(claimId);
        if (!claim) throw unfit('shares', `names ${claimId}, which is no claim`, 'Send the id of a claim.');
        if (claim.agencyId !== null)
          throw unfit(
            'shares',
            `names ${claimId}, which an outside agency collects`,
            'Send the money on to the agency.',
          );
        const { creditorId } = claim;
        const more = principalInBooks === undefined ? {} : { principalInBooks };
        return { transaction: row, place, creditorId, claimId, minor, ...more };
      });
      const { booked, refused, entries } = await this.allocator.assign(tx, assignments, textOf(actor));
      for (const problem of refused.values()) throw problem;
      await this.journal.post(tx, entries);
      const allocations = booked.get(id)?.allocations ?? row.allocations;
      await this.#moved(tx, row, { allocated: total, allocations });
      return { shares: shares.map(({ claimId, minor }) => ({ claimId, minor: `${minor}` })) };
    });
  }

  /** Makes one allocation undone: the claim owes again, and the money is nobody's again. */
  undo(id: BankTransactionId, settlementId: SettlementId, reason: string, actor: Actor): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.assignment-undone', async (tx, row, place) => {
      const allocation = (await this.takeBack.allocationsOf(tx, row)).find(
        (live) => live.settlementId === settlementId,
      );
      if (!allocation)
        throw unfit(
          'settlementId',
          'is no allocation of this transaction that counts',
          'Take it from its allocations.',
        );
      const number = row.allocations + 1;
      const reference = `${referenceOf(id, number)}:undo`;
      await this.takeBack.reverse(tx, 'deallocated', row, allocation, place, reference);
      await this.#moved(tx, row, { allocated: -allocation.minor, allocations: number, reason: 'undone' });
      return { settlementId, reason };
    });
  }

  /** Puts open money away for now, or back among what is to be decided. */
  putAside(id: BankTransactionId, reason: string, actor: Actor): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.set-aside', async (tx, row) => {
      if (row.state !== 'open' && row.state !== 'set-aside')
        throw unfitState(row.state, 'only open money can be set aside');
      await this.#state(tx, row, 'set-aside', row.reason);
      return { reason };
    });
  }

  takeUp(id: BankTransactionId, actor: Actor): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.taken-up', async (tx, row) => {
      if (row.state !== 'open' && row.state !== 'set-aside')
        throw unfitState(row.state, 'only what was set aside can be taken up again');
      await this.#state(tx, row, 'open', row.reason);
      return {};
    });
  }

  /** A person has found that another file told this money already: it is taken out again, by an entry. */
  dismiss(id: BankTransactionId, reason: string, actor: Actor): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.dismissed', async (tx, row, place) => {
      if (row.state === 'dismissed') return { reason };
      if (!DESK_STATES.includes(row.state) || row.allocatedMinor > 0n || row.goneMinor > 0n)
        throw unfitState(row.state, 'only money of which nothing was used can be dismissed');
      await this.journal.post(tx, [
        {
          key: `dismissed:${id}`,
          kind: 'dismissed',
          bookedOn: bookedOn(row, localDateAt(this.clock.now(), 'NO')),
          lines: linesOf(
            [collectors('unallocated', place), row.minor],
            [collectors('bank', place), -row.minor],
          ),
          detail: { transactionId: id },
        },
      ]);
      await this.#state(tx, row, 'dismissed', 'told-before');
      return { reason };
    });
  }

  /** A person has found that a likeness, or what the bank calls a copy, is a payment of its own: it is booked. */
  count(id: BankTransactionId, reason: string, actor: Actor): Promise<DeskView> {
    return this.#deed(id, actor, 'payment.counted', async (tx, row) => {
      if (row.state !== 'duplicate' && row.state !== 'copy')
        throw unfitState(row.state, 'only a duplicate or a copy can be counted after all');
      await tx.query(
        `update bank_transaction set state = 'new', reason = null, same_as_id = null, reference_key = null, changed_at = $2,
           occurrence = 1 + (select coalesce(max(o.occurrence), 0) from bank_transaction o
             where o.identity = bank_transaction.identity)
         where id = $1`,
        [id, this.clock.now()],
      );
      await this.jobs.send(tx, PAYMENT_BOOKING_QUEUE, {}, { singletonKey: THE_ONE });
      return { reason };
    });
  }

  /** Does one deed on a locked transaction, and writes down who did it. */
  async #deed(
    id: BankTransactionId,
    actor: Actor,
    action: string,
    work: (tx: Transaction, row: DeskRow, place: Place) => Promise<JsonObject>,
  ): Promise<DeskView> {
    return this.database.asOperator(async (tx) => {
      const row = await lockTransaction(tx, id);
      if (!row) throw transactionNotFound(id);
      if (row.place === null) throw unfitState(row.state, 'its account has not been added yet');
      const detail = await work(tx, row, { place: row.place, currency: row.currency });
      await this.audit.record(tx, { actor, action, subject: { kind: 'bank-transaction', id }, detail });
      return this.#view(tx, id);
    });
  }

  #openOf(row: DeskRow, seen: bigint): bigint {
    if (!DESK_STATES.includes(row.state))
      throw unfitState(row.state, 'none of its money waits for a decision');
    const open = openMinor(row);
    if (open !== seen) throw openDiffers(open, row.currency);
    return open;
  }

  async #moved(
    tx: Transaction,
    row: DeskRow,
    by: { readonly allocated: bigint; readonly allocations: number; readonly reason?: string },
  ): Promise<void> {
    const allocated = row.allocatedMinor + by.allocated;
    const isDone = allocated + row.goneMinor === row.minor;
    await tx.query(
      `update bank_transaction set allocated_minor = $2, allocations = $3, state = $4, reason = $5, changed_at = $6 where id = $1`,
      [
        row.id,
        allocated,
        by.allocations,
        isDone ? 'allocated' : 'open',
        isDone ? null : (by.reason ?? row.reason),
        this.clock.now(),
      ],
    );
  }

  async #state(
    tx: Transaction,
    row: DeskRow,
    state: BankTransactionState,
    reason: string | null,
  ): Promise<void> {
    await tx.query(`update bank_transaction set state = $2, reason = $3, changed_at = $4 where id = $1`, [
      row.id,
      state,
      reason,
      this.clock.now(),
    ]);
  }

  async #view(tx: Transaction, id: BankTransactionId): Promise<DeskView> {
    const row = await readTransaction(tx, id);
    if (!row) throw transactionNotFound(id);
    return {
      row,
      proposals: await readClaims(tx, proposedIds(row)),
      allocations: await readAllocations(tx, id),
    };
  }
}

function proposedIds({ match }: DeskRow): ClaimId[] {
  const claims = match?.['claims'];
  return Array.isArray(claims) ? (claims as ClaimId[]) : [];
}

export function textOf({ kind, id }: Actor): string {
  return kind === 'system' ? kind : `${kind}:${id}`;
}
