import { type LedgerPosting, negate } from '@app/domain';
import {
  type FindResult,
  LedgerError,
  OutcomeUnknownError,
  type VerifyResult,
  type WriteBack,
  type WriteBackAccountOption,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackTargetOption,
} from '../contract/index.js';
import { bankJournal, readParts } from './bank-journal.js';
import { isReferenceInUse, PostingRefusedError } from './errors.js';
import {
  findByKey,
  holdsLines,
  isAmount,
  paymentPosting,
  readEntriesOf,
  readInvoice,
  reversalPosting,
  voucherState,
  type VoucherState,
} from './find-posting.js';
import type { CompanyContext } from './invoice-rows.js';
import { assertPayable, noVatId, readJournalParts } from './prepare-posting.js';
import { wirePostedVoucher } from './wire.js';
import {
  alreadyReversed,
  gone,
  nothingToReverse,
  partReversal,
  targetMissing,
} from './write-back-refusals.js';
import { readAccounts, readLineAccounts, toOptions } from './write-back-target.js';

/** After our time-out a call may still land, and its entries may be shown a little later. */
const LANDING_MARGIN_MS = 120_000;

/**
 * Books a payment as a bank journal voucher that is posted at once. The voucher carries our key as
 * `ExternalImportReference`, which PowerOffice takes once per company as long as the voucher is not reversed; the
 * customer's statement shows it again, and by it `find` knows our booking. A key is never used for a second voucher,
 * also not after a reversal, which would set it free.
 */
export class PowerOfficeWriteBack implements WriteBack {
  readonly landsWithinMs: number;

  constructor(
    private readonly context: CompanyContext,
    writeTimeoutMs: number,
  ) {
    this.landsWithinMs = writeTimeoutMs + LANDING_MARGIN_MS;
  }

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await readAccounts(this.context.client, signal));
  }

  async lineAccounts(signal?: AbortSignal): Promise<readonly WriteBackAccountOption[]> {
    const { client } = this.context;
    return readLineAccounts(client, await noVatId(client, signal), signal);
  }

  async prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline> {
    const { client } = this.context;
    if (instruction.kind === 'reversal') {
      await this.#assertReversible(instruction, signal);
      return {};
    }
    const invoice = await readInvoice(client, instruction.ledgerItemId, signal);
    if (!invoice) throw gone();
    assertPayable(instruction, invoice);
    return { ...(await readJournalParts(this.context, instruction, invoice, signal)) };
  }

  async post(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    return instruction.kind === 'payment'
      ? this.#pay(instruction, baseline, signal)
      : this.#reverse(instruction, signal);
  }

  async find(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult> {
    const { client } = this.context;
    if (instruction.kind === 'reversal') return this.#findReversal(instruction, signal);
    const customerNo =
      readParts(baseline)?.customerNo ??
      (await readInvoice(client, instruction.ledgerItemId, signal))?.CustomerNo;
    if (customerNo === undefined)
      return {
        outcome: 'ambiguous',
        detail: 'The invoice and its customer are no longer shown in PowerOffice.',
      };
    return findByKey(await readEntriesOf(client, customerNo, instruction.bookOn, signal), instruction);
  }

  async verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    const { client } = this.context;
    const state = await voucherState(client, posting.voucherId, signal);
    // A voucher that a person made is never shown by its id, only by its entry on the customer.
    if (state === 'unseen' && instruction.kind === 'reversal') return { outcome: 'being-confirmed' };
    if (instruction.kind === 'reversal') return this.#verifyReversal(instruction, state, posting, signal);
    if (state === 'reversed')
      return { outcome: 'reversed', detail: 'The voucher is reversed in PowerOffice.' };
    const invoice = await readInvoice(client, instruction.ledgerItemId, signal);
    if (invoice?.CustomerNo === undefined)
      return { outcome: 'needs-matching', detail: 'The invoice is no longer shown in PowerOffice.' };
    const entries = await readEntriesOf(client, invoice.CustomerNo, posting.bookedOn, signal);
    const own = entries.find(({ VoucherId }) => VoucherId === posting.voucherId);
    if (!own) return { outcome: 'being-confirmed' };
    if (!isAmount(own, negate(instruction.amountInBooks).minor)) {
      return { outcome: 'reversed', detail: 'The voucher stands on the customer with another amount.' };
    }
    if (!(await holdsLines(client, posting.voucherId, instruction, signal))) {
      return {
        outcome: 'needs-matching',
        detail: 'Booked on the customer, but the voucher does not hold the interest and fees that were sent.',
      };
    }
    if (own.MatchId !== undefined && own.MatchId === invoice.MatchId) return { outcome: 'verified' };
    return {
      outcome: 'needs-matching',
      detail: 'Booked on the customer, but PowerOffice did not match it with the invoice.',
    };
  }

  /** It is open whether a reversed voucher leaves its match: if not, the invoice still counts as paid. */
  async #verifyReversal(
    { ledgerItemId, reverses }: WriteBackInstruction,
    state: VoucherState,
    { voucherId }: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    if (state !== 'reversed')
      return { outcome: 'reversed', detail: 'The voucher that was taken back is in force.' };
    const { client } = this.context;
    const invoice = await readInvoice(client, ledgerItemId, signal);
    if (invoice?.CustomerNo === undefined || invoice.MatchId === undefined || !reverses)
      return { outcome: 'verified' };
    const entries = await readEntriesOf(client, invoice.CustomerNo, reverses.bookedOn, signal);
    const isKept = entries.some(
      ({ VoucherId, MatchId }) => VoucherId === voucherId && MatchId === invoice.MatchId,
    );
    return isKept
      ? {
          outcome: 'needs-matching',
          detail: 'The voucher is reversed, but PowerOffice still matches it with the invoice.',
        }
      : { outcome: 'verified' };
  }

  async #pay(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const parts = readParts(baseline);
    if (!parts) throw targetMissing();
    try {
      const body = bankJournal(instruction, parts);
      const request = { path: '/Vouchers/BankJournals', body, signal };
      const { Id } = await this.context.client.write(request, wirePostedVoucher);
      return paymentPosting(Id, instruction.bookOn, instruction);
    } catch (error) {
      if (!(error instanceof PostingRefusedError)) throw error;
      return this.#afterRefusal(error, () => this.find(instruction, baseline, signal));
    }
  }

  async #reverse(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<LedgerPosting> {
    const { reverses } = instruction;
    if (!reverses) throw nothingToReverse();
    const look = (): Promise<FindResult> => this.#findReversal(instruction, signal);
    try {
      await this.context.client.writeUnread({
        path: '/Vouchers/Reverse/{id}',
        id: reverses.voucherId,
        signal,
      });
    } catch (error) {
      if (!(error instanceof PostingRefusedError)) throw error;
      return this.#afterRefusal(error, look);
    }
    // The answer has a body in some versions only: the voucher itself tells.
    const found = await orUnknown(look);
    if (found.outcome === 'posted') return found.posting;
    throw new OutcomeUnknownError(
      'PowerOffice took the reversal, but does not show the voucher as reversed yet.',
    );
  }

  /** A refused repeat may mean that the first attempt was carried out: the books decide, not the words. */
  async #afterRefusal(refusal: PostingRefusedError, look: () => Promise<FindResult>): Promise<LedgerPosting> {
    const found = await orUnknown(look);
    if (found.outcome === 'posted') return found.posting;
    if (found.outcome === 'absent' && !isReferenceInUse(refusal)) throw refusal;
    throw new OutcomeUnknownError(
      'PowerOffice says that it has this booking, but does not show it as ours.',
      {
        cause: refusal,
      },
    );
  }

  async #findReversal(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<FindResult> {
    if (!instruction.reverses) throw nothingToReverse();
    const { voucherId } = instruction.reverses;
    const state = await voucherState(this.context.client, voucherId, signal);
    if (state === 'unseen') return { outcome: 'being-confirmed' };
    return state === 'reversed'
      ? { outcome: 'posted', posting: reversalPosting(voucherId, instruction) }
      : { outcome: 'absent' };
  }

  async #assertReversible({ amount, reverses }: WriteBackInstruction, signal?: AbortSignal): Promise<void> {
    if (!reverses) throw nothingToReverse();
    if ((await voucherState(this.context.client, reverses.voucherId, signal)) !== 'in-force')
      throw alreadyReversed();
    if (reverses.change.minor !== negate(amount).minor) throw partReversal();
  }
}

/** Booked or refused, and the books cannot be read now: a later look tells. */
async function orUnknown(look: () => Promise<FindResult>): Promise<FindResult> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof OutcomeUnknownError || !(error instanceof LedgerError)) throw error;
    throw new OutcomeUnknownError('PowerOffice was asked to book; what it made of it cannot be read now.', {
      cause: error,
    });
  }
}
