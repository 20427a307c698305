import { afterEach, describe, expect, it } from '@jest/globals';
import { FortnoxScene } from './testing/fortnox-scene.js';
import type { UnverifiedBehaviour } from './unverified.js';

describe('what the vendor leaves open', () => {
  let scene: FortnoxScene;
  const open = async (unverified: Partial<UnverifiedBehaviour>): Promise<void> => {
    scene = await FortnoxScene.open({ unverified });
  };
  afterEach(async () => scene.close());

  it.each([
    ['empty', 200, 0],
    ['last-page', 200, 1],
    ['refuse', 400, undefined],
  ] as const)('a page beyond the end: %s', async (pageBeyondEnd, status, rows) => {
    await open({ pageBeyondEnd });
    scene.invoice('10.00');
    const { json, status: answered } = await scene.get('/invoices?page=2');
    expect(answered).toBe(status);
    expect((json['Invoices'] as unknown as unknown[] | undefined)?.length).toBe(rows);
  });

  it('clamps a large limit', async () => {
    await open({ limitAboveMax: 'clamp' });
    expect((await scene.get('/invoices?limit=1000')).status).toBe(200);
  });

  it.each([
    ['accept', 201, '-500.00'],
    ['refuse', 400, '1000.00'],
  ] as const)('a part payment above what is left: %s', async (partialOverpayment, status, left) => {
    await open({ partialOverpayment });
    const number = scene.invoice('1000.00');
    expect((await scene.createPayment(number, 1500)).status).toBe(status);
    if (status === 201) await scene.bookkeep('1');
    expect(scene.truth(number).outstanding).toBe(left);
  });

  it.each([
    ['account', 1940],
    ['mode', 1684],
  ] as const)('mode and account disagree: the %s wins', async (modeOrAccount, account) => {
    await open({ modeOrAccount });
    const number = scene.invoice('1000.00');
    await scene.createPayment(number, 10, { ModeOfPayment: 'INK', ModeOfPaymentAccount: 1940 });
    await scene.bookkeep('1');
    const postings = scene.simulator.ledger(scene.tenantId).vouchers.at(-1)?.postings ?? [];
    expect(postings.map((line) => line.account)).toEqual([1510, account]);
  });

  it.each([
    ['positive', 100],
    ['negative', -100],
  ] as const)('write-offs are %s', async (writeOffSign, Amount) => {
    await open({ writeOffSign });
    const number = scene.invoice('1000.00');
    const WriteOffs = [{ AccountNumber: 6351, Amount }];
    const { json } = await scene.createPayment(number, 900, { WriteOffs });
    expect(json['InvoicePayment']?.['WriteOffs']?.[0]).toMatchObject({ Amount });
    await scene.bookkeep('1');
    expect(scene.truth(number).outstanding).toBe('0.00');
  });

  it('the lenient answers', async () => {
    await open({
      bookkeepTwice: 'accept',
      noxFinansPayment: 'accept',
      readOnlyFields: 'ignore',
      bookedInvoiceTexts: 'accept',
      apiPaymentSource: 'manual',
    });
    const number = scene.invoice('1000.00', { isNoxFinans: true });
    const made = await scene.createPayment(number, 10, { Booked: true });
    expect(made.json['InvoicePayment']).toMatchObject({ Booked: false, Source: 'manual' });
    await scene.bookkeep('1');
    expect((await scene.bookkeep('1')).status).toBe(200);
    const edit = { method: 'PUT', body: { Invoice: { ExternalInvoiceReference1: 'KH-1' } } };
    expect((await scene.api(`/invoices/${number}`, edit)).status).toBe(200);
    expect((await scene.get('/invoicepayments/1')).json['InvoicePayment']).toMatchObject({
      ExternalInvoiceReference1: 'KH-1',
    });
    expect(scene.truth(number).paymentNumbers).toEqual(['1']);
  });

  it('a negative amount, a credit note and the due day can be read otherwise', async () => {
    await open({ negativeOnInvoice: 'refuse', creditNotesAreUnpaid: false, overdueOnDueDay: true });
    const number = scene.invoice('1000.00', { dueDate: '2026-09-14' });
    expect((await scene.createPayment(number, -10)).status).toBe(400);
    scene.simulator.bookkeeper.addCreditNote(scene.tenantId, number, { amount: '10.00', isSettled: false });
    const { json } = await scene.get('/invoices?filter=unpaidoverdue');
    expect(json['MetaInformation']?.['@TotalResources']).toBe(1);
  });

  it.each([true, false])('invoices of the cash method count as unpaid: %s', async (cashInvoicesAreUnpaid) => {
    await open({ cashInvoicesAreUnpaid });
    const { tenantId } = scene.simulator.addCompany({ method: 'CASH' });
    const { number: customerNumber } = scene.simulator.bookkeeper.addCustomer(tenantId);
    scene.simulator.bookkeeper.addInvoice(tenantId, { customerNumber, amount: '10.00' });
    scene.token = scene.simulator.issueTokens(tenantId).accessToken;
    const { json } = await scene.get('/invoices?filter=unpaid');
    expect(json['MetaInformation']?.['@TotalResources']).toBe(cashInvoicesAreUnpaid ? 1 : 0);
  });

  it('reads change times in UTC, and shows a foreign balance in kronor', async () => {
    await open({ lastModifiedZone: 'utc', balanceCurrency: 'company', currencyUnit: 100 });
    const number = scene.invoice('100.00', { currency: 'EUR' });
    const { json } = await scene.get('/invoices?lastmodified=2026-09-14%2010:00');
    expect(json['Invoices']?.[0]).toMatchObject({ Balance: 1130, Total: 100, CurrencyUnit: 100 });
    expect((await scene.get(`/invoices/${number}`)).json['Invoice']).toMatchObject({ CurrencyRate: 11.3 });
  });

  it('a spent refresh token used again ends its successor, and a revoked one the consent', async () => {
    await open({ refreshReuseKillsFamily: true, revokeEndsConsent: true });
    const { refreshToken } = scene.simulator.issueTokens(scene.tenantId);
    const renew = async (refresh_token: string) =>
      scene.ask('token', { grant_type: 'refresh_token', refresh_token });
    const next = String((await renew(refreshToken)).json['refresh_token']);
    await renew(refreshToken);
    expect((await renew(next)).status).toBe(400);
    scene.simulator.consent(scene.tenantId);
    await scene.ask('revoke', { token: next });
    const headers = { TenantId: String(scene.tenantId) };
    expect((await scene.ask('token', { grant_type: 'client_credentials' }, headers)).status).toBe(400);
  });
});
