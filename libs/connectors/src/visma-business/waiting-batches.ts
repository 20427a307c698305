import {
  OutcomeUnknownError,
  type RecordRefusedError,
  type WriteBackInstruction,
} from '../contract/index.js';
import { createQuestion, deleteQuestion, madeBatch, type VoucherForm } from './batch.js';
import type { VoucherParts } from './voucher-parts.js';
import type { CompanyContext } from './company.js';
import { findTraces, isPosted } from './find-posting.js';
import { checkBatch, readBatch } from './kept-batch.js';
import { tokenOf } from './keys.js';
import { afterSending } from './unknown-outcome.js';
import { notAsSent, seriesUsedUp } from './write-back-refusals.js';
import { isUsedUp, readAccounts } from './write-back-target.js';

type TriedBatch =
  { readonly batchNo: number } | { readonly batchNo: undefined; readonly refusal: RecordRefusedError };

/** Batches of ours that are not posted: makes one, finds the good one among those there are, and takes others away. */
export class WaitingBatches {
  constructor(private readonly context: CompanyContext) {}

  /**
   * Makes the batch and reads it back: Visma may keep a row while it leaves out a field that it could not take, so the rows
   * count and not the errors beside them. What is not as it must be is taken away again, and tried once more plainly.
   * @throws RecordRefusedError   Visma does not take it, and nothing of it is there
   * @throws OutcomeUnknownError  it is not known what of it is there
   */
  async make(instruction: WriteBackInstruction, parts: VoucherParts, signal?: AbortSignal): Promise<number> {
    const made = await this.#try(instruction, parts, {}, signal);
    if (made.batchNo !== undefined) return made.batchNo;
    if (!isWorthAnother(made.refusal)) throw made.refusal;
    const voucherNo = await this.#nextVoucherNo(parts, signal);
    const again = await this.#try(instruction, parts, { voucherNo }, signal);
    if (again.batchNo === undefined) throw again.refusal;
    return again.batchNo;
  }

  /** The first batch that holds our voucher as it must be; every other one of ours is taken away. */
  async goodAmong(
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
      else await this.takeAway(batchNo, instruction, signal);
    }
    return good;
  }

  /**
   * Deletes a batch of ours, and looks whether it went that way: somebody may have posted it in the same moment.
   * @throws OutcomeUnknownError it is still there, or in the books
   */
  async takeAway(batchNo: number, instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { client, companyNo } = this.context;
    const isGone = await afterSending(async () => {
      await client.change({ ...deleteQuestion(companyNo, batchNo), signal });
      const { isThere } = await readBatch(this.context, batchNo, signal);
      return !isThere && !isPosted(await findTraces(this.context, instruction, signal));
    });
    if (!isGone) throw new OutcomeUnknownError(`Batch ${batchNo} of ours could not be taken away again.`);
  }

  async #try(
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
    await this.takeAway(batchNo, instruction, signal);
    return { batchNo: undefined, refusal: answer.refusal ?? notAsSent(check.differs) };
  }

  /** After a refused creation: perhaps some of it was kept all the same. */
  async #clearAway(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    const { waiting } = await afterSending(() => findTraces(this.context, instruction, signal));
    for (const batchNo of waiting) await this.takeAway(batchNo, instruction, signal);
  }

  async #nextVoucherNo({ voucherSeriesNo }: VoucherParts, signal?: AbortSignal): Promise<number> {
    const { series } = await afterSending(() => readAccounts(this.context, signal));
    const own = series.find((one) => one.voucherSeriesNo === voucherSeriesNo);
    if (own?.nextVoucherNo === undefined || isUsedUp(own)) throw seriesUsedUp();
    return own.nextVoucherNo;
  }
}

/** A missing right, a closed period or a changed schema is not mended by writing the voucher otherwise. */
function isWorthAnother({ code }: RecordRefusedError): boolean {
  return code === 'refused-by-ledger' || code === 'not-as-sent';
}
