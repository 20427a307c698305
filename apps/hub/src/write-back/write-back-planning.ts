import { type Clock, type Currency, newId, type SettlementId, type WriteBackId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Claim } from '../claims/claim-row.js';
import { caseReference } from '../outbox/case-reference.js';
import { CLOCK } from '../config/clock.js';
import { type Connection, readConnection } from '../connections/connection-row.js';
import type { Transaction } from '../database/transaction.js';
import { BesideReader, type BesideTerms } from './beside-reader.js';
import { byHandFromJson, byHandToJson } from './by-hand-json.js';
import { instructionToJson } from './instruction-json.js';
import { postingFromJson } from './money-json.js';
import { planWriteBack, type WriteBackPlan, type WriteBackPlanFacts } from './write-back-planner.js';
import { progressOf, type WriteBackRow } from './write-back-progress.js';
import { WriteBackBell } from './write-back-queue.js';
import { WriteBackRecord } from './write-back-record.js';
import { WriteBackStore } from './write-back-store.js';

export interface SettlementToBook {
  readonly id: SettlementId;
  readonly kind: 'payment' | 'reversal';
  /** The settlement that a reversal takes back. */
  readonly reversesId: SettlementId | null;
  readonly receivedOn: WriteBackPlanFacts['settlement']['receivedOn'];
  readonly principalMinor: bigint;
  readonly principalInBooksMinor: bigint;
}

/** With what it brings beside the principal. */
export interface PaymentToBook extends SettlementToBook {
  readonly interestMinor: bigint;
  readonly ownFeesMinor: bigint;
}

/** Stores the write-back of a settlement in the settlement's own transaction: its key exists before any call. */
@Injectable()
export class WriteBackPlanning {
  constructor(
    private readonly store: WriteBackStore,
    private readonly record: WriteBackRecord,
    private readonly bell: WriteBackBell,
    private readonly beside: BesideReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For a claim that the caller has locked. */
  async plan(
    tx: Transaction,
    claim: Claim,
    settlement: SettlementToBook,
    booksCurrency: Currency,
  ): Promise<WriteBackPlan['state']> {
    const ref = { creditorId: claim.creditorId, id: claim.connectionId };
    const connection = await readConnection(tx, ref);
    const original =
      settlement.reversesId === null
        ? undefined
        : await this.store.lockBySettlement(tx, settlement.reversesId);
    const id = newId<'WriteBackId'>(this.clock) as WriteBackId;
    const plan = planWriteBack({
      id,
      settlement,
      claim,
      connection: { target: connection.writeBackTarget, mode: connection.writeBackMode },
      booksCurrency,
      caseReference: caseReference(claim.id),
      beside: await this.beside.read(tx, settlement.id),
      ...(original === undefined ? {} : { original: originalOf(original) }),
    });
    if (plan.cancelsOriginal && original) {
      const note = 'The debtor’s bank took the payment back before it was booked.';
      await this.record.write(tx, original, {
        ...progressOf(original),
        state: 'cancelled',
        note,
        remedy: null,
      });
    }
    await this.store.insert(tx, this.#row(claim, settlement.id, id, plan));
    if (plan.state === 'planned') await this.bell.ring(tx, claim.creditorId, claim.connectionId);
    return plan.state;
  }

  /**
   * As `plan` for several payments. Their claims are locked already.
   * @returns what wakes the booking, to be called last in the transaction: jobs of one name are written by one at a time, and
   *   whoever writes several writes them in one order
   */
  async planPayments(
    tx: Transaction,
    payments: readonly { readonly claim: Claim; readonly settlement: PaymentToBook }[],
    booksCurrency: Currency,
  ): Promise<() => Promise<void>> {
    const connections = new Map<string, { readonly connection: Connection; readonly terms: BesideTerms }>();
    const toRing = new Map<string, Claim>();
    const rows: WriteBackRow[] = [];
    for (const { claim, settlement } of payments) {
      const { connectionId, currency } = claim;
      const known = connections.get(connectionId) ?? (await this.#connectionOf(tx, claim));
      connections.set(connectionId, known);
      const { connection, terms } = known;
      const { principalMinor, interestMinor, ownFeesMinor } = settlement;
      const id = newId<'WriteBackId'>(this.clock) as WriteBackId;
      const plan = planWriteBack({
        id,
        settlement,
        claim,
        connection: { target: connection.writeBackTarget, mode: connection.writeBackMode },
        booksCurrency,
        caseReference: caseReference(claim.id),
        beside: { ...terms, principalMinor, interestMinor, ownFeesMinor, currency },
      });
      rows.push(this.#row(claim, settlement.id, id, plan));
      if (plan.state === 'planned') toRing.set(connectionId, claim);
    }
    await this.store.insertAll(tx, rows);
    return async () => {
      for (const { creditorId, connectionId } of toRing.values())
        await this.bell.ring(tx, creditorId, connectionId);
    };
  }

  async #connectionOf(
    tx: Transaction,
    { creditorId, connectionId }: Claim,
  ): Promise<{ readonly connection: Connection; readonly terms: BesideTerms }> {
    const connection = await readConnection(tx, { creditorId, id: connectionId });
    return { connection, terms: await this.beside.terms(tx, connection) };
  }

  #row(claim: Claim, settlementId: SettlementId, id: WriteBackId, plan: WriteBackPlan): WriteBackRow {
    const now = this.clock.now();
    return {
      creditorId: claim.creditorId,
      id,
      settlementId,
      claimId: claim.id,
      connectionId: claim.connectionId,
      ledgerItemId: claim.ledgerItemId,
      state: plan.state,
      revision: 0,
      instruction: instructionToJson(plan.instruction),
      byHand: byHandToJson(plan.byHand),
      offeredOn: null,
      baseline: null,
      posting: null,
      postingId: null,
      formerPostingIds: [],
      attempts: 0,
      failures: 0,
      absences: 0,
      sentAt: null,
      notBefore: now,
      verifiedAt: null,
      note: plan.note,
      remedy: plan.remedy,
      refusalCode: plan.refusalCode,
      createdAt: now,
      changedAt: now,
    };
  }
}

function originalOf({ state, posting, byHand }: WriteBackRow): NonNullable<WriteBackPlanFacts['original']> {
  return {
    state,
    posting: posting === null ? null : postingFromJson(posting),
    byHand: byHandFromJson(byHand),
  };
}
