import type { MatchResult, MatchStep } from '@app/bank-files';
import { type Clock, type JsonObject, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { CLOCK } from '../../config/clock.js';
import { jsonLines, plainArray, textArray } from '../../database/array-parameters.js';
import { Database } from '../../database/database.js';
import { PlannerStatistics } from '../../database/planner-statistics.js';
import { prepared, type PreparedStatement, type Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { PAYMENT_BOOKING_QUEUE } from '../files/file-queues.js';
import { PaymentMatcher } from '../matching/payment-matcher.js';
import type { BankTransactionState } from '../transactions/states.js';
import {
  asBankTransaction,
  bookedOn,
  paidOn,
  TRANSACTION_COLUMNS,
  type TransactionRow,
} from '../transactions/transaction-row.js';
import { Allocator, type Assignment } from './allocator.js';
import { decide } from './decide.js';
import { receivedEntry } from './money-entries.js';
import { OtherMovements } from './other-movements.js';

/** Payments of one transaction. */
export const BOOKING_BATCH = 1_000;
/** Movements of one transaction where some are no payments: these go one by one. */
const MIXED_BATCH_MAX = 500;
/** Transactions at work at once: while the database writes one, the next is matched. */
const LANES = 4;
/** A run ends after as many; what is left is found by the next one. */
const BATCHES_MAX = 100_000;
const CANDIDATES_KEPT_MAX = 20;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface NewTransaction extends TransactionRow {
  /** The account's number, as the journal names it. */
  readonly place: string;
}

interface BatchDone {
  /** Movements that were looked at; those that were not booked are left for the next batch. */
  readonly found: number;
  readonly booked: number;
}

/** What is written of a transaction that was booked. */
export interface BookedRow {
  readonly id: string;
  readonly state: BankTransactionState;
  readonly reason: string | null;
  readonly match: JsonObject | null;
  readonly allocated: string;
  readonly allocations: number;
}

/**
 * Books what the bank's files told: a batch is one transaction of the operator, in which journal, settlements and rows
 * change together. So whatever is killed or repeated, a payment is received and allocated once.
 */
@Injectable()
export class PaymentBooking implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly matcher: PaymentMatcher,
    private readonly allocator: Allocator,
    private readonly others: OtherMovements,
    private readonly book: ClientMoneyBook,
    private readonly statistics: PlannerStatistics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(PAYMENT_BOOKING_QUEUE, async ({ signal }) => {
      await this.run(signal);
    });
  }

  /**
   * Payments go in several lanes, up to the first movement that is none; that one waits until all before it are booked.
   * Not inside a transaction. @returns how many movements were booked
   */
  async run(signal: AbortSignal, batchSize = BOOKING_BATCH): Promise<number> {
    let [booked, batches] = [0, 0];
    const batch = async (which: PreparedStatement, size: number): Promise<boolean> => {
      if ((batches += 1) > BATCHES_MAX || signal.aborted) return false;
      const done = await this.database.asOperator((tx) => this.#batch(tx, which, size));
      booked += done.booked;
      await this.statistics.pageDone(batches);
      return done.found > 0;
    };
    const lane = async (): Promise<void> => {
      while (await batch(PAYMENTS, batchSize));
    };
    do {
      const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
      for (const one of lanes) if (one.status === 'rejected') throw one.reason;
    } while (await batch(NEW, Math.min(batchSize, MIXED_BATCH_MAX)));
    return booked;
  }

  async #batch(tx: Transaction, which: PreparedStatement, size: number): Promise<BatchDone> {
    const rows = await tx.query<NewTransaction>(which, [size]);
    const found = rows.length;
    if (found === 0) return { found, booked: 0 };
    const ofOurs = await this.others.ofOurOrders(tx, rows);
    const payments = rows.filter(
      ({ id, direction, isReversal }) => direction === 'credit' && !isReversal && !ofOurs.has(id),
    );
    const done = await this.#payments(tx, payments);
    // Afterwards, and not before all payments are booked: one may take back a payment that came with it.
    if (done.length < payments.length || payments.length === found) return { found, booked: done.length };
    const others: BookedRow[] = [];
    const arePayments = new Set(payments);
    for (const row of rows.filter((one) => !arePayments.has(one)))
      others.push(await this.others.book(tx, row));
    await this.#write(tx, others);
    return { found, booked: done.length + others.length };
  }

  async #write(tx: Transaction, rows: readonly BookedRow[]): Promise<void> {
    if (rows.length > 0) await tx.query(BOOKED, [this.clock.now(), ...bookedColumns(rows)]);
  }

  async #payments(tx: Transaction, payments: readonly NewTransaction[]): Promise<readonly BookedRow[]> {
    if (payments.length === 0) return [];
    const today = localDateAt(this.clock.now(), 'NO');
    const { matches, claims, owed } = await this.matcher.match(
      tx,
      payments.map((row) => ({ told: asBankTransaction(row), paidOn: paidOn(row, today) })),
    );
    const wanted = payments.map((row, index) => {
      const { result, steps } = matches[index]!;
      const decision = decide(result, row.minor, (claimId) => {
        const claim = claims.get(claimId);
        return claim && { ...claim, besideMinor: owed.get(claimId)?.besideMinor ?? 0n };
      });
      return { row, decision, match: matchJson(result, steps) };
    });
    const fresh: typeof wanted = [];
    const assignments: Assignment[] = [];
    const asked = wanted.flatMap(({ decision: { shares } }) =>
      shares.map(({ claimId }) => claims.get(claimId)!),
    );
    // What somebody else has paid since, or another payment of this batch pays, is seen by the next batch. One that is parted
    // goes whole or not at all, so that its claims are looked at before; the others where they are locked to be booked on.
    const isAnyParted = wanted.some(({ decision: { shares } }) => shares.length > 1);
    const taken = new Set(isAnyParted ? await this.matcher.changedSince(tx, asked) : []);
    for (const one of wanted) {
      const { row, decision } = one;
      if (decision.shares.some(({ claimId }) => taken.has(claimId))) continue;
      for (const { claimId, minor } of decision.shares) {
        taken.add(claimId);
        const place = { place: row.place, currency: row.currency };
        const seen = claims.get(claimId)!;
        assignments.push({ transaction: row, place, creditorId: seen.creditorId, claimId, minor, seen });
      }
      fresh.push(one);
    }
    const { booked, refused, changed, entries, straight } = await this.allocator.assign(
      tx,
      assignments,
      'system',
      true,
    );
    const decided = fresh.filter(({ row }) => !changed.has(row.id));
    // A lump's money was received with the lump.
    const received = decided
      .filter(({ row }) => row.insideId === null && !straight.has(row.id))
      .map(({ row }) =>
        receivedEntry(row.id, { place: row.place, currency: row.currency }, row.minor, bookedOn(row, today)),
      );
    const rows = decided.map(({ row, decision, match }): BookedRow => {
      const { minor = 0n, allocations = row.allocations } = booked.get(row.id) ?? {};
      const isWhole = minor === row.minor;
      const reason = refused.get(row.id)?.problem.code ?? decision.reason;
      return {
        id: row.id,
        state: isWhole ? 'allocated' : 'open',
        reason: isWhole ? null : reason,
        match,
        allocated: `${minor}`,
        allocations,
      };
    });
    // The journal last, since it locks the accounts that all payments go through.
    await Promise.all([this.#write(tx, rows), this.book.post(tx, received, entries)]);
    return rows;
  }
}

/** Why it is this result: looks taken, and the claims found. No words of the payer. */
function matchJson(result: MatchResult, steps: readonly MatchStep[]): JsonObject {
  const claims =
    result.kind === 'proposal'
      ? result.candidates.map(({ claim }) => claim)
      : result.kind === 'closed-claim' || result.kind === 'wrong-currency'
        ? result.claims.map(({ claim }) => claim)
        : [];
  return {
    kind: result.kind,
    steps: steps.map(({ looked, tried, found }) => ({ looked, tried, found })),
    ...(claims.length === 0 ? {} : { claims: [...new Set(claims)].slice(0, CANDIDATES_KEPT_MAX) }),
  };
}

/** Row by row from the queue: planned as one join, all that was ever booked might be read to find what waits. */
const newOnes = (which: string): PreparedStatement =>
  prepared(`
  select t.*
  from (select q.id from bank_transaction_queue q ${which} order by q.id limit $1 for update skip locked) w
  cross join lateral (
    select ${TRANSACTION_COLUMNS}, a.number as place
    from bank_transaction t join collector_account a on a.key = t.account_key
    where t.id = w.id and t.state = 'new' for update of t skip locked
  ) t
  order by t.id`);

const NEW = newOnes('');
const PAYMENTS = newOnes(`where q.id < coalesce(
  (select o.id from bank_transaction_queue o where not o.is_payment order by o.id limit 1), '${LAST_ID}')`);

/** One whole on claims, which is nearly every one, has no other column than these changed: no index is written. */
const BOOKED = prepared(`
  with done as (delete from bank_transaction_queue q using unnest($2::uuid[]) x(id) where q.id = x.id)
  update bank_transaction t set state = x.state, reason = x.reason, match = x.match::jsonb, allocated_minor = x.allocated,
    allocations = x.allocations, changed_at = $1
  from unnest($2::uuid[], $3::text[], $4::text[], string_to_array($5, E'\n', 'null'), $6::bigint[], $7::int[])
    as x(id, state, reason, match, allocated, allocations)
  where t.id = x.id`);

function bookedColumns(rows: readonly BookedRow[]): readonly string[] {
  return [
    plainArray(rows.map(({ id }) => id)),
    textArray(rows.map(({ state }) => state)),
    textArray(rows.map(({ reason }) => reason)),
    jsonLines(rows.map(({ match }) => match)),
    plainArray(rows.map(({ allocated }) => allocated)),
    plainArray(rows.map(({ allocations }) => allocations)),
  ];
}
