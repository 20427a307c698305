import type { MatchResult, MatchStep } from '@app/bank-files';
import { type ClaimId, type Clock, type JsonObject, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { PlannerStatistics } from '../../database/planner-statistics.js';
import { prepared, type Transaction } from '../../database/transaction.js';
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
import { decide, type Decision } from './decide.js';
import { receivedEntry } from './money-entries.js';
import { OtherMovements } from './other-movements.js';

/** Payments of one transaction. */
export const BOOKING_BATCH = 500;
/** A run ends after as many; what is left is found by the next one. */
const BATCHES_MAX = 100_000;
const CANDIDATES_KEPT_MAX = 20;

export interface NewTransaction extends TransactionRow {
  /** The account's number, as the journal names it. */
  readonly place: string;
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

  /** Not inside a transaction. @returns how many movements were booked */
  async run(signal: AbortSignal, batchSize = BOOKING_BATCH): Promise<number> {
    let booked = 0;
    for (let batch = 1; batch <= BATCHES_MAX && !signal.aborted; batch += 1) {
      const many = await this.database.asOperator((tx) => this.#batch(tx, batchSize));
      if (many === 0) return booked;
      booked += many;
      await this.statistics.pageDone(batch);
    }
    return booked;
  }

  async #batch(tx: Transaction, batchSize: number): Promise<number> {
    const rows = await tx.query<NewTransaction>(NEW, [batchSize]);
    if (rows.length === 0) return 0;
    const payments = rows.filter(({ direction, isReversal }) => direction === 'credit' && !isReversal);
    const done = await this.#payments(tx, payments);
    await this.#write(tx, done);
    // Afterwards, and not before all payments are booked: one may take back a payment that came with it.
    if (done.length < payments.length || payments.length === rows.length) return done.length;
    const others: BookedRow[] = [];
    for (const row of rows.filter((one) => !payments.includes(one)))
      others.push(await this.others.book(tx, row));
    await this.#write(tx, others);
    return done.length + others.length;
  }

  async #write(tx: Transaction, rows: readonly BookedRow[]): Promise<void> {
    if (rows.length > 0) await tx.query(BOOKED, [JSON.stringify(rows), this.clock.now()]);
  }

  async #payments(tx: Transaction, payments: readonly NewTransaction[]): Promise<BookedRow[]> {
    if (payments.length === 0) return [];
    const today = localDateAt(this.clock.now(), 'NO');
    const { matches, claims, owed } = await this.matcher.match(
      tx,
      payments.map((row) => ({ told: asBankTransaction(row), paidOn: paidOn(row, today) })),
    );
    const decided: { row: NewTransaction; decision: Decision; match: JsonObject }[] = [];
    const assignments: Assignment[] = [];
    const taken = new Set<ClaimId>();
    for (const [index, row] of payments.entries()) {
      const { result, steps } = matches[index]!;
      const decision = decide(result, row.minor, (claimId) => {
        const claim = claims.get(claimId);
        return claim && { ...claim, besideMinor: owed.get(claimId)?.besideMinor ?? 0n };
      });
      // What a claim owes after another payment of this batch is seen by the next one.
      if (decision.shares.some(({ claimId }) => taken.has(claimId))) continue;
      for (const { claimId, minor } of decision.shares) {
        taken.add(claimId);
        const place = { place: row.place, currency: row.currency };
        const { creditorId } = claims.get(claimId)!;
        assignments.push({ transaction: row, place, creditorId, claimId, minor });
      }
      decided.push({ row, decision, match: matchJson(result, steps) });
    }
    const { booked, refused, entries } = await this.allocator.assign(tx, assignments, 'system');
    // A lump's money was received with the lump.
    const received = decided
      .filter(({ row }) => row.insideId === null)
      .map(({ row }) =>
        receivedEntry(row.id, { place: row.place, currency: row.currency }, row.minor, bookedOn(row, today)),
      );
    await this.book.post(tx, [...received, ...entries]);
    return decided.map(({ row, decision, match }) => {
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

const NEW = prepared(`
  select ${TRANSACTION_COLUMNS}, a.number as place
  from bank_transaction t join collector_account a on a.key = t.account_key
  where t.state = 'new' order by t.id limit $1 for update of t skip locked`);

const BOOKED = prepared(`
  update bank_transaction t set state = x.state, reason = x.reason, match = x.match, allocated_minor = x.allocated,
    allocations = x.allocations, changed_at = $2
  from json_to_recordset($1::json) as x(id uuid, state text, reason text, match jsonb, allocated bigint, allocations int)
  where t.id = x.id`);
