import { formatDecimal, type LedgerPosting, money, negate } from '@app/domain';
import {
  type FindResult,
  OutcomeUnknownError,
  RecordRefusedError,
  type VerifyResult,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackTargetOption,
} from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { bookDraft, createDraft } from './draft.js';
import { findOurs, isAlike, isOurs, paymentsOn, takenBack } from './find-payment.js';
import { lockedUntil } from './locked-period.js';
import { readPayment } from './payments.js';
import { isAmountOf, toPosting } from './posting.js';
import { type PayableInvoice, readPayable } from './payable.js';
import type { WirePaymentRow } from './wire.js';
import * as refuse from './write-back-refusals.js';
import { modesOfPayment, readTarget, stateOf, toOptions } from './write-back-target.js';

/** A lost call may still be in the vendor's queue for this long after we stopped waiting. */
const LANDING_MARGIN_MS = 60_000;
/** Foreign payments of the same amount and day that are looked at before a posting. */
const ALIKE_MAX = 10;

/**
 * Registers a payment (`POST /invoicepayments`) and books it (`PUT …/bookkeep`). Fortnox takes no key, knows no
 * reference on a payment, and registers a repeat again (five equal ones in a public test of
 * softwerkab/fortnox-csharp-api-sdk). So: the payments that were on the invoice before are the baseline, each call is
 * sent once, and what is new on the invoice, of the right amount and day and with the target's own mode, is ours. A
 * payment of ours that is registered and not booked is adopted: `find` books it by its number.
 */
export class FortnoxWriteBack implements WriteBack {
  readonly landsWithinMs: number;

  constructor(
    private readonly client: FortnoxClient,
    writeTimeoutMs: number,
  ) {
    this.landsWithinMs = writeTimeoutMs + LANDING_MARGIN_MS;
  }

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await modesOfPayment(this.client, signal));
  }

  async prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline> {
    const payable = await readPayable(this.client, instruction, signal);
    if (instruction.kind === 'payment') {
      assertPayable(instruction, payable);
      await this.#assertNoStranger(instruction, payable.rows, signal);
    } else {
      assertReversible(instruction, payable.rows);
    }
    await this.#assertTarget(instruction, signal);
    const locked = await lockedUntil(this.client, signal);
    if (locked !== undefined && instruction.bookOn <= locked)
      throw refuse.periodClosed(instruction.bookOn, locked);
    return {
      payments: payable.rows.map(({ Number }) => Number),
      outstanding: formatDecimal(payable.view.outstanding),
    };
  }

  async post(
    instruction: WriteBackInstruction,
    _baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const target = readTarget(instruction.target);
    if (!target) throw refuse.targetMissing();
    const draft = await createDraft(this.client, instruction, target, signal);
    // Registered. From here every trouble is an unknown outcome, unless the draft is certainly gone again.
    return toPosting(await bookDraft(this.client, draft.Number, signal), instruction);
  }

  async find(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult> {
    const { ours, unsure } = await findOurs(this.client, instruction, baseline, signal);
    const [only] = ours;
    if (unsure > 0 || ours.length > 1) {
      return {
        outcome: 'ambiguous',
        detail: `${ours.length + unsure} payments of this amount and day are new on the invoice.`,
      };
    }
    if (!only) return { outcome: 'absent' };
    if (only.Booked === true) return { outcome: 'posted', posting: toPosting(only, instruction) };
    return this.#adopt(only.Number, instruction, signal);
  }

  async verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    const payment = await readPayment(this.client, posting.postingId, signal);
    if (!payment) return { outcome: 'reversed', detail: 'The payment was deleted in Fortnox.' };
    if (payment.InvoiceNumber !== instruction.invoiceNumber || !isAmountOf(payment, posting.change)) {
      return { outcome: 'reversed', detail: 'The payment stands in Fortnox with another amount or invoice.' };
    }
    if (payment.Booked !== true) return { outcome: 'being-confirmed' };
    if (instruction.kind === 'reversal') return { outcome: 'verified' };
    const rows = await paymentsOn(this.client, instruction.invoiceNumber, signal);
    return takenBack(rows).has(posting.postingId)
      ? { outcome: 'reversed', detail: 'Another payment of the opposite amount takes it back.' }
      : { outcome: 'verified' };
  }

  /** A draft of ours whose booking was never answered, or never sent. */
  async #adopt(number: string, instruction: WriteBackInstruction, signal?: AbortSignal): Promise<FindResult> {
    try {
      return {
        outcome: 'posted',
        posting: toPosting(await bookDraft(this.client, number, signal), instruction),
      };
    } catch (error) {
      if (error instanceof OutcomeUnknownError) return { outcome: 'being-confirmed' };
      // Fortnox will not book it, and it is gone again: the next attempt is told why.
      if (error instanceof RecordRefusedError) return { outcome: 'absent' };
      throw error;
    }
  }

  /** Somebody else's payment of the same amount and day is more likely the same money than a second sum. */
  async #assertNoStranger(
    instruction: WriteBackInstruction,
    rows: readonly WirePaymentRow[],
    signal?: AbortSignal,
  ): Promise<void> {
    for (const { Number } of rows.filter((row) => isAlike(row, instruction)).slice(0, ALIKE_MAX)) {
      const payment = await readPayment(this.client, Number, signal);
      if (payment && !isOurs(payment, instruction)) throw refuse.equalPaymentExists();
    }
  }

  async #assertTarget(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { state } = stateOf(readTarget(instruction.target), await modesOfPayment(this.client, signal));
    if (state === 'missing') throw refuse.targetMissing();
    if (state === 'account-changed') throw refuse.targetChanged();
  }
}

/** What others have registered and not booked yet is spoken for. */
function assertPayable({ amount, bookOn }: WriteBackInstruction, { invoice, view }: PayableInvoice): void {
  if (invoice.NoxFinans === true) throw refuse.handledByFinans();
  const { outstanding, pending } = view;
  const free = money(outstanding.minor - (pending.minor > 0n ? pending.minor : 0n), outstanding.currency);
  if (invoice.Credit === true || free.minor < amount.minor) throw refuse.lessOutstanding(free, amount);
  if (bookOn < invoice.InvoiceDate) throw refuse.beforeInvoice();
}

function assertReversible({ amount, reverses }: WriteBackInstruction, rows: readonly WirePaymentRow[]): void {
  if (!reverses) throw refuse.nothingToReverse();
  const row = rows.find(({ Number }) => Number === reverses.postingId);
  if (row?.Booked !== true || takenBack(rows).has(row.Number)) throw refuse.alreadyReversed();
  if (reverses.change.minor !== negate(amount).minor) throw refuse.partReversal();
}
