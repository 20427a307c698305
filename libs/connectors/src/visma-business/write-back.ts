import { type LedgerPosting, negate } from '@app/domain';
import {
  ConnectionBlockedError,
  type FindResult,
  OutcomeUnknownError,
  type VerifyResult,
  type WriteBack,
  type WriteBackAccountOption,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackTargetOption,
} from '../contract/index.js';
import { readUpdate, updateQuestion } from './batch.js';
import { readParts } from './voucher-parts.js';
import type { CompanyContext } from './company.js';
import { TooManyCallsError } from './errors.js';
import { findTraces, isPosted, judge, type Traces } from './find-posting.js';
import { readKey } from './keys.js';
import { type PostingState, readPostingState, readRows } from './posting-state.js';
import { preparePayment, prepareReversal } from './prepare-posting.js';
import { afterPosting, unknownAfter } from './unknown-outcome.js';
import { WaitingBatches } from './waiting-batches.js';
import {
  alreadyReversed,
  notPosted,
  nothingToReverse,
  partReversal,
  targetMissing,
} from './write-back-refusals.js';
import { readAccounts, readLineAccounts, toOptions } from './write-back-target.js';

/** A request whose client has gone may work on, and holds its place, for as long as this. */
const LANDING_MARGIN_MS = 30 * 60_000;

/**
 * Books a payment as a batch of its own, and posts the batch. Visma takes no key and does none of this in one
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
  readonly #batches: WaitingBatches;

  constructor(
    private readonly context: CompanyContext,
    writeTimeoutMs: number,
  ) {
    this.landsWithinMs = writeTimeoutMs + LANDING_MARGIN_MS;
    this.#batches = new WaitingBatches(context);
  }

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await readAccounts(this.context, signal));
  }

  lineAccounts(signal?: AbortSignal): Promise<readonly WriteBackAccountOption[]> {
    return readLineAccounts(this.context, signal);
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
    if (isPosted(before)) return this.#settled(before, instruction);
    const waiting = await this.#batches.goodAmong(before.waiting, instruction, parts, signal);
    const batchNo = waiting ?? (await this.#batches.make(instruction, parts, signal));
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

  /** @throws RecordRefusedError Visma will not post it, and the batch is gone again */
  async #postBatch(
    batchNo: number,
    instruction: WriteBackInstruction,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const { client, companyNo } = this.context;
    const answer = await client.change({ ...updateQuestion(companyNo, batchNo), signal });
    const told = readUpdate(answer);
    const traces = await afterPosting(client, () => findTraces(this.context, instruction, signal), signal);
    if (isPosted(traces)) return this.#settled(traces, instruction);
    if (told !== 'refused' || !traces.waiting.includes(batchNo))
      throw new OutcomeUnknownError(
        'Visma was asked to post the batch, but shows neither batch nor posting.',
      );
    await this.#batches.takeAway(batchNo, instruction, signal);
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
