import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TripletexScene } from '../testing/tripletex-scene.js';

describe('PUT /invoice/{id}/:payment', () => {
  let scene: TripletexScene;

  beforeEach(async () => {
    scene = await TripletexScene.open();
  });
  afterEach(async () => scene.close());

  const pay = (invoiceId: number, query: Record<string, string | number>) =>
    scene.client.put(
      `/invoice/${invoiceId}/:payment?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString()}`,
    );
  const arguments_ = (paidAmount: number, more: Record<string, string | number> = {}) => ({
    paymentDate: '2026-09-10',
    paymentTypeId: scene.paymentType('Inkasso oppgjør'),
    paidAmount,
    paidAmountCurrency: paidAmount,
    ...more,
  });
  const postings = async (invoiceId: number) => {
    const fields =
      'postings(id,type,amount,amountCurrency,postingRuleId,account(number),closeGroup(id),voucher(id,number,description,postings(amount,account(number))))';
    const answer = await scene.client.get(
      `/invoice/${invoiceId}?fields=id,version,amountOutstanding,${fields}`,
    );
    return answer.json['value'];
  };

  it('closes the invoice with a full payment: outstanding 0, one close group, version unchanged', async () => {
    const { id, number } = scene.invoice('12500');
    const before = await postings(id);
    const answer = await pay(id, arguments_(12_500));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"amountOutstanding":0.0');
    expect(answer.json['value']).toMatchObject({
      id,
      version: before?.['version'],
      amountOutstandingTotal: 0,
    });
    const after = await postings(id);
    const [raised, payment] = (after?.['postings'] ?? []) as unknown as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    expect(raised).toMatchObject({ type: 'OUTGOING_INVOICE_CUSTOMER_POSTING', amount: 12_500 });
    expect(payment).toMatchObject({
      type: null,
      amount: -12_500,
      postingRuleId: 0,
      account: { number: 1500 },
    });
    expect(raised['closeGroup']).toEqual(payment['closeGroup']);
    expect(payment['voucher']).toMatchObject({
      number: 1,
      description: `Betaling: Faktura nummer ${number} til Måsevik Kafé AS (10001)`,
      postings: [
        { amount: -12_500, account: { number: 1500 } },
        { amount: 12_500, account: { number: 1579 } },
      ],
    });
    expect(raised['voucher']).toMatchObject({ number: 1_000_001 });
  });

  it('reduces the outstanding by a partial payment, and matches nothing', async () => {
    const { id } = scene.invoice('10000');
    expect((await pay(id, arguments_(5000))).json['value']).toMatchObject({ amountOutstanding: 5000 });
    expect((await postings(id))?.['postings']).toMatchObject([{ closeGroup: null }, { closeGroup: null }]);
  });

  it('books the same payment again, and the outstanding turns negative', async () => {
    const { id } = scene.invoice('30450');
    const args = arguments_(30_450);
    await pay(id, args);
    const again = await pay(id, args);
    expect(again.status).toBe(200);
    expect(again.json['value']).toMatchObject({ amountOutstanding: -30_450 });
    expect(scene.paymentsOn(id)).toHaveLength(2);
  });

  it('accepts an overpayment', async () => {
    const { id } = scene.invoice('100');
    expect((await pay(id, arguments_(150.5))).json['value']).toMatchObject({ amountOutstanding: -50.5 });
  });

  it('reopens the invoice with a negative payment', async () => {
    const { id } = scene.invoice('52750');
    await pay(id, arguments_(52_750));
    expect((await pay(id, arguments_(-52_750))).json['value']).toMatchObject({ amountOutstanding: 52_750 });
    const open = await scene.client.get('/ledger/posting/openPost?date=2026-12-31&fields=id,amount');
    const sum = (open.json['values'] as unknown as { amount: number }[]).reduce(
      (total, row) => total + row.amount,
      0,
    );
    expect(sum).toBe(52_750);
  });

  it('refuses an amount of 0 in the recorded words', async () => {
    const answer = await pay(scene.invoice('100').id, arguments_(0));
    expect(answer.json).toMatchObject({
      status: 422,
      code: 18000,
      message: 'Validering feilet.',
      developerMessage: 'VALIDATION_ERROR',
      validationMessages: [{ message: 'Internt felt (amountBasisCurrency): Feltet må fylles ut.' }],
    });
    expect(answer.text).toContain('m\\u00E5');
  });

  it('names a payment type that was not given', async () => {
    const answer = await pay(scene.invoice('100').id, { paymentDate: '2026-09-10', paidAmount: 100 });
    expect(answer.json).toMatchObject({
      code: 18000,
      validationMessages: [
        { field: 'paymentTypeId', message: 'Kan ikke være null.', path: null, rootId: null },
      ],
    });
  });

  it('does not read arguments from a body', async () => {
    const { id } = scene.invoice('100');
    const answer = await scene.client.put(`/invoice/${id}/:payment`, arguments_(100));
    expect(answer.status).toBe(422);
    expect(answer.json['validationMessages']).toMatchObject([
      { field: 'paymentDate' },
      { field: 'paymentTypeId' },
      { field: 'paidAmount' },
    ]);
    expect(scene.paymentsOn(id)).toHaveLength(0);
  });

  it('finds no payment type of another company, and none that does not exist', async () => {
    const other = scene.simulator.addCompany();
    const foreign =
      scene.simulator.state().companies.find((row) => row.companyId === other.companyId)?.paymentTypes[0]
        ?.id ?? 0;
    const { id } = scene.invoice('100');
    for (const paymentTypeId of [foreign, 999]) {
      const answer = await pay(id, arguments_(100, { paymentTypeId }));
      expect(answer.json).toMatchObject({
        status: 404,
        code: 6000,
        message: 'Object not found',
        developerMessage: null,
      });
    }
  });

  it('fails with 500 and no message for payment type 0', async () => {
    const answer = await pay(scene.invoice('100').id, arguments_(100, { paymentTypeId: 0 }));
    expect(answer.json).toMatchObject({ status: 500, code: 1000, message: null });
  });

  it('does not know the invoice of another company, or a draft', async () => {
    const draft = scene.invoice('100', { isDraft: true });
    for (const id of [12345, draft.id]) {
      expect((await pay(id, arguments_(100))).json).toMatchObject({
        status: 422,
        code: 18000,
        validationMessages: [{ field: null, message: 'Ugyldig fakturanummer.' }],
      });
    }
  });

  it('accepts a payment dated before the invoice', async () => {
    const answer = await pay(scene.invoice('100').id, arguments_(100, { paymentDate: '2026-05-01' }));
    expect(answer.json['value']).toMatchObject({ amountOutstanding: 0 });
  });

  it('closes a NOK invoice by paidAmountCurrency, without a difference posting', async () => {
    const { id } = scene.invoice('100');
    const answer = await pay(id, arguments_(90, { paidAmountCurrency: 100 }));
    expect(answer.json['value']).toMatchObject({ amountOutstanding: 0 });
    const [voucherId] = scene.paymentsOn(id);
    const voucher = scene.simulator.ledger(scene.companyId).vouchers.find((row) => row.id === voucherId);
    expect(voucher?.postings.map((row) => row.amount)).toEqual(['-100.00', '100.00']);
  });

  it.each([
    [11_600, 8060, '-100.00'],
    [11_400, 8160, '100.00'],
  ])(
    'books %d NOK for an invoice of 1000 EUR with the difference on %d',
    async (paidAmount, account, amount) => {
      const { id } = scene.invoice('1000', { currency: 'EUR' });
      const answer = await pay(id, arguments_(paidAmount, { paidAmountCurrency: 1000 }));
      expect(answer.json['value']).toMatchObject({
        amount: 11_500,
        amountCurrency: 1000,
        amountCurrencyOutstanding: 0,
      });
      const [voucherId] = scene.paymentsOn(id);
      const voucher = scene.simulator.ledger(scene.companyId).vouchers.find((row) => row.id === voucherId);
      expect(voucher?.postings.find((row) => row.account === account)?.amount).toBe(amount);
      expect(voucher?.postings.find((row) => row.account === 1500)?.closeGroupId).not.toBeNull();
    },
  );

  it('refuses a closed period, unless the switch says otherwise', async () => {
    const { id } = scene.invoice('100');
    scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', true);
    const answer = await pay(id, arguments_(100));
    expect(answer.json).toMatchObject({
      status: 422,
      code: 18000,
      validationMessages: [{ field: 'paymentDate' }],
    });
    expect(scene.paymentsOn(id)).toHaveLength(0);
    const periods = await scene.client.get(
      '/ledger/accountingPeriod?startFrom=2026-09-01&startTo=2026-09-02',
    );
    expect(periods.json['values']).toMatchObject([
      { start: '2026-09-01', end: '2026-10-01', isClosed: true },
    ]);
  });

  it('opens the invoice again when its payment is reversed', async () => {
    const { id } = scene.invoice('12500');
    await pay(id, arguments_(12_500));
    const [voucherId] = scene.paymentsOn(id);
    const reversal = await scene.client.put(`/ledger/voucher/${voucherId}/:reverse?date=2026-09-12`);
    expect(reversal.status).toBe(200);
    expect((await postings(id))?.['amountOutstanding']).toBe(12_500);
    expect(scene.paymentsOn(id)).toEqual([]);
    expect((await scene.client.put(`/ledger/voucher/${voucherId}/:reverse?date=2026-09-12`)).status).toBe(
      422,
    );
  });

  it('marks payments with their type where the switch says so', async () => {
    await scene.close();
    scene = await TripletexScene.open({ unverified: { postingRuleIdOnPayments: true } });
    const { id } = scene.invoice('100');
    await pay(id, arguments_(100));
    expect((await postings(id))?.['postings']).toMatchObject([
      { postingRuleId: 0 },
      { postingRuleId: scene.paymentType('Inkasso oppgjør') },
    ]);
  });
});
