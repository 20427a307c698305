import {
  formatDecimal,
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  negate,
  parseMoney,
} from '@app/domain';
import {
  type FindResult,
  LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  type VerifyResult,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackTargetOption,
} from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import { findOurs, isAmount, newPostings } from './find-posting.js';
import { firstOpenDayAfter, periodOf } from './periods.js';
import { outstandingOf, readInvoice } from './posting-reads.js';
import { wirePaidInvoice, wireReversal, type WireInvoice, type WirePosting } from './wire.js';
import { gone, nothingToReverse, periodClosed, targetChanged, targetMissing } from './write-back-refusals.js';
import { paymentTypes, readTarget, stateOf, toOptions } from './write-back-target.js';

/** A write answered after half a minute was seen; ours waits longer, and a lost one may still be in their queue. */
const LANDING_MARGIN_MS = 60_000;

/**
 * Books a payment with `PUT /invoice/{id}/:payment`. Tripletex takes no key and books a repeat again
 * (Tripletex/tripletex-api2 issue 76), so: the postings that stood on the invoice before are the baseline, the call is
 * sent once, and what came of it is told by what is new on the invoice.
 */
export class TripletexWriteBack implements WriteBack {
  readonly landsWithinMs: number;

  constructor(
    private readonly client: TripletexClient,
    writeTimeoutMs: number,
  ) {
    this.landsWithinMs = writeTimeoutMs + LANDING_MARGIN_MS;
  }

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await paymentTypes(this.client, signal));
  }

  async prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline> {
    const invoice = await readInvoice(this.client, instruction.ledgerItemId, signal);
    if (!invoice) throw gone();
    assertCurrency(instruction, invoice);
    if (instruction.kind === 'payment') {
      assertPayable(instruction, invoice);
      await this.#assertTarget(instruction, signal);
    } else {
      assertReversible(instruction, invoice);
    }
    await this.#assertOpenPeriod(instruction, signal);
    return {
      postingIds: invoice.postings.map(({ id }) => id),
      outstanding: formatDecimal(outstandingOf(invoice)),
    };
  }

  async post(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const madeIds =
      instruction.kind === 'payment'
        ? await this.#pay(instruction, signal)
        : await this.#reverse(instruction, signal);
    // Booked. From here every trouble is an unknown outcome: `find` answers it, never a second call.
    try {
      return await this.#posted(instruction, baseline, madeIds, signal);
    } catch (error) {
      if (error instanceof OutcomeUnknownError || !(error instanceof LedgerError)) throw error;
      throw new OutcomeUnknownError('Tripletex took the booking, but it could not be read back.', {
        cause: error,
      });
    }
  }

  async find(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult> {
    const invoice = await readInvoice(this.client, instruction.ledgerItemId, signal);
    if (!invoice) return { outcome: 'ambiguous', detail: 'The invoice is no longer shown in Tripletex.' };
    const candidates = newPostings(invoice, instruction, baseline);
    const { ours, unsure } = await findOurs(this.client, candidates, instruction, signal);
    const [only] = ours;
    if (unsure > 0) {
      return {
        outcome: 'ambiguous',
        detail: 'A booking of this amount and day is there, but its voucher is not shown to us.',
      };
    }
    if (ours.length > 1) {
      return {
        outcome: 'ambiguous',
        detail: `${ours.length} bookings of this amount and day are new on the invoice.`,
      };
    }
    return only ? { outcome: 'posted', posting: toPosting(only, instruction) } : { outcome: 'absent' };
  }

  async verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    const invoice = await readInvoice(this.client, instruction.ledgerItemId, signal);
    const found = invoice?.postings.find(({ id }) => id === posting.postingId);
    if (!invoice || !found)
      return { outcome: 'reversed', detail: 'The posting is no longer on the invoice.' };
    if (!isAmount(found.amountCurrency, posting.change)) {
      return { outcome: 'reversed', detail: 'The posting stands on the invoice with another amount.' };
    }
    if (instruction.kind === 'payment' && isTakenBack(found, invoice)) {
      return { outcome: 'reversed', detail: 'Another voucher has reversed the posting.' };
    }
    return { outcome: 'verified' };
  }

  /** Amounts as exact text; the second one, in the invoice's currency, is what reduces the invoice. */
  async #pay(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<readonly string[]> {
    const target = readTarget(instruction.target);
    if (!target) throw targetMissing();
    try {
      const { postings } = await this.client.write(
        'PUT',
        {
          path: '/invoice/{id}/:payment',
          id: instruction.ledgerItemId,
          query: {
            paymentDate: instruction.bookOn,
            paymentTypeId: target.paymentTypeId,
            paidAmount: formatDecimal(instruction.amountInBooks),
            paidAmountCurrency: formatDecimal(instruction.amount),
          },
          signal,
        },
        wirePaidInvoice,
      );
      return postings.map(({ id }) => id);
    } catch (error) {
      if (error instanceof ObjectNotFoundError) throw targetMissing(error);
      throw error;
    }
  }

  async #reverse(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<undefined> {
    if (!instruction.reverses) throw nothingToReverse();
    await this.client.write(
      'PUT',
      {
        path: '/ledger/voucher/{id}/:reverse',
        id: instruction.reverses.voucherId,
        query: { date: instruction.bookOn },
        signal,
      },
      wireReversal,
    );
  }

  async #posted(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    madeIds: readonly string[] | undefined,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const invoice = await readInvoice(this.client, instruction.ledgerItemId, signal);
    const all = invoice ? newPostings(invoice, instruction, baseline) : [];
    const made = madeIds === undefined ? all : all.filter(({ id }) => madeIds.includes(id));
    const candidates = made.length < 2 ? made : (await findOurs(this.client, made, instruction, signal)).ours;
    const [only] = candidates;
    if (!only || candidates.length > 1) {
      throw new OutcomeUnknownError(
        `Tripletex took the booking; ${candidates.length} new postings on the invoice could be it.`,
      );
    }
    return toPosting(only, instruction);
  }

  async #assertTarget(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { state } = stateOf(readTarget(instruction.target), await paymentTypes(this.client, signal));
    if (state === 'good') return;
    if (state === 'missing') throw targetMissing();
    throw targetChanged();
  }

  async #assertOpenPeriod({ bookOn }: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const period = await periodOf(this.client, bookOn, signal);
    if (!period?.isClosed) return;
    throw periodClosed(bookOn, await firstOpenDayAfter(this.client, bookOn, signal));
  }
}

function toPosting(posting: WirePosting, { amount }: WriteBackInstruction): LedgerPosting {
  return {
    postingId: posting.id as LedgerPostingId,
    voucherId: (posting.voucher?.id ?? '') as LedgerVoucherId,
    bookedOn: localDate(posting.date),
    change: parseMoney(posting.amountCurrency, amount.currency),
  };
}

/** The voucher's own link is proof. Without one, a new opposite posting dated no earlier is, if it is the only one. */
function isTakenBack(posting: WirePosting, { postings }: WireInvoice): boolean {
  const own = posting.voucher;
  return (
    postings.some(
      ({ id, voucher }) =>
        id !== posting.id &&
        ((own?.reverseVoucher !== undefined && voucher?.id === own.reverseVoucher.id) ||
          (voucher?.reverseVoucher !== undefined && voucher.reverseVoucher.id === own?.id)),
    ) || own?.reverseVoucher !== undefined
  );
}

function assertCurrency({ amount }: WriteBackInstruction, invoice: WireInvoice): void {
  if (invoice.currency.code === amount.currency) return;
  throw new RecordRefusedError(
    'wrong-currency',
    `The invoice is in another currency than the ${amount.currency} to be booked.`,
    'Enter the settlement in the invoice’s currency.',
  );
}

function assertPayable({ amount }: WriteBackInstruction, invoice: WireInvoice): void {
  if (invoice.isCreditNote || invoice.isCredited === true) {
    throw new RecordRefusedError(
      'credited',
      'The invoice is credited in Tripletex.',
      'Decide with the creditor where the money belongs; a payment on a credited invoice is not booked by itself.',
    );
  }
  const outstanding = outstandingOf(invoice);
  if (outstanding.minor >= amount.minor) return;
  throw new RecordRefusedError(
    'less-outstanding',
    `The invoice has ${formatDecimal(outstanding)} ${outstanding.currency} outstanding, less than the ${formatDecimal(amount)} to be booked.`,
    'Look in Tripletex at what was paid or credited meanwhile, and decide what is to be booked.',
  );
}

function assertReversible({ amount, reverses }: WriteBackInstruction, invoice: WireInvoice): void {
  if (!reverses) throw nothingToReverse();
  const posting = invoice.postings.find(({ id }) => id === reverses.postingId);
  if (!posting || isTakenBack(posting, invoice)) {
    throw new RecordRefusedError(
      'already-reversed',
      'The posting to take back is no longer in force in Tripletex.',
      'Look at the invoice in Tripletex; nothing is booked by us.',
    );
  }
  if (reverses.change.minor === negate(amount).minor) return;
  throw new RecordRefusedError(
    'part-reversal',
    'Tripletex takes back whole vouchers only, and the amount differs from what was booked.',
    'Reverse the whole booking and book the rest again.',
  );
}
