import {
  type ClaimId,
  type ClaimMovementKind,
  claimBalance,
  type CreditorId,
  type LocalDate,
  type LedgerPosting,
  type LedgerPostingId,
  money,
  type SettlementId,
  type WriteBackId,
} from '@app/domain';
import { correctionsOf, type MovementRow } from '../../../apps/hub/src/claims/ledger-recount.js';
import type {
  BookedSide,
  ClaimSide,
  LedgerSide,
} from '../../../apps/hub/src/reconciliation/compared-sides.js';
import type { Intake } from '../../../apps/hub/src/settlements/settlement-intake.js';
import { obeyOrder } from '../../../apps/hub/src/write-back/write-back-orders.js';
import { planWriteBack, reversalWay } from '../../../apps/hub/src/write-back/write-back-planner.js';
import type { WriteBackState } from '../../../apps/hub/src/write-back/write-back.entity.js';
import { ModelInvoice } from './model-ledger.js';

export const CURRENCY = 'NOK';
const TARGET = { account: '1' };
const NEVER = new Date(0);

export interface ModelSettlement {
  readonly id: SettlementId;
  readonly claim: ModelClaim;
  readonly kind: 'payment' | 'reversal';
  readonly parts: Intake;
  readonly overBank: boolean;
  /** Whether it counts what another settlement brought. */
  readonly isPart: boolean;
  /** What of its money was counted on other claims. */
  readonly passedOn: ModelSettlement[];
  isReversed: boolean;
}

interface ModelWriteBack {
  readonly id: WriteBackId;
  readonly settlement: ModelSettlement;
  readonly original: ModelWriteBack | undefined;
  state: WriteBackState;
  posting: LedgerPosting | null;
  formerPostingIds: LedgerPostingId[];
  /** Nothing is left to be booked by hand: what stands beside the principal is not booked in the model's ledgers. */
  readonly byHand: readonly [];
}

/**
 * A claim and what the hub knows of it, without database and clock: balances, plans and counts are the hub's own functions.
 * What stands in the ledger is known only from what was pulled.
 */
export class ModelClaim {
  readonly invoice: ModelInvoice;
  /** What the debtor owes besides the principal. */
  costsMinor = 0n;
  interestMinor = 0n;
  readonly #movements: {
    readonly source: string;
    readonly kind: ClaimMovementKind;
    readonly minor: bigint;
  }[] = [];
  readonly #writeBacks: ModelWriteBack[] = [];
  readonly #counted = new Map<LedgerPostingId, { minor: bigint; rows: number }>();
  readonly #known = new Set<LedgerPostingId>();
  #settledMinor = 0n;

  constructor(
    readonly id: ClaimId,
    readonly creditorId: CreditorId,
    readonly dueOn: LocalDate,
    readonly principalMinor: bigint,
  ) {
    this.invoice = new ModelInvoice(id, principalMinor);
  }

  get balance() {
    return claimBalance(
      money(this.principalMinor, CURRENCY),
      this.#movements.map(({ kind, minor }) => ({ kind, amount: money(minor, CURRENCY) })),
    );
  }

  get state(): 'in-collection' | 'closed' {
    return this.balance.outstanding === 0n ? 'closed' : 'in-collection';
  }

  /** Counts a settlement and plans what the ledger shall be told. */
  settle(settlement: ModelSettlement, reverses?: ModelSettlement): void {
    const { principalMinor, interestMinor, feesMinor } = settlement.parts;
    const sign = settlement.kind === 'payment' ? 1n : -1n;
    if (principalMinor !== 0n)
      this.#movements.push({ source: 'settlement', kind: 'paid', minor: sign * principalMinor });
    this.#settledMinor += sign * principalMinor;
    this.costsMinor -= sign * feesMinor;
    this.interestMinor -= sign * interestMinor;
    const original = this.#writeBacks.find((one) => one.settlement === reverses);
    const id = settlement.id as string as WriteBackId;
    const plan = planWriteBack({
      id,
      settlement: { ...settlement.parts, kind: settlement.kind, receivedOn: this.dueOn },
      claim: {
        ledgerItemId: this.id as never,
        ledgerDebtorId: 'D' as never,
        invoiceNumber: '1',
        invoicedOn: this.dueOn,
        currency: CURRENCY,
      },
      connection: { target: TARGET, mode: 'automatic' },
      booksCurrency: CURRENCY,
      caseReference: 'S',
      beside: {
        ...settlement.parts,
        interestTo: 'collector',
        ownFeesTo: 'collector',
        currency: CURRENCY,
        booksCurrency: CURRENCY,
        ledgerBooksLines: false,
        accounts: {},
      },
      ...(original === undefined ? {} : { original }),
    });
    if (plan.cancelsOriginal && original) original.state = 'cancelled';
    const { state } = plan;
    this.#writeBacks.push({
      id,
      settlement,
      original,
      state,
      posting: null,
      formerPostingIds: [],
      byHand: [],
    });
  }

  /** What the creditor gives up of the claim, told to the hub. */
  writeOff(minor: bigint): void {
    this.#movements.push({ source: 'creditor', kind: 'written-off', minor });
  }

  /** One turn of the worker: what is planned is booked, or refused as ledgers refuse what exceeds the invoice. */
  drain(): number {
    let booked = 0;
    for (const row of this.#writeBacks.filter(({ state }) => state === 'planned')) {
      const minor = row.settlement.parts.principalMinor;
      if (row.settlement.kind === 'reversal') {
        const way = reversalWay(row.original);
        if (way.go === 'wait') continue;
        if (way.go === 'not-needed') {
          if (way.cancelsOriginal && row.original) row.original.state = 'cancelled';
          row.state = 'not-needed';
          continue;
        }
        const taken = this.invoice.postings.find(({ postingId }) => postingId === way.posting.postingId);
        if (!taken) throw new Error('A posting of ours is not in the ledger.');
        if (!this.invoice.standing('payment').includes(taken)) {
          // Refused by the ledger, and the payment is read back as reversed: both rest.
          if (row.original) row.original.state = 'reversed';
          row.state = 'not-needed';
          continue;
        }
        this.#book(row, this.invoice.reverse(taken).postingId, minor);
      } else if (this.invoice.outstandingMinor < minor) row.state = 'refused';
      else this.#book(row, this.invoice.post('payment', -minor).postingId, -minor);
      booked += row.state === 'verified' ? 1 : 0;
    }
    return booked;
  }

  /** The night: what somebody took back in the ledger is seen. */
  readAgain(): void {
    const undone = new Set(this.invoice.postings.map(({ reverses }) => reverses));
    const taken = new Set(
      this.#writeBacks.flatMap(({ original, state }) => (state === 'verified' ? [original] : [])),
    );
    for (const row of this.#writeBacks) {
      if (row.state === 'verified' && !taken.has(row) && undone.has(row.posting?.postingId ?? null))
        row.state = 'reversed';
    }
  }

  /** A person orders again what was taken back or refused; answers how many the hub allowed. */
  orderAgain(): number {
    let ordered = 0;
    for (const row of this.#writeBacks.filter(({ state }) => state === 'reversed' || state === 'refused')) {
      const answer = obeyOrder(
        'retry',
        {
          state: row.state,
          attempts: 0,
          absences: 0,
          failures: 0,
          sentAt: null,
          notBefore: NEVER,
          note: null,
          remedy: null,
          refusalCode: null,
        },
        {
          hasPosting: row.posting !== null,
          settlementReversed: row.settlement.isReversed,
          notInLedger: false,
          now: NEVER,
        },
      );
      if (!answer.ok) continue;
      if (answer.replacesPosting && row.posting) {
        row.formerPostingIds.push(row.posting.postingId);
        row.posting = null;
      }
      row.state = answer.progress.state;
      ordered += 1;
    }
    return ordered;
  }

  /** Ours that stand in the ledger and were not taken back by us. */
  ours(): readonly ReturnType<ModelInvoice['standing']>[number][] {
    const own = new Set(
      this.#writeBacks.flatMap(({ state, posting, settlement }) =>
        state === 'verified' && settlement.kind === 'payment' && posting ? [posting.postingId] : [],
      ),
    );
    return this.invoice.standing('payment').filter(({ postingId }) => own.has(postingId));
  }

  /** Paid past us: in force, and not of ours. */
  theirs(): readonly ReturnType<ModelInvoice['standing']>[number][] {
    return this.invoice.standing('payment').filter(({ postingId }) => !this.#isOurs(postingId));
  }

  /** The claim follows what the ledger shows by now. */
  pull(): void {
    const rows = this.invoice.postings.map((posting): MovementRow => {
      this.#known.add(posting.postingId);
      const counted = this.#counted.get(posting.postingId);
      const ours = this.#isOurs(posting.postingId);
      return {
        ...posting,
        bookedOn: this.dueOn,
        gone: false,
        ours,
        undoneByUs: false,
        undoesOurs: !ours && posting.reverses !== null && this.#isOurs(posting.reverses),
        ofReversedPayment: false,
        countedMinor: counted?.minor ?? 0n,
        countedRows: counted?.rows ?? 0,
      };
    });
    for (const { movement, kind, amountMinor } of correctionsOf(rows, false)) {
      this.#movements.push({ source: 'ledger', kind, minor: amountMinor });
      const { postingId, countedMinor, countedRows } = movement;
      this.#counted.set(postingId, { minor: countedMinor + amountMinor, rows: countedRows + 1 });
    }
  }

  ledgerSide(): LedgerSide {
    return {
      currency: CURRENCY,
      outstandingMinor: this.invoice.outstandingMinor,
      movements: this.invoice.postings.map(({ postingId, changeMinor, reverses }) => ({
        postingId,
        changeMinor,
        ...(reverses === null ? {} : { reverses }),
      })),
    };
  }

  claimSide(): ClaimSide {
    const { outstanding, overpaid } = this.balance;
    const sumOf = (source: string): bigint =>
      this.#movements.reduce((sum, one) => (one.source === source ? sum + one.minor : sum), 0n);
    return {
      currency: CURRENCY,
      outstandingMinor: outstanding,
      overpaidMinor: overpaid,
      settledMinor: this.#settledMinor,
      settledCountedMinor: sumOf('settlement'),
      toldByCreditorMinor: sumOf('creditor'),
      countedPostings: new Set([...this.#counted].filter(([, { minor }]) => minor !== 0n).map(([id]) => id)),
      knownPostings: this.#known,
      writeBacks: this.#writeBacks.map(
        ({ id, state, settlement, original, posting, formerPostingIds }): BookedSide => ({
          id,
          state,
          amountMinor:
            settlement.kind === 'payment'
              ? settlement.parts.principalMinor
              : -settlement.parts.principalMinor,
          postingId: posting?.postingId ?? null,
          formerPostingIds,
          ...(original === undefined ? {} : { takesBack: original.id }),
        }),
      ),
      changedMeanwhile: false,
    };
  }

  #isOurs(id: LedgerPostingId): boolean {
    return this.#writeBacks.some(
      ({ posting, formerPostingIds }) => posting?.postingId === id || formerPostingIds.includes(id),
    );
  }

  #book(row: ModelWriteBack, postingId: LedgerPostingId, changeMinor: bigint): void {
    const change = money(changeMinor, CURRENCY);
    row.posting = { postingId, voucherId: postingId as never, bookedOn: this.dueOn, change };
    row.state = 'verified';
  }
}
