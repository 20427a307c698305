import { afterEach, describe, expect, it } from '@jest/globals';
import type { FortnoxSimulatorOptions } from './simulator.js';
import { FortnoxScene } from './testing/fortnox-scene.js';

describe('invoice payments', () => {
  let scene: FortnoxScene;
  const open = async (options: FortnoxSimulatorOptions = {}): Promise<FortnoxScene> =>
    (scene = await FortnoxScene.open(options));
  afterEach(async () => scene.close());
  const codeOf = (json: unknown): unknown => {
    const { ErrorInformation: error } = json as { ErrorInformation: Record<string, unknown> };
    return error['code'] ?? error['Code'];
  };

  it('are created as drafts and booked by a second call', async () => {
    await open();
    const number = scene.invoice('1000.00');
    const made = await scene.createPayment(number, 400, {
      AmountCurrency: 400,
      PaymentDate: '2026-09-10',
      ModeOfPayment: 'INK',
      ModeOfPaymentAccount: 1684,
    });
    expect(made.status).toBe(201);
    expect(made.json['InvoicePayment']).toMatchObject({
      Number: '1',
      Booked: false,
      Source: 'direct',
      VoucherNumber: null,
      InvoiceNumber: Number(number),
      ModeOfPaymentAccount: 1684,
    });
    expect(scene.truth(number)).toMatchObject({ outstanding: '1000.00', draftPaymentNumbers: ['1'] });
    const booked = await scene.bookkeep('1');
    expect(booked.json['InvoicePayment']).toMatchObject({
      Booked: true,
      VoucherSeries: 'C',
      VoucherNumber: 1,
    });
    expect(scene.truth(number)).toMatchObject({ outstanding: '600.00', paymentNumbers: ['1'] });
    expect((await scene.get(`/invoices/${number}`)).json['Invoice']).toMatchObject({ Balance: 600 });
    const twice = await scene.bookkeep('1');
    expect(twice.status).toBe(400);
  });

  it('are not deduplicated: the same body five times makes five', async () => {
    await open();
    const number = scene.invoice('1000.00');
    for (let i = 0; i < 5; i += 1) expect((await scene.createPayment(number, 100)).status).toBe(201);
    expect(scene.truth(number).draftPaymentNumbers).toHaveLength(5);
  });

  it.each([true, false])('lower the balance unbooked: %s', async (unbookedLowersBalance) => {
    await open({ unverified: { unbookedLowersBalance } });
    const number = scene.invoice('1000.00');
    await scene.createPayment(number, 400);
    const { json } = await scene.get(`/invoices/${number}`);
    expect(json['Invoice']?.['Balance']).toBe(unbookedLowersBalance ? 600 : 1000);
  });

  it('are refused row by row', async () => {
    await open();
    const { bookkeeper } = scene.simulator;
    const { tenantId } = scene;
    const plain = scene.invoice('1000.00');
    const unbooked = scene.invoice('1000.00', { isBooked: false });
    const paid = scene.invoice('1000.00');
    bookkeeper.registerPayment(tenantId, paid, { amount: '1000.00' });
    const foreign = scene.invoice('100.00', { currency: 'EUR' });
    const finans = scene.invoice('100.00', { isNoxFinans: true });
    const old = scene.invoice('100.00', { date: '2025-12-01' });
    bookkeeper.changeInvoice(tenantId, old, { isCarriedOver: false });
    bookkeeper.changeCompany(tenantId, { lockedUntil: '2026-07-31', inactiveAccount: 1920 });
    const cases: readonly (readonly [string, number, object, number, number])[] = [
      ['99', 10, {}, 404, 2000434],
      [unbooked, 10, {}, 400, 2990001],
      [paid, 10, {}, 400, 2003055],
      [foreign, 10, {}, 400, 2990010],
      [finans, 10, {}, 400, 2990012],
      [old, 10, {}, 400, 2990002],
      [plain, 10, { PaymentDate: '2026-07-31' }, 400, 2000401],
      [plain, 10, { PaymentDate: '2026-05-31' }, 400, 2990006],
      [plain, 10, { PaymentDate: '2031-05-31' }, 400, 2990003],
      [plain, 10, { PaymentDate: 'soon' }, 400, 2990011],
      [plain, 10, { ModeOfPayment: 'NONE' }, 400, 2990009],
      [plain, 10, { ModeOfPaymentAccount: 9999 }, 400, 2000423],
      [plain, 10, { ModeOfPaymentAccount: 1920 }, 400, 2000550],
      [plain, 10, { Reference: 'KH-1' }, 400, 2001399],
      [plain, 10, { Booked: true }, 400, 2001399],
      [plain, 10.005, {}, 400, 2000108],
      [plain, 10, { WriteOffs: [{ AccountNumber: 6351, Amount: 1, Description: 'bad…' }] }, 400, 2000359],
    ];
    for (const [number, amount, more, status, code] of cases) {
      const answer = await scene.createPayment(number, amount, more);
      expect([more, answer.status, codeOf(answer.json)]).toEqual([more, status, code]);
    }
    expect(scene.truth(plain).draftPaymentNumbers).toEqual([]);
  });

  it('are refused for what is no body', async () => {
    await open();
    for (const [body, code] of [
      ['', 2001392],
      ['{', 2002115],
      ['{}', 2001392],
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      const answer = await scene.api('/invoicepayments', { method: 'POST', body, headers });
      expect(codeOf(answer.json)).toBe(code);
    }
    const xml = await scene.api('/invoicepayments', {
      method: 'POST',
      body: '<a/>',
      headers: { 'content-type': 'application/xml' },
    });
    expect(codeOf(xml.json)).toBe(1000031);
  });

  it('book what they write off and the exchange difference, and every voucher sums to zero', async () => {
    await open();
    const number = scene.invoice('100.00', { currency: 'EUR' });
    const body = { AmountCurrency: 100, PaymentDate: '2026-09-01' };
    const made = await scene.createPayment(number, 1140, body);
    await scene.bookkeep(made.json['InvoicePayment']?.['Number'] ?? '');
    const part = scene.invoice('1000.00');
    const off = { WriteOffs: [{ AccountNumber: 6351, Amount: 100, Description: 'Rest' }] };
    const rest = await scene.createPayment(part, 900, off);
    await scene.bookkeep(rest.json['InvoicePayment']?.['Number'] ?? '');
    expect(scene.truth(number).outstanding).toBe('0.00');
    expect(scene.truth(part).outstanding).toBe('0.00');
    expect((await scene.get(`/invoices/${part}`)).json['Invoice']).toMatchObject({
      FinalPayDate: '2026-09-14',
    });
    const ledger = scene.simulator.ledger(scene.tenantId);
    for (const { postings } of ledger.vouchers) {
      expect(postings.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)).toBe(0);
    }
    expect(ledger.receivables).toBe('0.00');
  });

  it('can be deleted as drafts, and booked ones by the switch', async () => {
    await open({ unverified: { deleteBookedPayment: 'accept' } });
    const number = scene.invoice('1000.00');
    await scene.createPayment(number, 100);
    expect((await scene.api('/invoicepayments/1', { method: 'DELETE' })).status).toBe(204);
    await scene.createPayment(number, 200);
    await scene.bookkeep('2');
    expect((await scene.api('/invoicepayments/2', { method: 'DELETE' })).status).toBe(204);
    expect(scene.truth(number)).toMatchObject({ outstanding: '1000.00', paymentNumbers: [] });
    expect((await scene.get('/invoicepayments/2')).status).toBe(404);
  });

  it('take a payment back with a negative amount, and settle a credit note', async () => {
    await open();
    const number = scene.invoice('1000.00');
    scene.simulator.bookkeeper.registerPayment(scene.tenantId, number, { amount: '1000.00' });
    await scene.createPayment(number, -1000);
    expect((await scene.bookkeep('2')).status).toBe(200);
    expect(scene.truth(number).outstanding).toBe('1000.00');
    const { bookkeeper } = scene.simulator;
    const credit = bookkeeper.addCreditNote(scene.tenantId, number, { isSettled: false });
    expect(scene.truth(number).outstanding).toBe('1000.00');
    bookkeeper.settleCredit(scene.tenantId, credit.number);
    expect(scene.truth(number)).toMatchObject({ outstanding: '0.00' });
    expect(scene.truth(credit.number)).toMatchObject({ outstanding: '0.00' });
    const list = await scene.get(`/invoicepayments?invoicenumber=${credit.number}`);
    expect(list.json['InvoicePayments']?.[0]).toMatchObject({ Amount: -1000, Source: 'settle' });
  });

  it('need no booked invoice with the cash method', async () => {
    await open();
    const { tenantId } = scene.simulator.addCompany({ method: 'CASH' });
    const { bookkeeper } = scene.simulator;
    const { number: customerNumber } = bookkeeper.addCustomer(tenantId);
    const { number } = bookkeeper.addInvoice(tenantId, { customerNumber, amount: '500.00' });
    scene.token = scene.simulator.issueTokens(tenantId).accessToken;
    await scene.createPayment(number, 500);
    expect((await scene.bookkeep('1')).status).toBe(200);
    expect((await scene.get(`/invoices/${number}`)).json['Invoice']).toMatchObject({
      Balance: 0,
      AccountingMethod: 'CASH',
      Booked: true,
    });
  });
});
