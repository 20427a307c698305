import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TripletexScene } from '../testing/tripletex-scene.js';
import type { UnverifiedBehaviour } from './unverified.js';

describe('vouchers, credit notes and matching', () => {
  let scene: TripletexScene;
  const account = new Map<number, number>();

  const open = async (unverified: Partial<UnverifiedBehaviour> = {}) => {
    scene = await TripletexScene.open({ unverified });
    const accounts = await scene.client.get('/ledger/account?fields=id,number');
    for (const row of accounts.json['values'] as unknown as { id: number; number: number }[])
      account.set(row.number, row.id);
  };
  beforeEach(async () => open());
  afterEach(async () => scene.close());

  const line = (row: number, number: number, amountGross: number, more: Record<string, unknown> = {}) => ({
    row,
    account: { id: account.get(number) },
    amountGross,
    amountGrossCurrency: amountGross,
    ...more,
  });
  const voucher = (postings: unknown[], more: Record<string, unknown> = {}) => ({
    date: '2026-09-10',
    description: 'Inkasso sak SAK-2026-00017',
    postings,
    ...more,
  });
  const onCustomer = () => ({ customer: { id: scene.customerId } });
  const post = (body: unknown) => scene.client.post('/ledger/voucher?sendToLedger=true', body);
  const outstanding = async (id: number) =>
    (await scene.client.get(`/invoice/${id}?fields=amountOutstanding`)).json['value']?.['amountOutstanding'];

  it('books gross amounts and is found by its external number', async () => {
    const answer = await post(
      voucher([line(1, 1579, 5000), line(2, 1500, -5000, onCustomer())], {
        externalVoucherNumber: 'pay_01J5',
      }),
    );
    expect(answer.status).toBe(201);
    expect(answer.json['value']).toMatchObject({
      version: 5,
      number: 1,
      tempNumber: 0,
      year: 2026,
      numberAsString: '1-2026',
    });
    const found = await scene.client.get(
      '/ledger/voucher/>externalVoucherNumber?externalVoucherNumber=pay_01J5',
    );
    expect(found.json['values']).toMatchObject([{ externalVoucherNumber: 'pay_01J5' }]);
  });

  it('books zeros, without a warning, where only net amounts were sent', async () => {
    const net = (row: number, number: number, amount: number, more = {}) => ({
      row,
      account: { id: account.get(number) },
      amount,
      ...more,
    });
    const answer = await post(voucher([net(1, 1579, 5000), net(2, 1500, -5000, onCustomer())]));
    expect(answer.status).toBe(201);
    const { vouchers } = scene.simulator.ledger(scene.companyId);
    expect(vouchers[0]?.postings.map((row) => row.amount)).toEqual(['0.00', '0.00']);
  });

  it('keeps three decimals in the gross field only', async () => {
    const answer = await scene.client.post(
      '/ledger/voucher?fields=postings(amount,amountGross)',
      voucher([line(1, 1579, 1437421.875), line(2, 1500, -1437421.875, onCustomer())]),
    );
    expect(answer.json['value']?.['postings']).toMatchObject([
      { amount: 1437421.88, amountGross: 1437421.875 },
      {},
    ]);
  });

  it.each([
    [
      'row 0',
      () => voucher([line(0, 1579, 1)]),
      18000,
      'Posteringene på rad 0 (guiRow 0) er systemgenererte',
    ],
    ['no postings', () => voucher([]), 18000, 'Et bilag kan ikke registreres uten posteringer.'],
    ['no customer', () => voucher([line(1, 1579, 1), line(2, 1500, -1)]), 18000, 'Kunde mangler.'],
    ['unbalanced', () => voucher([line(1, 1579, 1), line(2, 1920, -2)]), 18000, 'må være 0'],
    [
      'account by number',
      () => voucher([{ row: 1, account: { number: 1579 }, amountGross: 1 }]),
      18000,
      'Kan ikke være null.',
    ],
    [
      'unknown field',
      () => voucher([line(1, 1579, 1)], { reference: 'x' }),
      16000,
      'Feltet eksisterer ikke i objektet.',
    ],
    [
      'long number',
      () => voucher([line(1, 1579, 1)], { externalVoucherNumber: 'x'.repeat(71) }),
      18000,
      '70',
    ],
  ])('refuses a voucher with %s', async (_name, body, code, message) => {
    const answer = await post(body());
    expect(answer.json).toMatchObject({ status: 422, code });
    expect(JSON.stringify(answer.json['validationMessages'])).toContain(message);
    expect(scene.simulator.ledger(scene.companyId).vouchers).toHaveLength(0);
  });

  it('refuses what is no JSON', async () => {
    expect((await post('{"date":')).json).toMatchObject({ status: 422, code: 22000 });
  });

  it('parks a voucher that is not sent to the ledger', async () => {
    const answer = await scene.client.post(
      '/ledger/voucher?sendToLedger=false',
      voucher([line(1, 1579, 1), line(2, 1920, -1)]),
    );
    expect(answer.status).toBe(201);
    expect(answer.json['value']).toMatchObject({ number: 0, tempNumber: 1 });
    expect(scene.simulator.ledger(scene.companyId).vouchers).toHaveLength(0);
  });

  describe('on an invoice', () => {
    const bookAndClose = async (more: Record<string, unknown> = {}, amount = 1000) => {
      const invoice = scene.invoice('1000');
      const posted = await scene.client.post(
        '/ledger/voucher?fields=postings(id,account(number))',
        voucher([
          line(1, 1579, amount),
          line(2, 1500, -amount, { ...onCustomer(), ...more, invoiceNumber: String(invoice.number) }),
        ]),
      );
      const postings = posted.json['value']?.['postings'] as unknown as {
        id: number;
        account: { number: number };
      }[];
      const own = (await scene.client.get(`/invoice/${invoice.id}?fields=postings(id)`)).json['value']?.[
        'postings'
      ]?.[0]?.['id'];
      const ids = [own, postings.find((row) => row.account.number === 1500)?.id];
      return { invoice, answer: await scene.client.put('/ledger/posting/:closePostings', ids) };
    };

    it('leaves the outstanding alone, also when matched, by default', async () => {
      const { invoice, answer } = await bookAndClose();
      expect(answer.json).toMatchObject({ fullResultSize: 0, count: 0, versionDigest: null, values: [] });
      expect(await outstanding(invoice.id)).toBe(1000);
    });

    it('reduces the outstanding by number, or by matching, where the switches say so', async () => {
      await scene.close();
      await open({ closePostingsPays: true });
      expect(await outstanding((await bookAndClose()).invoice.id)).toBe(0);
      await scene.close();
      await open({ voucherInvoiceNumberPays: true });
      expect(await outstanding((await bookAndClose()).invoice.id)).toBe(0);
    });

    it('answers 200 with the reason when it matched nothing', async () => {
      const { answer } = await bookAndClose({}, 400);
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ fullResultSize: 0, count: 2 });
      expect(answer.json['values']?.[0]).toMatchObject({
        message: 'Summen av valgte poster må være mindre enn 10.',
      });
    });

    it('books a difference below ten kroner to the rounding account', async () => {
      await bookAndClose({}, 995);
      const rounding = scene.simulator
        .ledger(scene.companyId)
        .vouchers.find((row) => row.kind === 'rounding');
      expect(rounding?.postings.map((row) => [row.account, row.amount])).toEqual([
        [1500, '-5.00'],
        [7740, '5.00'],
      ]);
    });
  });

  it('credits an invoice in full', async () => {
    const { id } = scene.invoice('4312.5');
    const answer = await scene.client.put(`/invoice/${id}/:createCreditNote?date=2026-09-01`);
    expect(answer.json['value']).toMatchObject({
      isCreditNote: true,
      creditedInvoice: id,
      amount: -4312.5,
      amountOutstanding: 0,
      invoiceDueDate: '2026-09-01',
      isCharged: true,
    });
    const original = await scene.client.get(
      `/invoice/${id}?fields=isCredited,amountOutstanding,postings(amount,voucher(id))`,
    );
    const creditVoucher = (answer.json['value'] as unknown as { voucher: { id: number } }).voucher.id;
    expect(original.json['value']).toMatchObject({
      isCredited: true,
      amountOutstanding: 0,
      postings: [{ amount: 4312.5 }, { amount: -4312.5, voucher: { id: creditVoucher } }],
    });
    expect((await scene.client.put(`/invoice/${id}/:createCreditNote?date=2026-09-01`)).status).toBe(422);
  });

  it('shows a credit in part as a negative invoice that points at nothing', async () => {
    const { id } = scene.invoice('1000');
    const credit = scene.simulator.bookkeeper.addCreditNote(scene.companyId, id, { amount: 250 });
    expect((await scene.client.get(`/invoice/${credit.id}`)).json['value']).toMatchObject({
      isCreditNote: true,
      creditedInvoice: 0,
      amount: -250,
    });
    expect(await outstanding(id)).toBe(750);
  });

  it('closes a foreign invoice to the øre in both currencies, paid in parts and credited for the rest', async () => {
    const { id } = scene.invoice('100.01', { currency: 'SEK' });
    const { bookkeeper } = scene.simulator;
    for (const amount of ['33.33', '33.33']) bookkeeper.registerPayment(scene.companyId, id, { amount });
    bookkeeper.addCreditNote(scene.companyId, id, { amount: '33.35' });
    expect(await outstanding(id)).toBe(0);
    const ledger = scene.simulator.ledger(scene.companyId);
    expect(ledger.receivables).toBe('0.00');
    expect((await scene.client.get('/ledger/posting/openPost?date=2027-01-01')).json['values']).toEqual([]);
  });

  it('shows reminder charges in the totals only', async () => {
    const { id } = scene.invoice('7500');
    scene.simulator.bookkeeper.addReminder(scene.companyId, id, {
      type: 'NOTICE_OF_DEBT_COLLECTION',
      charge: 38,
    });
    expect((await scene.client.get(`/invoice/${id}?fields=*,reminders(*)`)).json['value']).toMatchObject({
      amountOutstanding: 7500,
      amountOutstandingTotal: 7538,
      reminders: [{ type: 'NOTICE_OF_DEBT_COLLECTION', termOfPayment: '2026-09-28', charge: 38 }],
    });
  });
});
