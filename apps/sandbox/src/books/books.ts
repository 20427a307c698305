import type { LocalDate } from '@app/domain';
import { DayIndex } from './day-index.js';
import type {
  Closing,
  OpenItem,
  Posting,
  PostingDraft,
  Voucher,
  VoucherDraft,
  VoucherKind,
} from './entries.js';
import { BooksRefusedError, PeriodClosedError } from './errors.js';
import type { Sequences } from './sequence.js';

export interface BooksOptions {
  /** The company's own currency, in which every voucher sums to zero. */
  readonly currency: string;
  /** Ids from the series `voucher`, `posting` and `closing`. */
  readonly ids: Sequences;
  readonly nowMs: () => number;
  /** First number of the series a kind of voucher is numbered in; kinds with one start share one series. */
  readonly seriesStart: (kind: VoucherKind) => number;
}

/**
 * Double-entry books with a customer ledger: every voucher sums to zero, every document's remainder is the
 * sum of its postings, and every closing sums to zero. Vendor-neutral; what a vendor forbids it forbids before calling.
 */
export class Books {
  readonly vouchers = new Map<number, Voucher>();
  readonly postings = new Map<number, Posting>();
  readonly closings = new Map<number, Closing>();
  readonly vouchersByDay = new DayIndex<Voucher>();
  readonly postingsByDay = new DayIndex<Posting>();
  readonly closingsByDay = new DayIndex<Closing>();
  /** Customer postings that are not matched, in the order they were made or reopened. */
  readonly open = new Set<Posting>();
  readonly #byCustomer = new Map<number, Posting[]>();
  readonly #byExternalNumber = new Map<string, Voucher[]>();
  readonly #lastNumber = new Map<string, number>();
  readonly #closedMonths = new Set<string>();
  #revision = 0;

  constructor(private readonly options: BooksOptions) {}

  /** Grows with every change; equal revisions mean equal books. */
  get revision(): number {
    return this.#revision;
  }

  openItem(customerId: number, currency: string): OpenItem {
    return { customerId, currency, postings: [], outstandingMinor: 0, outstandingBaseMinor: 0 };
  }

  /**
   * Books a voucher and settles the documents it brings to zero.
   * @throws BooksRefusedError, PeriodClosedError
   */
  post(draft: VoucherDraft): Voucher {
    const voucher = this.#enter(draft);
    for (const item of itemsOf(voucher)) {
      // A new debit on a settled document reopens it as a whole: that is how a negative payment reads.
      if (voucher.postings.some((p) => p.item === item && p.currencyMinor > 0)) this.#reopenItem(item);
      this.#settle(item, voucher.on);
    }
    return voucher;
  }

  /**
   * Books the opposite of a voucher; its customer postings are matched with their opposites and so leave the ledger.
   * @throws BooksRefusedError when it was reversed before; PeriodClosedError
   */
  reverse(voucher: Voucher, on: LocalDate, text: string): Voucher {
    if (voucher.reversedBy)
      throw new BooksRefusedError('already-reversed', `voucher ${voucher.id} is reversed already`);
    const reversal = this.#enter({ on, text, kind: 'reversal', postings: voucher.postings.map(opposite) });
    voucher.reversedBy = reversal;
    reversal.reverses = voucher;
    voucher.postings.forEach((posting, i) => {
      const counter = reversal.postings[i];
      if (posting.account.role !== 'customers' || !counter) return;
      if (posting.closing) this.unmatch(posting.closing);
      this.match([posting, counter], on);
    });
    for (const item of itemsOf(reversal)) this.#settle(item, on);
    return reversal;
  }

  /** Takes a voucher out as if it never was, the way some ledgers let people delete. Matches it had are undone. */
  remove(voucher: Voucher): void {
    for (const posting of voucher.postings) {
      if (posting.closing) this.unmatch(posting.closing);
      if (posting.item) attach(posting.item, posting, -1);
      this.open.delete(posting);
      this.postings.delete(posting.id);
      this.postingsByDay.remove(posting.on, posting);
      if (posting.customerId !== undefined) drop(this.#byCustomer.get(posting.customerId), posting);
    }
    this.vouchers.delete(voucher.id);
    this.vouchersByDay.remove(voucher.on, voucher);
    drop(this.#byExternalNumber.get(voucher.externalNumber), voucher);
    if (voucher.reverses) voucher.reverses.reversedBy = undefined;
    this.#revision += 1;
  }

  /** @throws BooksRefusedError unless the postings are open customer postings that sum to zero */
  match(postings: readonly Posting[], on: LocalDate): Closing {
    const sum = postings.reduce((total, p) => total + p.amountMinor, 0);
    if (sum !== 0)
      throw new BooksRefusedError('not-matching', `postings that sum to ${sum} cannot be matched`);
    if (postings.some((p) => p.closing || p.account.role !== 'customers')) {
      throw new BooksRefusedError('not-matching', 'only open customer postings can be matched');
    }
    const closing: Closing = { id: this.options.ids.next('closing'), on, postings: [...postings] };
    for (const posting of postings) {
      posting.closing = closing;
      this.open.delete(posting);
    }
    this.closings.set(closing.id, closing);
    this.closingsByDay.add(on, closing);
    this.#revision += 1;
    return closing;
  }

  unmatch(closing: Closing): void {
    for (const posting of closing.postings) {
      posting.closing = undefined;
      this.open.add(posting);
    }
    this.closings.delete(closing.id);
    this.closingsByDay.remove(closing.on, closing);
    this.#revision += 1;
  }

  /** Makes a loose customer posting count towards a document. */
  attachTo(item: OpenItem, posting: Posting): void {
    if (posting.item) return;
    posting.item = item;
    attach(item, posting, 1);
    this.#revision += 1;
  }

  ofCustomer(customerId: number): readonly Posting[] {
    return this.#byCustomer.get(customerId) ?? [];
  }

  byExternalNumber(externalNumber: string): readonly Voucher[] {
    return this.#byExternalNumber.get(externalNumber) ?? [];
  }

  setPeriodClosed(month: string, closed: boolean): void {
    if (closed) this.#closedMonths.add(month);
    else this.#closedMonths.delete(month);
    this.#revision += 1;
  }

  isClosed(on: LocalDate): boolean {
    return this.#closedMonths.has(on.slice(0, 7));
  }

  #enter(draft: VoucherDraft): Voucher {
    check(draft);
    if (this.isClosed(draft.on) && !draft.intoClosedPeriod) throw new PeriodClosedError(draft.on);
    const postings: Posting[] = [];
    const voucher: Voucher = {
      id: this.options.ids.next('voucher'),
      version: 1,
      number: this.#nextNumber(draft.kind, draft.on),
      on: draft.on,
      text: draft.text,
      kind: draft.kind,
      postings,
      externalNumber: draft.externalNumber ?? '',
      madeAtMs: this.options.nowMs(),
      reversedBy: undefined,
      reverses: undefined,
    };
    draft.postings.forEach((line, i) => postings.push(this.#line(voucher, line, i + 1)));
    this.vouchers.set(voucher.id, voucher);
    this.vouchersByDay.add(voucher.on, voucher);
    if (voucher.externalNumber !== '') listIn(this.#byExternalNumber, voucher.externalNumber).push(voucher);
    this.#revision += 1;
    return voucher;
  }

  #line(voucher: Voucher, draft: PostingDraft, row: number): Posting {
    const posting: Posting = {
      id: this.options.ids.next('posting'),
      voucher,
      row: draft.row ?? row,
      on: draft.on ?? voucher.on,
      text: draft.text ?? voucher.text,
      account: draft.account,
      amountMinor: draft.amountMinor,
      currency: draft.currency ?? this.options.currency,
      currencyMinor: draft.currencyMinor ?? draft.amountMinor,
      customerId: draft.customerId,
      item: draft.item,
      closing: undefined,
      documentNumber: draft.documentNumber ?? '',
      dueOn: draft.dueOn,
      paymentTypeId: draft.paymentTypeId ?? 0,
      grossText: draft.grossText,
    };
    this.postings.set(posting.id, posting);
    this.postingsByDay.add(posting.on, posting);
    if (posting.customerId !== undefined) listIn(this.#byCustomer, posting.customerId).push(posting);
    if (posting.account.role === 'customers') this.open.add(posting);
    if (posting.item) attach(posting.item, posting, 1);
    return posting;
  }

  #nextNumber(kind: VoucherKind, on: LocalDate): number {
    const start = this.options.seriesStart(kind);
    const series = `${start}/${on.slice(0, 4)}`;
    const number = (this.#lastNumber.get(series) ?? start - 1) + 1;
    this.#lastNumber.set(series, number);
    return number;
  }

  #reopenItem(item: OpenItem): void {
    if (item.outstandingMinor === 0) return;
    for (const closing of new Set(item.postings.flatMap((p) => p.closing ?? []))) this.unmatch(closing);
  }

  #settle(item: OpenItem, on: LocalDate): void {
    if (item.outstandingMinor !== 0 || item.outstandingBaseMinor !== 0) return;
    const open = item.postings.filter((p) => !p.closing);
    if (open.length > 1 && open.reduce((sum, p) => sum + p.amountMinor, 0) === 0) this.match(open, on);
  }
}

function check(draft: VoucherDraft): void {
  if (draft.postings.length === 0) throw new BooksRefusedError('empty', 'a voucher needs postings');
  let sum = 0;
  for (const line of draft.postings) {
    if (!Number.isSafeInteger(line.amountMinor) || !Number.isSafeInteger(line.currencyMinor ?? 0)) {
      throw new BooksRefusedError(
        'not-whole-minor-units',
        `${line.amountMinor} is not a whole amount of minor units`,
      );
    }
    if (line.account.role === 'customers' && line.customerId === undefined) {
      throw new BooksRefusedError(
        'no-customer',
        `a posting on account ${line.account.number} names no customer`,
      );
    }
    sum += line.amountMinor;
  }
  if (sum !== 0) throw new BooksRefusedError('unbalanced', `the postings sum to ${sum}, not to 0`);
}

function opposite(posting: Posting): PostingDraft {
  const { account, currency, customerId, item, text, row, documentNumber } = posting;
  // `0 -` rather than unary minus: an amount of 0 must not become -0.
  const [amountMinor, currencyMinor] = [0 - posting.amountMinor, 0 - posting.currencyMinor];
  return { account, amountMinor, currency, currencyMinor, customerId, item, text, row, documentNumber };
}

function attach(item: OpenItem, posting: Posting, sign: 1 | -1): void {
  if (sign === 1) item.postings.push(posting);
  else drop(item.postings, posting);
  item.outstandingMinor += sign * posting.currencyMinor;
  item.outstandingBaseMinor += sign * posting.amountMinor;
}

function itemsOf(voucher: Voucher): Set<OpenItem> {
  return new Set(voucher.postings.flatMap((posting) => posting.item ?? []));
}

function listIn<K, T>(map: Map<K, T[]>, key: K): T[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}

function drop<T>(list: T[] | undefined, row: T): void {
  const at = list?.indexOf(row) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}
