import { type LedgerPosting, negate } from '@app/domain';
import {
  ConnectionBlockedError,
  type FindResult,
  LedgerError,
  OutcomeUnknownError,
  type RecordRefusedError,
  type VerifyResult,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackTargetOption,
} from '../contract/index.js';
import {
  checkBatch,
  createQuestion,
  deleteQuestion,
  madeBatch,
  readBatch,
  readParts,
  readUpdate,
  updateQuestion,
  type VoucherForm,
  type VoucherParts,
} from './batch.js';
import type { CompanyContext } from './company.js';
import { TooManyCallsError } from './errors.js';
import { findTraces, judge, type Traces } from './find-posting.js';
import { readKey, tokenOf } from './keys.js';
import { type PostingState, readPostingState, readRows } from './posting-state.js';
import { preparePayment, prepareReversal } from './prepare-posting.js';
import {
  alreadyReversed,
  notAsSent,
  notPosted,
  nothingToReverse,
  partReversal,
  seriesUsedUp,
  targetMissing,
} from './write-back-refusals.js';
import { isUsedUp, readAccounts, toOptions } from './write-back-target.js';

/** A request whose client has gone may work on, and holds its place, for as long as this. */
const LANDING_MARGIN_MS = 30 * 60_000;

/**
 * Books a payment as a batch with one voucher, and posts the batch. Visma takes no key and does none of this in one
 * transaction, so the voucher and the batch bear our token, and every attempt begins by looking where it stands:
 *
 * - nowhere: a batch is made, read back, and posted
 * - in a batch that waits (made, but the answer was lost, or posting failed on the way): that batch is posted. A batch is
 *   taken out of its table as it is posted, so it cannot be posted twice
 * - in the customer ledger (posted, but the answer was lost): there is nothing left to do
 *
 * What Visma refuses for certain is taken away again, so that no batch stays behind for somebody to post by hand.
 */
export class VismaWriteBack implements WriteBack {
  readonly landsWithinMs: number;

  constructor(
    private readonly context: CompanyContext,
    writeTimeoutMs: number,
  ) {
    this.landsWithinMs = writeTimeoutMs + LANDING_MARGIN_MS;
  }

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await readAccounts(this.context, signal));
  }

  async prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline> {
    if (instruction.kind === 'payment')
      return { ...(await preparePayment(this.context, instruction, signal)) };
    await this.#assertReversible(instruction, signal);
    return { ...(await prepareReversal(this.context, instruction, signal)) };
  }

  async post(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const parts = readParts(baseline);
    if (!parts) throw targetMissing();
    const before = await this.#look(instruction, signal);
    if (before.rows.length > 0 || before.journals.length > 0) return this.#settled(before, instruction);
    const waiting = await this.#goodBatchAmong(before.waiting, instruction, parts, signal);
    const batchNo = waiting ?? (await this.#makeBatch(instruction, parts, signal));
    return this.#postBatch(batchNo, instruction, signal);
  }

  async find(
    instruction: WriteBackInstruction,
    _baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult> {
    return judge(await findTraces(this.context, instruction, signal), instruction);
  }

  async verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    if (instruction.kind === 'reversal') return this.#verifyReversal(posting, signal);
    return OUTCOMES[await readPostingState(this.context, instruction, posting, signal)];
  }

  /** The debit stands beside the invoice until a person matches it with the payment that it takes back. */
  async #verifyReversal({ postingId, change }: LedgerPosting, signal?: AbortSignal): Promise<VerifyResult> {
    const key = readKey(postingId);
    const books = await this.context.books(signal);
    const [row] = key ? await readRows(this.context, [key], books, signal) : [];
    if (!row) return OUTCOMES.unseen;
    if (row.minor !== change.minor) return OUTCOMES['other-amount'];
    return row.openMinor === 0n
      ? { outcome: 'verified' }
      : {
          outcome: 'needs-matching',
          detail:
            'Booked on the customer. In Visma, undo the match of payment and invoice, and match the payment with this posting.',
        };
  }

  async #assertReversible(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { reverses, amount } = instruction;
    if (!reverses) throw nothingToReverse();
    if (reverses.change.minor !== negate(amount).minor) throw partReversal();
    const state = await readPostingState(this.context, instruction, reverses, signal);
    if (state === 'unseen' || state === 'other-amount' || state === 'taken-back') throw alreadyReversed();
  }

  /**
   * Makes the batch and reads it back: Visma may keep a row while it leaves out a field that it could not take, so the rows
   * count and not the errors beside them. What is not as it must be is taken away again, and tried once more plainly.
   */
  async #makeBatch(
    instruction: WriteBackInstruction,
    parts: VoucherParts,
    signal?: AbortSignal,
  ): Promise<number> {
    const made = await this.#tryBatch(instruction, parts, {}, signal);
    if (made.batchNo !== undefined) return made.batchNo;
    if (!isWorthAnother(made.refusal)) throw made.refusal;
    const voucherNo = await this.#nextVoucherNo(parts, signal);
    const again = await this.#tryBatch(instruction, parts, { voucherNo }, signal);
    if (again.batchNo === undefined) throw again.refusal;
    return again.batchNo;
  }

  /** One batch, or nothing of it and why. @throws OutcomeUnknownError it is not known what of it is there */
  async #tryBatch(
    instruction: WriteBackInstruction,
    parts: VoucherParts,
    form: VoucherForm,
    signal?: AbortSignal,
  ): Promise<TriedBatch> {
    const { client, companyNo } = this.context;
    const schema = await client.schema(signal);
    const token = tokenOf(instruction.key);
    const question = createQuestion(schema, companyNo, instruction, parts, token, form);
    const answer = await client.change({ ...question, signal });
    const batchNo = madeBatch(answer);
    if (batchNo === undefined) {
      await this.#clearAway(instruction, signal);
      if (answer.refusal) return { batchNo, refusal: answer.refusal };
      throw new OutcomeUnknownError('Visma does not say whether it made the batch.');
    }
    const kept = await afterSending(() => readBatch(this.context, batchNo, signal));
    const check = checkBatch(schema, kept, instruction, parts, token);
    if (check === 'as-sent') return { batchNo };
    await this.#takeAway(batchNo, signal);
    return { batchNo: undefined, refusal: answer.refusal ?? notAsSent(check.differs) };
  }

  /** @throws RecordRefusedError Visma will not post it, and the batch is gone again */
  async #postBatch(
    batchNo: number,
    instruction: WriteBackInstruction,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const { client, companyNo } = this.context;
    const answer = await client.change({ ...updateQuestion(companyNo, batchNo), signal });
    const told = readUpdate(answer);
    const traces = await afterSending(() => findTraces(this.context, instruction, signal));
    if (traces.rows.length > 0 || traces.journals.length > 0) return this.#settled(traces, instruction);
    if (told !== 'refused' || !traces.waiting.includes(batchNo))
      throw new OutcomeUnknownError(
        'Visma was asked to post the batch, but shows neither batch nor posting.',
      );
    await this.#takeAway(batchNo, signal);
    throw answer.refusal ?? notPosted();
  }

  /**
   * Whether an earlier attempt left something cannot be told without looking, so trouble here is an unknown outcome. Only a
   * refusal at the door is none: this attempt has sent nothing yet.
   */
  async #look(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<Traces> {
    try {
      return await findTraces(this.context, instruction, signal);
    } catch (error) {
      const isAtTheDoor = error instanceof TooManyCallsError || error instanceof ConnectionBlockedError;
      throw isAtTheDoor ? error : unknownAfter(error);
    }
  }

  #settled(traces: Traces, instruction: WriteBackInstruction): LedgerPosting {
    const found = judge(traces, instruction);
    if (found.outcome === 'posted') return found.posting;
    throw new OutcomeUnknownError(
      'Visma has a posting with our token that is not plainly this one, or not shown whole.',
    );
  }

  /** The first batch that holds our voucher as it must be; every other one of ours is taken away. */
  async #goodBatchAmong(
    waiting: readonly number[],
    instruction: WriteBackInstruction,
    parts: VoucherParts,
    signal?: AbortSignal,
  ): Promise<number | undefined> {
    const schema = await this.context.client.schema(signal);
    let good: number | undefined;
    for (const batchNo of waiting) {
      const kept = await afterSending(() => readBatch(this.context, batchNo, signal));
      const check = checkBatch(schema, kept, instruction, parts, tokenOf(instruction.key));
      if (good === undefined && check === 'as-sent') good = batchNo;
      else await this.#takeAway(batchNo, signal);
    }
    return good;
  }

  /** After a refused creation: perhaps some of it was kept all the same. */
  async #clearAway(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { waiting } = await afterSending(() => findTraces(this.context, instruction, signal));
    for (const batchNo of waiting) await this.#takeAway(batchNo, signal);
  }

  /** Deletes a batch of ours that is not posted. @throws OutcomeUnknownError it may still be there */
  async #takeAway(batchNo: number, signal?: AbortSignal): Promise<void> {
    const { client, companyNo } = this.context;
    const left = await afterSending(async () => {
      await client.change({ ...deleteQuestion(companyNo, batchNo), signal });
      return readBatch(this.context, batchNo, signal);
    });
    if (left.lines.length > 0 || left.isThere)
      throw new OutcomeUnknownError(`Batch ${batchNo} of ours could not be taken away again.`);
  }

  async #nextVoucherNo({ voucherSeriesNo }: VoucherParts, signal?: AbortSignal): Promise<number> {
    const { series } = await afterSending(() => readAccounts(this.context, signal));
    const own = series.find((one) => one.voucherSeriesNo === voucherSeriesNo);
    if (own?.nextVoucherNo === undefined || isUsedUp(own)) throw seriesUsedUp();
    return own.nextVoucherNo;
  }
}

type TriedBatch =
  { readonly batchNo: number } | { readonly batchNo: undefined; readonly refusal: RecordRefusedError };

/** A missing right, a closed period or a changed schema is not mended by writing the voucher otherwise. */
function isWorthAnother({ code }: RecordRefusedError): boolean {
  return code === 'refused-by-ledger' || code === 'not-as-sent';
}

const OUTCOMES: Readonly<Record<PostingState, VerifyResult>> = {
  unseen: { outcome: 'being-confirmed' },
  'other-amount': { outcome: 'reversed', detail: 'The posting stands in Visma with another amount.' },
  'taken-back': { outcome: 'reversed', detail: 'Another posting of the opposite amount takes it back.' },
  open: {
    outcome: 'needs-matching',
    detail: 'Booked on the customer, but Visma did not match it with the invoice.',
  },
  elsewhere: {
    outcome: 'needs-matching',
    detail: 'Booked on the customer, but matched with something else than the invoice: match it anew.',
  },
  'on-invoice': { outcome: 'verified' },
};

/** Something was sent already: whatever goes wrong while looking leaves the outcome unknown. */
async function afterSending<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw unknownAfter(error);
  }
}

function unknownAfter(error: unknown): unknown {
  if (error instanceof OutcomeUnknownError || !(error instanceof LedgerError)) return error;
  return new OutcomeUnknownError('What Visma has of this booking cannot be read now.', { cause: error });
}
