import { beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalDate, money } from '@app/domain';
import type { LedgerPosting } from '@app/domain';
import {
  OutcomeUnknownError,
  RecordRefusedError,
  type WriteBack,
  type WriteBackInstruction,
} from '../contract/index.js';
import { FakeBooks, instruction, refusedWith } from './testing/fake-books.js';

const CREATE = /^POST \/3\/invoicepayments$/;
const BOOK = /\/bookkeep$/;

describe('the write-back', () => {
  let books: FakeBooks;
  let writeBack: WriteBack;

  beforeEach(() => {
    books = new FakeBooks();
    writeBack = books.session.writeBack as WriteBack;
  });

  async function book(order: WriteBackInstruction = instruction()): Promise<LedgerPosting> {
    return writeBack.post(order, await writeBack.prepare(order));
  }

  it('creates, books, and proves with the voucher; amounts keep their digits', async () => {
    const order = instruction({ amount: money(40_010n, 'SEK'), amountInBooks: money(40_010n, 'SEK') });
    const posting = await book(order);
    expect(posting).toEqual({
      postingId: '734',
      voucherId: 'C-96-3',
      bookedOn: '2026-03-18',
      change: money(-40_010n, 'SEK'),
    });
    const created = books.fortnox.requests.find(({ line }) => CREATE.test(line));
    expect(created?.body).toBe(
      '{"InvoicePayment":{"InvoiceNumber":1047,"Amount":400.10,"AmountCurrency":400.10,' +
        '"PaymentDate":"2026-03-18","ModeOfPayment":"INK","ModeOfPaymentAccount":1684}}',
    );
  });

  it.each([
    ['creating', CREATE, 'posted'],
    ['booking', BOOK, 'posted'],
  ])('after the answer to %s was lost: one payment, found and booked', async (_what, on) => {
    const order = instruction();
    const baseline = await writeBack.prepare(order);
    books.mischief = [{ on, answer: 'lost', times: 1 }];
    // The lost answer of booking is cleared up at once by reading the payment.
    const outcome = await writeBack.post(order, baseline).catch((error: unknown) => error);
    if (on === CREATE) expect(outcome).toBeInstanceOf(OutcomeUnknownError);
    const found = await writeBack.find(order, baseline);
    expect(found).toMatchObject({ outcome: 'posted', posting: { postingId: '734' } });
    expect(await writeBack.find(order, baseline)).toEqual(found);
    expect(books.booked).toHaveLength(1);
    expect(books.payments).toHaveLength(1);
  });

  it.each([429, 500, 502])('adopts a payment whose booking failed with %s', async (status) => {
    const order = instruction();
    const baseline = await writeBack.prepare(order);
    books.mischief = [{ on: BOOK, answer: { status, json: {} }, times: 1 }];
    await expect(writeBack.post(order, baseline)).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(books.booked).toHaveLength(0);
    expect(await writeBack.find(order, baseline)).toMatchObject({ outcome: 'posted' });
    expect(books.payments).toHaveLength(1);
  });

  it('says “being confirmed” while booking cannot be reached, and never registers again', async () => {
    const order = instruction();
    const baseline = await writeBack.prepare(order);
    books.mischief = [{ on: BOOK, answer: { status: 500, json: {} }, times: 5 }];
    await expect(writeBack.post(order, baseline)).rejects.toBeInstanceOf(OutcomeUnknownError);
    for (let look = 0; look < 4; look += 1)
      expect(await writeBack.find(order, baseline)).toEqual({ outcome: 'being-confirmed' });
    expect(await writeBack.find(order, baseline)).toMatchObject({ outcome: 'posted' });
    expect(books.fortnox.lines.filter((line) => CREATE.test(line))).toHaveLength(1);
    expect(books.booked).toHaveLength(1);
  });

  it('takes its draft away when Fortnox will not book it', async () => {
    const order = instruction();
    const baseline = await writeBack.prepare(order);
    books.mischief = [{ on: BOOK, answer: refusedWith(2000401), times: 1 }];
    await expect(writeBack.post(order, baseline)).rejects.toMatchObject({ code: 'period-closed' });
    expect(books.payments).toEqual([]);
    expect(await writeBack.find(order, baseline)).toEqual({ outcome: 'absent' });
  });

  it('does not call it refused when the draft cannot be taken away', async () => {
    const order = instruction();
    const baseline = await writeBack.prepare(order);
    books.mischief = [
      { on: BOOK, answer: refusedWith(2000401), times: 1 },
      { on: /^DELETE/, answer: { status: 500, json: {} }, times: 1 },
    ];
    await expect(writeBack.post(order, baseline)).rejects.toBeInstanceOf(OutcomeUnknownError);
  });

  it.each([
    ['another mode', { ModeOfPayment: 'BG', ModeOfPaymentAccount: 1930 }],
    ['another amount', { ModeOfPayment: 'INK', ModeOfPaymentAccount: 1684, Amount: 400.5 }],
    ['another day', { ModeOfPayment: 'INK', ModeOfPaymentAccount: 1684, PaymentDate: '2026-03-17' }],
    ['a bank file', { ModeOfPayment: 'INK', ModeOfPaymentAccount: 1684, Source: 'file' }],
    ['another account', { ModeOfPayment: 'INK', ModeOfPaymentAccount: 1930 }],
  ])('does not adopt a payment of %s', async (_what, changes) => {
    const baseline = await writeBack.prepare(instruction());
    books.addPayment({ ...changes, Booked: false });
    expect(await writeBack.find(instruction(), baseline)).toEqual({ outcome: 'absent' });
    expect(books.booked).toHaveLength(0);
  });

  it('books neither of two drafts that could be its own', async () => {
    const baseline = await writeBack.prepare(instruction());
    for (const _ of [1, 2])
      books.addPayment({ ModeOfPayment: 'INK', ModeOfPaymentAccount: 1684, Booked: false });
    expect(await writeBack.find(instruction(), baseline)).toMatchObject({ outcome: 'ambiguous' });
    expect(books.booked).toHaveLength(0);
  });

  it.each<[code: string, prepare: (books: FakeBooks) => Partial<WriteBackInstruction> | void]>([
    ['item-gone', (all) => void all.invoices.clear()],
    ['credited', (all) => void Object.assign(all.invoices.get('1047') ?? {}, { Cancelled: true })],
    [
      'handled-by-fortnox-finans',
      (all) => void Object.assign(all.invoices.get('1047') ?? {}, { NoxFinans: true }),
    ],
    [
      'less-outstanding',
      () => ({ amount: money(1_250_001n, 'SEK'), amountInBooks: money(1_250_001n, 'SEK') }),
    ],
    ['less-outstanding', (all) => void all.addPayment({ Amount: 12_200, Booked: false, Source: 'file' })],
    ['equal-payment-exists', (all) => void all.addPayment()],
    ['equal-payment-exists', (all) => void all.addPayment({ Booked: false, Source: 'file' })],
    ['wrong-currency', () => ({ amount: money(40_000n, 'EUR') })],
    ['before-invoice', () => ({ bookOn: '2026-01-14' as LocalDate })],
    ['period-closed', (all) => void (all.lockedUntil = '2026-03-18')],
    ['target-missing', (all) => void (all.modes = all.modes.slice(0, 1))],
    ['target-changed', (all) => void (all.modes = [{ Code: 'INK', AccountNumber: '1930' }])],
    ['item-unreadable', (all) => void Object.assign(all.invoices.get('1047') ?? {}, { InvoiceDate: null })],
  ])('refuses with %s before anything is sent', async (code, prepare) => {
    const changes = prepare(books) ?? {};
    await expect(writeBack.prepare(instruction(changes))).rejects.toMatchObject({ code });
    expect(books.fortnox.lines.filter((line) => CREATE.test(line))).toEqual([]);
  });

  it('takes a payment back with its opposite, once', async () => {
    const posting = await book();
    const back = instruction({ kind: 'reversal', reverses: posting });
    const reversal = await book(back);
    expect(reversal.change).toEqual(money(40_000n, 'SEK'));
    expect(books.payments.map(({ Amount }) => Amount)).toEqual([400, -400]);
    expect(await writeBack.verify(instruction(), posting)).toMatchObject({ outcome: 'reversed' });
    expect(await writeBack.verify(back, reversal)).toEqual({ outcome: 'verified' });
    await expect(writeBack.prepare(back)).rejects.toMatchObject({ code: 'already-reversed' });
  });

  it('takes back no part, and nothing without a name', async () => {
    const posting = await book();
    const part = instruction({ kind: 'reversal', reverses: posting, amount: money(100n, 'SEK') });
    await expect(writeBack.prepare(part)).rejects.toMatchObject({ code: 'part-reversal' });
    await expect(writeBack.prepare(instruction({ kind: 'reversal' }))).rejects.toBeInstanceOf(
      RecordRefusedError,
    );
  });

  it('sees what became of its payment', async () => {
    const posting = await book();
    const [row] = books.payments as [Record<string, unknown>];
    expect(await writeBack.verify(instruction(), posting)).toEqual({ outcome: 'verified' });
    row['Amount'] = 300;
    expect(await writeBack.verify(instruction(), posting)).toMatchObject({ outcome: 'reversed' });
    Object.assign(row, { Amount: 400, Booked: false });
    expect(await writeBack.verify(instruction(), posting)).toEqual({ outcome: 'being-confirmed' });
    books.payments.length = 0;
    expect(await writeBack.verify(instruction(), posting)).toMatchObject({ outcome: 'reversed' });
  });

  it('sends both amounts of a foreign invoice', async () => {
    Object.assign(books.invoices.get('1047') ?? {}, {
      Currency: 'EUR',
      CurrencyRate: 11.3,
      Total: 1000,
      TotalToPay: 1000,
    });
    const order = instruction({ amount: money(10_000n, 'EUR'), amountInBooks: money(113_000n, 'SEK') });
    expect((await book(order)).change).toEqual(money(-10_000n, 'EUR'));
    expect(books.payments[0]).toMatchObject({ Amount: 1130, AmountCurrency: 100 });
  });

  it('proposes the mode made for collected money, and warns of bank accounts', async () => {
    const options = await writeBack.targets();
    expect(options.map(({ label, proposed }) => [label, proposed])).toEqual([
      ['Bankgiro (BG, 1930)', false],
      ['Inkasso (INK, 1684)', true],
    ]);
    expect(options[0]?.note).toContain('bank');
  });
});
