import {
  type BankTransactionId,
  type ClaimId,
  type Clock,
  type CreditorId,
  formatDecimal,
  type LocalDate,
  localDateAt,
  money,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import type { Claim } from '../../claims/claim-row.js';
import type { MoneyEntry } from '../../client-money/money-entry.js';
import { CLOCK } from '../../config/clock.js';
import { plainArray } from '../../database/array-parameters.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import type { NewSettlementDto } from '../../settlements/settlement.dto.js';
import { SettlementsInBulk, type Taken } from '../../settlements/settlements-in-bulk.js';
import { grouped } from '../grouped.js';
import { bookedOn, paidOn, type TransactionRow } from '../transactions/transaction-row.js';
import { allocatedEntry, type Place, type Shares } from './money-entries.js';

/** Money of a payment that is to be booked on a claim. */
export interface Assignment {
  readonly transaction: TransactionRow;
  readonly place: Place;
  readonly creditorId: CreditorId;
  readonly claimId: ClaimId;
  readonly minor: bigint;
  /** The principal as the bank converted it, where the claim is not in the books' currency. */
  readonly principalInBooks?: string;
  /** What was seen of the claim when the money was meant for it: where it has changed since, nothing is booked. */
  readonly seen?: SeenClaim;
}

export type SeenClaim = Pick<Claim, 'state' | 'outstandingMinor'>;

export interface Assigned {
  /** By transaction: what was booked of it, and how many allocations it had. */
  readonly booked: ReadonlyMap<BankTransactionId, { readonly minor: bigint; readonly allocations: number }>;
  /** By transaction: why a claim did not take its share. */
  readonly refused: ReadonlyMap<BankTransactionId, ProblemError>;
  /** Transactions whose claim is no longer as it was seen. */
  readonly changed: ReadonlySet<BankTransactionId>;
  /** For the journal, in the same transaction. */
  readonly entries: readonly MoneyEntry[];
  /** Transactions whose entries tell that the money was received, too. */
  readonly straight: ReadonlySet<BankTransactionId>;
}

interface NumberedAssignment extends Assignment {
  readonly number: number;
}

interface AllocationRow {
  readonly settlement: string;
  readonly transaction: string;
  readonly claim: string;
  readonly minor: bigint;
  readonly on: string;
}

/**
 * Books payments on claims: settlements behind each creditor's wall, and what the journal has to say of it. In an operator's
 * transaction; machine and desk go through here alike.
 */
@Injectable()
export class Allocator {
  constructor(
    private readonly settlements: SettlementsInBulk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param isNew nothing of these transactions is in the journal yet: one that is booked whole on one claim goes from the
   *   bank's account straight to whom it belongs
   */
  async assign(
    tx: Transaction,
    assignments: readonly Assignment[],
    actor: string,
    isNew = false,
  ): Promise<Assigned> {
    const straight = new Set<BankTransactionId>();
    const booked = new Map<BankTransactionId, { minor: bigint; allocations: number }>();
    const refused = new Map<BankTransactionId, ProblemError>();
    const changed = new Set<BankTransactionId>();
    const entries: MoneyEntry[] = [];
    const numbered = numberAllocations(assignments);
    // In one order, so that two transactions never wait for each other.
    const byCreditor = [...grouped(numbered, ({ creditorId }) => creditorId)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const today = localDateAt(this.clock.now(), 'NO');
    // On their way while the next creditor's payments are counted.
    const written: Promise<unknown>[] = [];
    for (const [creditorId, all] of byCreditor) {
      const parting = tx.query<Shares>(SHARES, [creditorId]);
      parting.catch(() => undefined);
      const { mine, taken } = await tx.asCreditor(creditorId, async (part) => {
        const locked = await this.settlements.lock(part, [...new Set(all.map(({ claimId }) => claimId))]);
        const asSeen: NumberedAssignment[] = [];
        for (const one of all)
          if (isAsSeen(locked.get(one.claimId), one.seen)) asSeen.push(one);
          else changed.add(one.transaction.id);
        const dtos = asSeen.map((assignment) => settlementOf(assignment, today));
        return { mine: asSeen, taken: await this.settlements.take(part, creditorId, dtos, locked) };
      });
      const rows: AllocationRow[] = [];
      const [shares] = await parting;
      if (!shares) throw new Error(`There is no creditor ${creditorId}.`);
      mine.forEach((assignment, index) => {
        const { transaction, minor, place, claimId, number } = assignment;
        const one: Taken | undefined = taken[index];
        if (one?.kind !== 'taken') {
          if (one) refused.set(transaction.id, one.problem);
          return;
        }
        const { settlements } = one;
        const isStraight = isNew && minor === transaction.minor && transaction.insideId === null;
        if (isStraight) straight.add(transaction.id);
        entries.push(
          allocatedEntry(
            transaction.id,
            isStraight ? 'bank' : 'unallocated',
            place,
            creditorId,
            settlements,
            shares,
            bookedOn(transaction, today),
          ),
        );
        const before = booked.get(transaction.id)?.minor ?? 0n;
        booked.set(transaction.id, { minor: before + minor, allocations: number });
        rows.push({
          settlement: settlements[0].id,
          transaction: transaction.id,
          claim: claimId,
          minor,
          on: settlements[0].receivedOn,
        });
      });
      if (rows.length > 0) {
        const writing = tx.query(INSERT_ALLOCATIONS, [
          creditorId,
          actor,
          this.clock.now(),
          plainArray(rows.map(({ settlement }) => settlement)),
          plainArray(rows.map(({ transaction }) => transaction)),
          plainArray(rows.map(({ claim }) => claim)),
          plainArray(rows.map(({ minor }) => minor)),
          plainArray(rows.map(({ on }) => on)),
        ]);
        writing.catch(() => undefined);
        written.push(writing);
      }
    }
    await Promise.all(written);
    return { booked, refused, changed, entries, straight };
  }
}

function isAsSeen(now: Claim | undefined, seen: SeenClaim | undefined): boolean {
  return seen === undefined || (now?.state === seen.state && now.outstandingMinor === seen.outstandingMinor);
}

function settlementOf(
  { transaction, claimId, minor, principalInBooks, number }: NumberedAssignment,
  today: LocalDate,
): NewSettlementDto {
  const { id, currency } = transaction;
  return {
    claimId,
    pipelineReference: referenceOf(id, number),
    kind: 'payment',
    receivedOn: paidOn(transaction, today),
    currency,
    amount: formatDecimal(money(minor, currency)),
    ...(principalInBooks === undefined ? {} : { principalInBooks }),
  };
}

/** The pipeline's reference of a payment's n-th allocation: the same whatever is repeated, and never another's. */
export function referenceOf(transactionId: BankTransactionId, number: number): string {
  return number === 1 ? `bank:${transactionId}` : `bank:${transactionId}:${number}`;
}

function numberAllocations(assignments: readonly Assignment[]): NumberedAssignment[] {
  const used = new Map<BankTransactionId, number>();
  return assignments.map((assignment) => {
    const { id, allocations } = assignment.transaction;
    const number = (used.get(id) ?? allocations) + 1;
    used.set(id, number);
    return { ...assignment, number };
  });
}

const SHARES = prepared(
  `select interest_to as "interestTo", own_fees_to as "ownFeesTo" from creditor where creditor_id = $1`,
);

const INSERT_ALLOCATIONS = prepared(`
  insert into payment_allocation (creditor_id, settlement_id, transaction_id, claim_id, minor, received_on, actor, created_at)
  select $1, settlement, transaction, claim, minor, "on", $2, $3
  from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::date[]) as x(settlement, transaction, claim, minor, "on")`);
