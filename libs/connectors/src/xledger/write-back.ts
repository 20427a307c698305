import type { Clock, LedgerPosting } from '@app/domain';
import {
  BookedLaterError,
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
import { anything } from '../kit/index.js';
import { ValueRefusedError } from './errors.js';
import { findPosting, findUnposted, lineMinor, type Lookup, ownRows } from './find-posting.js';
import { importVoucher, readParts } from './import-voucher.js';
import type { CompanyContext } from './invoice-rows.js';
import { localDateTime } from './local-time.js';
import { madeAtMs } from './posting-key.js';
import { prepareVoucher } from './prepare-posting.js';
import { ADD_IMPORT_ITEMS } from './queries.js';
import { minorOf, standingOfPosting } from './standing-of-posting.js';
import type { WireEntry } from './wire.js';
import { targetMissing } from './write-back-refusals.js';
import { readLineAccounts, readTargetAccounts, toOptions } from './write-back-target.js';

/** Without the baseline's word, import lines are looked for this far back. */
const LOOK_BACK_MS = 14 * 86_400_000;

/**
 * Books a payment as balanced lines of one voucher in Xledger's import table, the only way of writing that is publicly known. A
 * scheduled job of Xledger's posts them later, minutes or hours, or writes why it does not. Nothing there knows a
 * repetition from a new line, so before every send, the first one included, both table and ledger are looked through
 * for our key, and a hit is taken for ours instead of being sent again. Posted lines stay unmatched as far as is known:
 * the money stands on the customer's account, and a person matches it with the invoice.
 */
export class XledgerWriteBack implements WriteBack {
  /** A call that was not answered is looked for after this long; one in the queue before Xledger may be as late. */
  readonly landsWithinMs = 5 * 60_000;

  constructor(
    private readonly context: CompanyContext,
    private readonly clock: Clock,
  ) {}

  async targets(signal?: AbortSignal): Promise<readonly WriteBackTargetOption[]> {
    return toOptions(await readTargetAccounts(this.context, signal));
  }

  lineAccounts(signal?: AbortSignal): Promise<readonly WriteBackAccountOption[]> {
    return readLineAccounts(this.context, signal);
  }

  async prepare(instruction: WriteBackInstruction, signal?: AbortSignal): Promise<WriteBackBaseline> {
    return { ...(await prepareVoucher(this.context, instruction, this.clock, signal)) };
  }

  /** @throws BookedLaterError always when Xledger took the lines in */
  async post(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    const parts = readParts(baseline);
    if (!parts) throw targetMissing();
    const before = await findUnposted(this.context, instruction, this.#lookup(instruction, baseline), signal);
    if (before.outcome === 'posted') return before.posting;
    if (before.outcome === 'being-confirmed') throw takenIn();
    if (before.outcome === 'ambiguous') throw new OutcomeUnknownError(before.detail);
    const inputs = importVoucher(instruction, parts, this.context.ownerId);
    try {
      await this.context.client.write(
        {
          operation: 'addGLImportItems',
          document: ADD_IMPORT_ITEMS,
          variables: { inputs: [...inputs] },
          signal,
        },
        anything,
      );
    } catch (error) {
      if (!(error instanceof ValueRefusedError)) throw error;
      return this.#afterRefusal(error, instruction, baseline, signal);
    }
    throw takenIn();
  }

  async find(
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<FindResult> {
    return findPosting(this.context, instruction, this.#lookup(instruction, baseline), signal);
  }

  async verify(
    instruction: WriteBackInstruction,
    posting: LedgerPosting,
    signal?: AbortSignal,
  ): Promise<VerifyResult> {
    const ids = [
      posting.postingId,
      instruction.ledgerItemId,
      instruction.reverses?.postingId ?? posting.postingId,
    ];
    const named = await ownRows(this.context, { dbId_in: [...new Set(ids.map(Number))] }, signal);
    const row = (id: string): WireEntry | undefined => named.find(({ dbId }) => dbId === id);
    const own = row(posting.postingId);
    if (!own) return { outcome: 'reversed', detail: 'The posted line is no longer in Xledger.' };
    if (minorOf(own) !== lineMinor(instruction))
      return { outcome: 'reversed', detail: 'The posted line stands in Xledger with another amount.' };
    const invoice = row(instruction.ledgerItemId);
    if (instruction.kind === 'reversal')
      return verifiedReversal(own, row(instruction.reverses?.postingId ?? ''));
    // Matched with the invoice it stands there, whatever else does.
    const isMatched = own.matchId !== undefined && own.matchId === invoice?.matchId;
    const around = isMatched ? [] : await this.#rowsAround(own, signal);
    const standing = standingOfPosting(own, invoice, around);
    switch (standing) {
      case 'on-invoice':
        return { outcome: 'verified' };
      case 'taken-back':
        return { outcome: 'reversed', detail: 'Another entry takes the posted line back in Xledger.' };
      case 'elsewhere':
        return {
          outcome: 'needs-matching',
          detail: `${words(own)} is matched with something else than the invoice.`,
        };
      case 'unmatched':
        return {
          outcome: 'needs-matching',
          detail: `${words(own)} is posted on the customer and waits to be matched with invoice ${instruction.invoiceNumber} (Xledger: customer ledger, matching).`,
        };
    }
  }

  #lookup({ key }: WriteBackInstruction, baseline: WriteBackBaseline): Lookup {
    const parts = readParts(baseline);
    const sinceMs = (madeAtMs(key) ?? this.clock.now().getTime()) - LOOK_BACK_MS;
    return { since: parts?.since ?? localDateTime(sinceMs), subledgerId: parts?.subledgerId };
  }

  /** The rows that tell whether a line was taken back: those of its match, or those that name its invoice. */
  async #rowsAround(own: WireEntry, signal?: AbortSignal): Promise<readonly WireEntry[]> {
    if (own.matchId !== undefined) return ownRows(this.context, { matchId: Number(own.matchId) }, signal);
    return own.invoiceNumber === undefined
      ? [own]
      : ownRows(this.context, { invoiceNumber: own.invoiceNumber }, signal);
  }

  /** Refused by its values; of several lines some may have been taken all the same. The table decides, not the words. */
  async #afterRefusal(
    refusal: ValueRefusedError,
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    signal?: AbortSignal,
  ): Promise<LedgerPosting> {
    let found: FindResult;
    try {
      found = await this.find(instruction, baseline, signal);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      throw new OutcomeUnknownError('Xledger was asked to import; what it made of it cannot be read now.', {
        cause: error,
      });
    }
    if (found.outcome === 'absent') throw refusal;
    if (found.outcome === 'posted') return found.posting;
    if (found.outcome === 'being-confirmed') throw takenIn();
    throw new OutcomeUnknownError(found.detail, { cause: refusal });
  }
}

function takenIn(): BookedLaterError {
  return new BookedLaterError(
    'Xledger took the entry into its import table, and posts it with its next import.',
  );
}

/** The two stand against each other on the customer's account, whether or not the first was ever matched. */
function verifiedReversal(own: WireEntry, reversed: WireEntry | undefined): VerifyResult {
  if (own.matchId !== undefined && own.matchId === reversed?.matchId) return { outcome: 'verified' };
  return {
    outcome: 'needs-matching',
    detail: `${words(own)} is posted and waits to be matched with the entry that it takes back.`,
  };
}

function words({ transactionHeader }: WireEntry): string {
  return `Voucher ${transactionHeader?.transactionNumber ?? 'without a number'}`;
}
