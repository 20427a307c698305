import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { NOW, PowerOfficeGoScene } from '../testing/poweroffice-go-scene.js';
import type { UnverifiedBehaviour } from './unverified.js';

type Row = Readonly<Record<string, unknown>>;
const REFERENCE = '8d0a3c7e-2f1b-5e64-9b7a-51c0d2e3f4a5';

describe('a bank journal in the simulated PowerOffice Go', () => {
  const clock = new ManualClock(NOW);
  let scene: PowerOfficeGoScene;
  const open = async (unverified: Partial<UnverifiedBehaviour> = {}): Promise<void> => {
    await scene?.close();
    scene = await PowerOfficeGoScene.open({ clock, unverified });
  };
  beforeEach(async () => {
    clock.moveTo(NOW);
    await open();
  });
  afterEach(async () => scene.close());

  const statement = async (query = ''): Promise<Row[]> => {
    const answer = await scene.get(`/Customerledger/Statement?fromDate=2026-01-01&toDate=2026-12-31${query}`);
    return answer.status === 204 ? [] : (answer.json as unknown as Row[]);
  };

  it('is posted at once, matched by invoice number, and found on the statement by its reference', async () => {
    const { id, number } = scene.invoice('12500');
    const before = (await scene.get(`/OutgoingInvoices/${id}`)).json;
    clock.advanceMs(1_000);
    const answer = await scene.post(scene.journal(12500, number, { ExternalImportReference: REFERENCE }));
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      ExternalImportReference: REFERENCE,
      IsReversed: false,
      VoucherNo: expect.any(Number),
      VoucherLines: [{ CurrencyAmount: -12500, InvoiceNo: String(number) }, { CurrencyAmount: 12500 }],
    });
    const after = (await scene.get(`/OutgoingInvoices/${id}`)).json;
    expect([after['Balance'], after['MatchId']]).toEqual([0, expect.any(Number)]);
    const changed = 'BalanceLastChangedDateTimeOffset';
    expect(String(after[changed]) > String(before[changed])).toBe(true);
    expect(await statement('&onlyCreatedByCurrentIntegration=true')).toMatchObject([
      {
        VoucherType: 'BankJournal',
        VoucherId: answer.json['Id'],
        ExternalImportReference: REFERENCE,
        MatchId: after['MatchId'],
        Balance: 0,
        InvoiceNo: null,
        IsCreatedByCurrentIntegration: true,
      },
    ]);
    expect((await scene.get(`/Vouchers/BankJournals/${String(answer.json['Id'])}`)).json).toEqual(
      answer.json,
    );
    expect(scene.payments(id)).toEqual([answer.json['Id']]);
  });

  it('refuses a reference in use, and takes it again after a reversal', async () => {
    const { id, number } = scene.invoice('1000');
    const body = scene.journal(400, number, { ExternalImportReference: REFERENCE });
    const first = await scene.post(body);
    const again = await scene.post(body);
    expect([again.status, again.json]).toEqual([
      400,
      {
        title: 'Voucher validation error(s)',
        detail: `ExternalImportReference is already in use. '${REFERENCE}' is used on voucher Id = ${String(first.json['Id'])}.`,
      },
    ]);
    expect(scene.payments(id)).toHaveLength(1);
    const reversal = await scene.send('POST', `/Vouchers/Reverse/${String(first.json['Id'])}`);
    expect(reversal.json).toEqual({ IsReversed: true, VoucherId: first.json['Id'] });
    expect([scene.outstanding(id), scene.payments(id)]).toEqual(['1000.00', []]);
    expect((await scene.send('POST', `/Vouchers/Reverse/${String(first.json['Id'])}`)).status).toBe(400);
    expect((await scene.post(body)).status).toBe(201);
    expect(scene.outstanding(id)).toBe('600.00');
    const transactions = (await scene.get('/AccountTransactions?fromDate=2026-09-14&toDate=2026-09-14'))
      .json as unknown as Row[];
    expect(transactions.filter((row) => row['ReversedVoucherId'] === first.json['Id'])).toHaveLength(2);
    expect(transactions.filter((row) => row['IsReversed'] === true)).toHaveLength(2);
  });

  it('matches a part, then the rest, under one match id', async () => {
    const { id, number } = scene.invoice('1000');
    await scene.post(scene.journal(400, number));
    await scene.post(scene.journal(600, number));
    expect(scene.outstanding(id)).toBe('0.00');
    expect(new Set((await statement()).map((row) => row['MatchId'])).size).toBe(1);
  });

  it('matches by KID or custom reference only with the opposite amount', async () => {
    const { id, kid } = scene.invoice('1000');
    await scene.post(scene.journal(400, null, {}, { Cid: kid }));
    expect(scene.outstanding(id)).toBe('1000.00');
    await scene.post(scene.journal(1000, null, {}, { Cid: kid }));
    expect(scene.outstanding(id)).toBe('0.00');
  });

  it('leaves what is too much, or too late, open beside the invoice, and the truth counts it', async () => {
    const { id, number } = scene.invoice('1000');
    await scene.post(scene.journal(1200, number));
    await scene.post(scene.journal(50, number));
    expect(scene.outstanding(id)).toBe('0.00');
    expect(scene.payments(id)).toHaveLength(2);
    expect((await statement('&voucherTypes=BankJournal')).map((row) => row['Balance'])).toEqual([-200, -50]);
  });

  it.each<[string, Row, Row, number, RegExp]>([
    ['not in balance', {}, { CurrencyAmount: -90 }, 400, /not in balance/],
    ['an amount of 0', {}, { CurrencyAmount: 0 }, 400, /not 0/],
    ['no account', {}, { AccountId: null }, 400, /AccountId field is required/],
    ['an unknown account', {}, { AccountId: 5 }, 404, /Account with id = 5 not found/],
    ['no VAT id', {}, { VatId: null }, 400, /VatId field is required/],
    ['an unknown VAT id', {}, { VatId: 5 }, 404, /Vat code with id = 5 not found/],
    ['no posting date', {}, { PostingDate: null }, 400, /PostingDate field is required/],
    ['a locked date', {}, { PostingDate: '2019-12-31' }, 400, /lock date/],
    ['an unknown currency', { CurrencyCode: 'XXX' }, {}, 400, /CurrencyCode/],
    ['no lines', { VoucherLines: [] }, {}, 400, /no voucher lines/],
    ['a field that is not known', { Reference: 'x' }, {}, 400, /Could not find member 'Reference'/],
    ['camelCase', {}, { accountId: 1 }, 400, /Could not find member 'accountId'/],
    ['a number for text', {}, { InvoiceNo: 10001 }, 400, /InvoiceNo/],
    ['a number for an enumeration', {}, { VatReturnSpecification: 0 }, 400, /represented as integers/],
    ['a long reference', { ExternalImportReference: 'x'.repeat(51) }, {}, 400, /maximum length/],
  ])('is refused with %s, and nothing is booked', async (_name, header, line, status, detail) => {
    const { id } = scene.invoice('100');
    const answer = await scene.post(scene.journal(100, null, header, line));
    expect([answer.status, answer.json['detail']]).toEqual([status, expect.stringMatching(detail)]);
    expect([scene.outstanding(id), (await statement()).length]).toEqual(['100.00', 1]);
  });

  it('is refused as no JSON, as another content type, and on an account that is closed or asks for more', async () => {
    expect((await scene.post({}, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await scene.send('POST', '/Vouchers/BankJournals', { body: '{' })).status).toBe(400);
    const people = scene.simulator.bookkeeper;
    const detail = async () => String((await scene.post(scene.journal(10, null))).json['detail']);
    people.changeAccount(scene.company.companyId, 1905, { isDepartmentRequired: true });
    expect(await detail()).toMatch(/Department is required/);
    people.changeAccount(scene.company.companyId, 1905, { isActive: false });
    expect(await detail()).toMatch(/not active/);
    people.changeSettings(scene.company.companyId, { lockDate: '2026-09-14' });
    expect((await scene.get('/LockDateSettings')).json).toEqual({ LockDate: '2026-09-14' });
    expect(await detail()).toMatch(/lock date 2026-09-14/);
  });

  it('pays a foreign invoice at its own rate, and books the difference when asked to', async () => {
    const { id, number } = scene.invoice('1840', { currency: 'EUR', date: '2026-06-03' });
    const invoice = (await scene.get(`/OutgoingInvoices/${id}`)).json;
    expect(Number(invoice['Balance'])).toBeCloseTo(1840 * Number(invoice['CurrencyExchangeRate']), 2);
    const header = { CurrencyCode: 'EUR' };
    expect((await scene.post(scene.journal(1840, number, header))).json['detail']).toMatch(/not in balance/);
    const adjusted = { ...header, AutoAdjustCurrencyExchangeDifference: true };
    expect((await scene.post(scene.journal(840, number, adjusted))).status).toBe(201);
    expect(scene.outstanding(id)).toBe('1000.00');
    expect((await scene.post(scene.journal(1000, number, adjusted))).status).toBe(201);
    expect([scene.outstanding(id), (await scene.get(`/OutgoingInvoices/${id}`)).json['Balance']]).toEqual([
      '0.00',
      0,
    ]);
  });

  it('lets nobody reverse or read what the integration did not make', async () => {
    const { id } = scene.invoice('100');
    expect((await scene.send('POST', `/Vouchers/Reverse/${id}`)).status).toBe(404);
    expect((await scene.get(`/Vouchers/BankJournals/${id}`)).status).toBe(404);
  });

  it.each<[Partial<UnverifiedBehaviour>, number, number, string]>([
    [{ partialMatchByInvoiceNo: false }, 400, 201, '1000.00'],
    [{ neverMatches: true }, 1000, 201, '1000.00'],
    [{ overpayment: 'no-match' }, 1200, 201, '1000.00'],
    [{ overpayment: 'refuse' }, 1200, 400, '1000.00'],
  ])('answers open questions as told: %j', async (unverified, amount, status, outstanding) => {
    await open(unverified);
    const { id, number } = scene.invoice('1000');
    expect((await scene.post(scene.journal(amount, number))).status).toBe(status);
    expect(scene.outstanding(id)).toBe(outstanding);
  });

  it('answers the other open questions as told', async () => {
    await open({
      alreadyPaid: 'refuse',
      wrongInvoiceNo: 'refuse',
      missingVatId: 'accept',
      unknownFields: 'ignore',
    });
    const { number } = scene.invoice('100');
    const sent = scene.journal(100, number, { odd: 1 }, { VatId: null });
    expect((await scene.post(sent)).status).toBe(201);
    expect((await scene.post(sent)).json['detail']).toMatch(/already paid/);
    expect((await scene.post(scene.journal(100, 99))).json['detail']).toMatch(/not found on customer/);

    await open({ duplicateReferenceStatus: 409, duplicateSeenAfterMs: 1_000, reversalAnswer: 'empty-202' });
    const twice = scene.journal(10, null, { ExternalImportReference: REFERENCE });
    const first = await scene.post(twice);
    expect([first.status, (await scene.post(twice)).status]).toEqual([201, 201]);
    clock.advanceMs(2_000);
    expect((await scene.post(twice)).status).toBe(409);
    const reversal = await scene.send('POST', `/Vouchers/Reverse/${String(first.json['Id'])}`);
    expect([reversal.status, reversal.text]).toEqual([202, '']);

    await open({ voucherNoAfterMs: 500, visibleAfterMs: 1_000, reversalAndMatch: 'keep' });
    const invoice = scene.invoice('100');
    const late = await scene.post(scene.journal(100, invoice.number));
    expect([late.json['VoucherNo'], (await statement('&voucherTypes=BankJournal')).length]).toEqual([0, 0]);
    clock.advanceMs(1_000);
    expect(await statement('&voucherTypes=BankJournal')).toMatchObject([{ VoucherNo: expect.any(Number) }]);
    await scene.send('POST', `/Vouchers/Reverse/${String(late.json['Id'])}`);
    expect(scene.outstanding(invoice.id)).toBe('0.00');
  });

  it('shows other forms of dates, stamps, errors and pages as told', async () => {
    await open({
      dateForm: 'date-time',
      stampForm: 'bare',
      problemCase: 'pascal',
      gatewayStatusCode: 'string',
      hasPaginationHeader: false,
      unknownParameters: 'ignore',
      pageSizeAboveMax: 'clamp',
    });
    const { id } = scene.invoice('100');
    expect((await scene.get(`/OutgoingInvoices/${id}`)).json).toMatchObject({
      DueDate: '2026-06-15T00:00:00',
      CreatedDateTimeOffset: expect.stringMatching(/\.\d{7}$/),
    });
    const list = await scene.get('/OutgoingInvoices?PageSize=30000&dueDate=x');
    expect([list.status, list.headers['x-pagination']]).toEqual([200, undefined]);
    expect((await scene.get('/Customers/1')).json).toEqual({
      Title: 'Object(s) not found',
      Detail: 'Customer with id = 1 not found.',
    });
    expect((await scene.get('/Nothing')).json['statusCode']).toBe('404');
  });
});
