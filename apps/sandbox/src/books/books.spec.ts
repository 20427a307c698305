import { describe, expect, it } from '@jest/globals';
import { addDays, localDate } from '@app/domain';
import fc from 'fast-check';
import { Books } from './books.js';
import type { Account, OpenItem, Voucher } from './entries.js';
import { Sequences } from './sequence.js';

const RECEIVABLES: Account = { id: 1, number: 1500, name: 'Kundefordringer', role: 'customers' };
const BANK: Account = { id: 2, number: 1920, name: 'Bank', role: 'bank' };
const SALES: Account = { id: 3, number: 3000, name: 'Salg', role: 'general' };
const START = localDate('2026-01-01');

const newBooks = () =>
  new Books({ currency: 'NOK', ids: new Sequences({}), nowMs: () => 0, seriesStart: () => 1 });

interface Operation {
  readonly kind: 'invoice' | 'pay' | 'take-back' | 'credit' | 'reverse' | 'remove';
  readonly at: number;
  readonly amountMinor: number;
}

const operations = fc.array(
  fc.record<Operation>({
    kind: fc.constantFrom('invoice', 'pay', 'take-back', 'credit', 'reverse', 'remove'),
    at: fc.nat(20),
    // Few sizes, so that exact settlement happens often.
    amountMinor: fc.constantFrom(1, 100, 250, 1_000),
  }),
  { maxLength: 40 },
);

/** Plays operations on documents of one customer. */
class Play {
  readonly books = newBooks();
  readonly items: OpenItem[] = [];
  #day = 0;

  run({ kind, at, amountMinor }: Operation): void {
    this.#day += 1;
    const item = this.items[at % (this.items.length || 1)];
    const vouchers = [...this.books.vouchers.values()];
    const voucher = vouchers[at % (vouchers.length || 1)];
    if (kind === 'invoice' || !item) this.#post('invoice', this.#newItem(), amountMinor, SALES);
    else if (kind === 'pay') this.#post('payment', item, -amountMinor, BANK);
    else if (kind === 'take-back') this.#post('payment', item, amountMinor, BANK);
    else if (kind === 'credit') this.#post('credit-note', item, -amountMinor, SALES);
    else if (voucher && kind === 'remove') this.books.remove(voucher);
    else if (voucher && !voucher.reversedBy) this.books.reverse(voucher, this.#on(), 'Tilbakeføring');
  }

  #newItem(): OpenItem {
    const item = this.books.openItem(7, 'NOK');
    this.items.push(item);
    return item;
  }

  #post(kind: Voucher['kind'], item: OpenItem, amountMinor: number, counter: Account): void {
    this.books.post({
      on: this.#on(),
      text: kind,
      kind,
      postings: [
        { account: RECEIVABLES, amountMinor, customerId: 7, item },
        { account: counter, amountMinor: 0 - amountMinor },
      ],
    });
  }

  #on() {
    return addDays(START, this.#day);
  }
}

describe('the books', () => {
  it('balance after any operations, and the customer ledger equals its open postings', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const play = new Play();
        for (const operation of list) play.run(operation);
        const { books, items } = play;
        const sum = (rows: Iterable<{ amountMinor: number }>) =>
          [...rows].reduce((total, row) => total + row.amountMinor, 0);
        for (const voucher of books.vouchers.values()) expect(sum(voucher.postings)).toBe(0);
        for (const closing of books.closings.values()) expect(sum(closing.postings)).toBe(0);
        const receivables = [...books.postings.values()].filter((row) => row.account === RECEIVABLES);
        expect(sum(books.open)).toBe(sum(receivables));
        expect(new Set(receivables.filter((row) => !row.closing))).toEqual(books.open);
        expect(items.reduce((total, item) => total + item.outstandingMinor, 0)).toBe(sum(receivables));
        for (const item of items) expect(item.outstandingMinor).toBe(sum(item.postings));
        expect(books.ofCustomer(7)).toHaveLength(receivables.length);
        expect(books.postingsByDay.range(START, addDays(START, 100))).toHaveLength(books.postings.size);
      }),
      { numRuns: 300 },
    );
  });

  it('match a document when it is settled, and open it again when money is taken back', () => {
    const play = new Play();
    play.run({ kind: 'invoice', at: 0, amountMinor: 1000 });
    play.run({ kind: 'pay', at: 0, amountMinor: 1000 });
    expect([play.books.closings.size, play.books.open.size]).toEqual([1, 0]);
    play.run({ kind: 'take-back', at: 0, amountMinor: 250 });
    expect([play.books.closings.size, play.books.open.size]).toEqual([0, 3]);
    expect(play.items[0]?.outstandingMinor).toBe(250);
  });

  it.each([
    ['unbalanced', [{ account: BANK, amountMinor: 5 }]],
    ['empty', []],
    [
      'no-customer',
      [
        { account: RECEIVABLES, amountMinor: 5 },
        { account: BANK, amountMinor: -5 },
      ],
    ],
    [
      'not-whole-minor-units',
      [
        { account: BANK, amountMinor: 0.5 },
        { account: SALES, amountMinor: -0.5 },
      ],
    ],
  ])('refuse a voucher that is %s', (reason, postings) => {
    expect(() => newBooks().post({ on: START, text: '', kind: 'manual', postings })).toThrow(
      expect.objectContaining({ reason }),
    );
  });

  it('refuse a closed period', () => {
    const books = newBooks();
    books.setPeriodClosed('2026-01', true);
    const postings = [
      { account: BANK, amountMinor: 5 },
      { account: SALES, amountMinor: -5 },
    ];
    expect(() => books.post({ on: START, text: '', kind: 'manual', postings })).toThrow(
      /2026-01-01 is closed/,
    );
  });
});
