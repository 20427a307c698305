import {
  type Clock,
  type ClaimId,
  type CreditorId,
  type LedgerPosting,
  negate,
  type WriteBackId,
} from '@app/domain';
import type { WriteBackTarget } from '@app/connectors';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { AuditLog } from '../audit/audit-log.js';
import { ClaimBook } from '../claims/claim-book.js';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../audit/actor.js';
import { readConnection } from '../connections/connection-row.js';
import { Database, databaseErrorCode } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { BesideReader } from './beside-reader.js';
import { byHandFromJson, byHandToJson } from './by-hand-json.js';
import { instructionFromJson, instructionToJson, type StoredInstruction } from './instruction-json.js';
import { chooseDay, type DayChoice } from './booking-day.js';
import { allByHand, type Beside, moneyBeside } from './money-beside.js';
import { REMEDIES } from './remedies.js';
import { type ObeyedOrder, obeyOrder, type OrderFacts, type WriteBackOrder } from './write-back-orders.js';
import { progressOf, type WriteBackRow } from './write-back-progress.js';
import { WriteBackBell } from './write-back-queue.js';
import { type WriteBackFinding, WriteBackRecord } from './write-back-record.js';
import { WRITE_BACK_COLUMNS, WriteBackStore } from './write-back-store.js';
import { type WayOn, waysOn } from './write-back-ways.js';
import type { WriteBackState } from './write-back.entity.js';

const UNIQUE_VIOLATION = '23505';

export interface WriteBackFilter {
  readonly state?: WriteBackState;
  readonly claimId?: ClaimId;
  readonly after?: WriteBackId;
  readonly limit: number;
}

export interface OrderChoice extends DayChoice {
  readonly notInLedger?: boolean;
  readonly note?: string;
  /** With `confirm`: what the person found in the ledger. */
  readonly posting?: Pick<LedgerPosting, 'postingId' | 'voucherId' | 'bookedOn'>;
}

/** Lists, and people's orders. An order changes the state; the worker does the rest. */
@Injectable()
export class WriteBacksService {
  constructor(
    private readonly database: Database,
    private readonly store: WriteBackStore,
    private readonly record: WriteBackRecord,
    private readonly book: ClaimBook,
    private readonly bell: WriteBackBell,
    private readonly audit: AuditLog,
    private readonly beside: BesideReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, { state, claimId, after, limit }: WriteBackFilter): Promise<WriteBackRow[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<WriteBackRow>(
        `select ${WRITE_BACK_COLUMNS} from write_back w
         where w.creditor_id = $1 and ($2::text is null or w.state = $2) and ($3::uuid is null or w.claim_id = $3)
           and ($4::uuid is null or w.id > $4)
         order by w.id limit $5`,
        [creditorId, state ?? null, claimId ?? null, after ?? null, limit],
      ),
    );
  }

  async one(creditorId: CreditorId, id: WriteBackId): Promise<WriteBackRow> {
    return this.database.asCreditor(creditorId, (tx) => this.#read(tx, id));
  }

  /** What a person may order of each now, by its id. */
  async waysOn(
    creditorId: CreditorId,
    rows: readonly WriteBackRow[],
  ): Promise<ReadonlyMap<WriteBackId, readonly WayOn[]>> {
    const reversed = await this.database.asCreditor(creditorId, (tx) =>
      this.store.reversedAmong(
        tx,
        rows.map(({ settlementId }) => settlementId),
      ),
    );
    const now = this.clock.now();
    return new Map(rows.map((row) => [row.id, waysOn(row, reversed.has(row.settlementId), now)]));
  }

  /** Each on its own: one that cannot be approved keeps none of the others from it. */
  async approveMany(
    creditorId: CreditorId,
    ids: readonly WriteBackId[],
  ): Promise<{ id: WriteBackId; refusedBecause?: string }[]> {
    const results: { id: WriteBackId; refusedBecause?: string }[] = [];
    for (const id of new Set(ids)) {
      try {
        await this.order(creditorId, id, 'approve');
        results.push({ id });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        results.push({ id, refusedBecause: error.problem.cause });
      }
    }
    return results;
  }

  /** @throws ProblemError 404; 409 when its state does not allow the order */
  async order(
    creditorId: CreditorId,
    id: WriteBackId,
    order: WriteBackOrder,
    choice: OrderChoice = {},
  ): Promise<WriteBackRow> {
    try {
      return await this.database.asCreditor(creditorId, (tx) => this.orderIn(tx, id, order, choice));
    } catch (error) {
      if (databaseErrorCode(error) === UNIQUE_VIOLATION) throw postingTaken(choice.posting?.postingId ?? '');
      throw error;
    }
  }

  /** As `order`, in the caller's transaction of the creditor: what else belongs to the order is stored with it. */
  async orderIn(
    tx: Transaction,
    id: WriteBackId,
    order: WriteBackOrder,
    choice: OrderChoice = {},
  ): Promise<WriteBackRow> {
    // The claim is locked before its write-back is read for good, as everywhere: the row cannot change any more then,
    // but for a worker's step, which the revision catches.
    await this.book.lock(tx, (await this.#read(tx, id)).claimId);
    const row = await this.#read(tx, id);
    const facts: OrderFacts = {
      hasPosting: row.posting !== null,
      settlementReversed: await this.store.settlementReversed(tx, row),
      notInLedger: choice.notInLedger ?? false,
      now: this.clock.now(),
    };
    const answer = obeyOrder(order, progressOf(row), facts);
    if (!answer.ok) throw orderRefused(answer.code, answer.cause, answer.remedy);
    const progress = { ...answer.progress, note: choice.note ?? answer.progress.note };
    const finding = await this.#finding(tx, row, progress.state, answer, choice);
    const next = await this.record.write(tx, row, progress, finding, currentActor().id);
    await this.audit.record(tx, {
      actor: currentActor(),
      action: `write-back.${PAST[order]}`,
      subject: { kind: 'write-back', id },
      detail: { from: row.state, to: next.state, notInLedger: choice.notInLedger ?? false },
    });
    if (next.state === 'planned' || next.state === 'booked')
      await this.bell.ring(tx, row.creditorId, row.connectionId);
    return next;
  }

  async #finding(
    tx: Transaction,
    row: WriteBackRow,
    to: WriteBackState,
    answer: ObeyedOrder,
    choice: OrderChoice,
  ): Promise<WriteBackFinding> {
    const instruction = instructionFromJson(row.instruction);
    const former = row.postingId === null ? row.formerPostingIds : [...row.formerPostingIds, row.postingId];
    if (choice.posting !== undefined) {
      if (await this.store.postingTaken(tx, row, choice.posting.postingId))
        throw postingTaken(choice.posting.postingId);
      const change = instruction.kind === 'payment' ? negate(instruction.amount) : instruction.amount;
      return {
        found: { ...choice.posting, change },
        ...(answer.byHand ? besideFinding(instruction, allByHand(besideOf(row))) : {}),
        ...(answer.replacesPosting ? { formerPostingIds: former } : {}),
      };
    }
    if (to !== 'planned') return {};
    const target = await this.#target(tx, row);
    const day = chooseDay(instruction, choice, {
      ...(await this.store.daysOf(tx, row)),
      offeredOn: row.offeredOn,
    });
    if (!day.ok) throw orderRefused('booking-day-unfit', day.cause, day.remedy);
    // A reversal takes back what its payment's posting holds, whatever is chosen now.
    const beside =
      instruction.kind === 'payment'
        ? moneyBeside(await this.beside.read(tx, row.settlementId))
        : besideOf(row);
    const { bookOn, text } = day;
    return {
      ...besideFinding({ ...instruction, target, bookOn, text }, beside),
      offeredOn: null,
      ...(answer.forgetsBaseline ? { baseline: null } : {}),
      ...(answer.replacesPosting ? { posting: null, postingId: null, formerPostingIds: former } : {}),
    };
  }

  /** Chosen anew meanwhile, perhaps because the old one was what the ledger refused. */
  async #target(tx: Transaction, row: WriteBackRow): Promise<WriteBackTarget> {
    const connection = await readConnection(tx, { creditorId: row.creditorId, id: row.connectionId });
    if (connection.writeBackTarget !== null) return connection.writeBackTarget;
    throw orderRefused(
      'target-missing',
      'Nobody has chosen yet where settlements are booked in this ledger.',
      REMEDIES.chooseTarget,
    );
  }

  async #read(tx: Transaction, id: WriteBackId): Promise<WriteBackRow> {
    const row = await this.store.read(tx, id);
    if (row) return row;
    throw new ProblemError({
      status: 404,
      code: 'write-back-not-found',
      title: 'There is no such write-back.',
      cause: `This creditor has no write-back ${id}.`,
      consequence: 'Nothing was read or changed.',
      remedy: 'Take the id from the list of write-backs.',
    });
  }
}

function besideOf(row: WriteBackRow): Beside {
  const { lines = [] } = instructionFromJson(row.instruction);
  return { lines, byHand: byHandFromJson(row.byHand) };
}

function besideFinding(instruction: StoredInstruction, { lines, byHand }: Beside): WriteBackFinding {
  return { instruction: instructionToJson({ ...instruction, lines }), byHand: byHandToJson(byHand) };
}

const PAST: Readonly<Record<WriteBackOrder, string>> = {
  approve: 'approved',
  retry: 'ordered-again',
  cancel: 'cancelled',
  confirm: 'confirmed',
};

function orderRefused(code: string, cause: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 409,
    code,
    title: 'The write-back cannot do this now.',
    cause,
    consequence: 'Nothing was changed or sent.',
    remedy,
  });
}

function postingTaken(postingId: string): ProblemError {
  return orderRefused(
    'posting-taken',
    `The posting ${postingId} belongs to another settlement.`,
    'Find the posting of this settlement in the ledger, or say that it is not there.',
  );
}
