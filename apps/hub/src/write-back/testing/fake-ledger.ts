import {
  BookedLaterError,
  type FindResult,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
  type VerifyResult,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
} from '@app/connectors';
import {
  addDays,
  type Clock,
  type LocalDate,
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  money,
} from '@app/domain';

/**
 * What the next call does:
 * - `answers`: books and says so
 * - `answer-lost`: books, and no answer comes
 * - `fails-after-commit`: books, and answers nonsense that the connector does not understand
 * - `lands-late`: books just before `landsWithinMs` is over, long after the call was given up
 * - `never-arrives`: books nothing, and no answer comes
 * - `books-later`: takes it in, and books it at its next import, `importsAfterMs` later
 * - `too-fast`: certainly not carried out
 */
export type Mood =
  | 'answers'
  | 'answer-lost'
  | 'fails-after-commit'
  | 'lands-late'
  | 'never-arrives'
  | 'books-later'
  | 'too-fast';

interface Entry extends LedgerPosting {
  readonly item: string;
  readonly landsAtMs: number;
  /** Shown as taken in until then. */
  readonly isStaged: boolean;
}

/** A customer ledger in memory, as careless as real ones: it takes the same payment as often as it is sent. */
export class FakeLedger implements WriteBack {
  readonly landsWithinMs = 60_000;
  readonly outstanding = new Map<string, bigint>();
  /** From taking in to booking: two days and more where nobody imports over the weekend. */
  importsAfterMs = 40 * 60_000;
  /** Postings that nobody has matched with their invoice yet. */
  readonly unmatched = new Set<LedgerPostingId>();
  /** Moods of the next posts, in order; `answers` when used up. */
  moods: Mood[] = [];
  /** Books are closed up to and including this day. */
  closedUntil: LocalDate | undefined;
  /** Every instruction that was posted, answered or not. */
  readonly posted: WriteBackInstruction[] = [];
  readonly #entries: Entry[] = [];

  constructor(private readonly clock: Clock) {}

  /** What is booked on the item by now. */
  postings(item: string): readonly LedgerPosting[] {
    const nowMs = this.clock.now().getTime();
    return this.#entries.filter((entry) => entry.item === item && entry.landsAtMs <= nowMs);
  }

  /** As the company's own bookkeeper does. */
  bookDirectly(item: string, minor: bigint): LedgerPosting {
    return this.#book(item, -minor, this.clock.now().getTime());
  }

  remove(postingId: LedgerPostingId): void {
    this.#entries.splice(
      this.#entries.findIndex((entry) => entry.postingId === postingId),
      1,
    );
  }

  async targets(): Promise<[]> {
    return [];
  }

  async prepare({
    ledgerItemId,
    amount,
    kind,
    bookOn,
    reverses,
  }: WriteBackInstruction): Promise<WriteBackBaseline> {
    const { closedUntil } = this;
    if (closedUntil !== undefined && bookOn <= closedUntil) {
      throw new RecordRefusedError('period-closed', `Closed until ${closedUntil}.`, 'Book on a later day.', {
        openFrom: addDays(closedUntil, 1),
      });
    }
    const left = this.#left(ledgerItemId);
    if (
      kind === 'reversal' &&
      !this.postings(ledgerItemId).some(({ postingId }) => postingId === reverses?.postingId)
    ) {
      throw new RecordRefusedError('already-reversed', 'It is taken back already.', 'Nothing is booked.');
    }
    if (kind === 'payment' && left < amount.minor) {
      throw new RecordRefusedError(
        'less-outstanding',
        'Less is outstanding than the amount.',
        'Look at the invoice.',
      );
    }
    return { known: this.postings(ledgerItemId).map(({ postingId }) => postingId) };
  }

  async post(instruction: WriteBackInstruction, _baseline: WriteBackBaseline): Promise<LedgerPosting> {
    const mood = this.moods.shift() ?? 'answers';
    if (mood !== 'too-fast') this.posted.push(instruction);
    if (mood === 'too-fast') throw new RetryableLedgerError('Too many requests.', 1_000);
    if (mood === 'never-arrives') throw new OutcomeUnknownError('No answer.');
    const nowMs = this.clock.now().getTime();
    const change = instruction.kind === 'payment' ? -instruction.amount.minor : instruction.amount.minor;
    const waitMs =
      mood === 'lands-late' ? this.landsWithinMs - 1 : mood === 'books-later' ? this.importsAfterMs : 0;
    const posting = this.#book(instruction.ledgerItemId, change, nowMs + waitMs, mood === 'books-later');
    if (mood === 'books-later') throw new BookedLaterError('Taken in.');
    if (mood === 'answers') return posting;
    if (mood === 'fails-after-commit') throw new TypeError('Cannot read properties of undefined');
    throw new OutcomeUnknownError('No answer.');
  }

  async find(
    { ledgerItemId, amount, kind }: WriteBackInstruction,
    baseline: WriteBackBaseline,
  ): Promise<FindResult> {
    const known = baseline['known'] as readonly string[];
    const change = kind === 'payment' ? -amount.minor : amount.minor;
    const fresh = this.postings(ledgerItemId).filter(
      (posting) => !known.includes(posting.postingId) && posting.change.minor === change,
    );
    const [first] = fresh;
    const nowMs = this.clock.now().getTime();
    const isStaged = this.#entries.some(
      (entry) =>
        entry.item === ledgerItemId &&
        entry.isStaged &&
        entry.landsAtMs > nowMs &&
        entry.change.minor === change,
    );
    if (first === undefined) return { outcome: isStaged ? 'being-confirmed' : 'absent' };
    return fresh.length === 1
      ? { outcome: 'posted', posting: first }
      : { outcome: 'ambiguous', detail: 'Two could be ours.' };
  }

  async verify({ ledgerItemId }: WriteBackInstruction, posting: LedgerPosting): Promise<VerifyResult> {
    const there = this.postings(ledgerItemId).some(({ postingId }) => postingId === posting.postingId);
    if (there && this.unmatched.has(posting.postingId))
      return { outcome: 'needs-matching', detail: `Voucher ${posting.voucherId} is not matched.` };
    return there
      ? { outcome: 'verified' }
      : { outcome: 'reversed', detail: 'The posting is no longer there.' };
  }

  #left(item: string): bigint {
    return this.postings(item).reduce(
      (left, { change }) => left + change.minor,
      this.outstanding.get(item) ?? 0n,
    );
  }

  #book(item: string, changeMinor: bigint, landsAtMs: number, isStaged = false): LedgerPosting {
    const number = this.#entries.length + 1;
    const entry: Entry = {
      item,
      landsAtMs,
      isStaged,
      postingId: `P${item}-${number}` as LedgerPostingId,
      voucherId: `V${item}-${number}` as LedgerVoucherId,
      bookedOn: '2026-03-02' as LedgerPosting['bookedOn'],
      change: money(changeMinor, 'NOK'),
    };
    this.#entries.push(entry);
    return entry;
  }
}
