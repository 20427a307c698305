import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { NOW, PowerOfficeGoScene } from '../testing/poweroffice-go-scene.js';

type Row = Readonly<Record<string, unknown>>;

describe('reading from the simulated PowerOffice Go', () => {
  const clock = new ManualClock(NOW);
  let scene: PowerOfficeGoScene;
  beforeEach(async () => {
    clock.moveTo(NOW);
    scene = await PowerOfficeGoScene.open({ clock });
  });
  afterEach(async () => scene.close());

  const rows = async (path: string): Promise<Row[]> => {
    const answer = await scene.get(path);
    return answer.status === 204 ? [] : (answer.json as unknown as Row[]);
  };
  const ids = async (query: string): Promise<unknown[]> =>
    (await rows(`/OutgoingInvoices?${query}`)).map((row) => row['InvoiceNo']);

  it('answers 204 without a body where there is nothing', async () => {
    const answer = await scene.get('/OutgoingInvoices');
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('shows every field of an invoice in the vendor’s form', async () => {
    const { id, number } = scene.invoice('12500');
    const answer = await scene.get(`/OutgoingInvoices/${id}`);
    expect(answer.text).toContain('"Balance":12500.0,');
    expect(Object.keys(answer.json)).toHaveLength(60);
    expect(answer.json).toMatchObject({
      InvoiceNo: number,
      VoucherType: 'OutgoingInvoice',
      VoucherDate: '2026-06-01',
      DueDate: '2026-06-15',
      NetAmount: 10000,
      CurrencyCode: 'NOK',
      MatchId: null,
      IsReversed: false,
      BalanceLastChangedDateTimeOffset: expect.stringMatching(/^2026-09-14T10:00:00\.\d{7}Z$/),
    });
    expect((await scene.get('/outgoinginvoices/00000000-0000-4000-8000-000000000000')).json).toEqual({
      title: 'Object(s) not found',
      detail: 'Outgoing invoice with id = 00000000-0000-4000-8000-000000000000 not found.',
    });
  });

  it('filters, with names and paths in any case', async () => {
    const first = scene.invoice('100');
    const second = scene.invoice('200');
    const { BalanceLastChangedDateTimeOffset: cursor } = (await scene.get(`/OutgoingInvoices/${second.id}`))
      .json as unknown as Record<string, string>;
    clock.advanceMs(5_000);
    scene.simulator.bookkeeper.registerPayment(scene.company.companyId, first.id, { amount: '100' });
    const since = `balanceLastChangedDateTimeOffsetGreaterThan=${encodeURIComponent(cursor ?? '')}`;
    expect(await ids(since)).toEqual([first.number]);
    expect(await ids(since.toLowerCase())).toEqual([first.number]);
    expect(await ids('onlyUnpaidInvoices=true')).toEqual([second.number]);
    expect(await ids(`invoiceNos=${second.number}-`)).toEqual([second.number]);
    expect(await ids(`invoiceIds=${first.id}, ${second.id}`)).toHaveLength(2);
    expect(await ids('fromDate=2026-06-02')).toEqual([]);
    expect(await ids('customerNos=1-9999')).toEqual([]);
  });

  it('pages over live data and says where the next page is', async () => {
    const numbers = [1, 2, 3, 4, 5].map((amount) => scene.invoice(String(amount)).number);
    const first = await scene.get(
      '/OutgoingInvoices?PageSize=2&OrderBy=InvoiceNo desc&Fields=invoiceNo,Balance',
    );
    expect(first.json).toEqual([
      { InvoiceNo: numbers[4], Balance: 5 },
      { InvoiceNo: numbers[3], Balance: 4 },
    ]);
    const { nextPageLink } = JSON.parse(String(first.headers['x-pagination'])) as { nextPageLink: string };
    expect(nextPageLink).toContain('PageNumber=2');
    expect(await ids('PageSize=2&PageNumber=3')).toEqual([numbers[4]]);
    const past = await scene.get('/OutgoingInvoices?PageSize=2&PageNumber=4');
    expect([past.status, past.headers['x-pagination']]).toEqual([204, '{"nextPageLink":null}']);
    expect((await scene.get('/OutgoingInvoices?OrderBy=Id asc&PageSize=20000')).status).toBe(200);
  });

  it.each([
    ['PageSize=20001', 'PageSize property in resourceParameter is not formatted correct.'],
    ['PageSize=0', 'PageSize property in resourceParameter is not formatted correct.'],
    ['PageNumber=0', 'PageNumber property in resourceParameter is not formatted correct.'],
    ['Fields=nope', 'Fields property in resourceParameter is not formatted correct.'],
    ['OrderBy=nope', 'OrderBy property in resourceParameter is not formatted correct.'],
    ['dueDateTo=2026-01-01', "The query parameter 'dueDateTo' is not known."],
    ['onlyUnpaidInvoices=1', "The value '1' is not valid for onlyUnpaidInvoices."],
    ['invoiceNos=a', "invoiceNos contains 'a', which is neither a number nor a range of numbers."],
    [
      'balanceLastChangedDateTimeOffsetGreaterThan=2026-01-01T00:00:00+01:00',
      "The value '2026-01-01T00:00:00 01:00' is not valid for balanceLastChangedDateTimeOffsetGreaterThan.",
    ],
  ])('answers 400 for %s', async (query, detail) => {
    const answer = await scene.get(`/OutgoingInvoices?${query}`);
    expect([answer.status, answer.json['detail']]).toEqual([400, detail]);
  });

  it('answers the gateway’s 404 for unknown paths, wrong methods and long addresses', async () => {
    const gateway = { statusCode: 404, message: 'Resource not found' };
    expect((await scene.get('/Nothing')).json).toEqual(gateway);
    expect((await scene.send('PUT', '/OutgoingInvoices')).json).toEqual(gateway);
    expect((await scene.get(`/OutgoingInvoices?invoiceNos=${'1,'.repeat(1000)}`)).status).toBe(404);
  });

  it('shows open items and statements as of a day', async () => {
    const { id, number } = scene.invoice('1000');
    const people = scene.simulator.bookkeeper;
    people.registerPayment(scene.company.companyId, id, { amount: '400', date: '2026-07-01' });
    const open = async (date: string) =>
      (await rows(`/Customerledger/OpenItems?date=${date}`)).map((row) => row['Balance']);
    expect([await open('2026-05-31'), await open('2026-06-30'), await open('2026-09-14')]).toEqual([
      [],
      [1000],
      [600],
    ]);
    const statement = async (toDate: string) =>
      rows(`/Customerledger/Statement?fromDate=2026-01-01&toDate=${toDate}`);
    expect(await statement('2026-06-30')).toMatchObject([{ InvoiceNo: String(number), Balance: 1000 }]);
    const [invoice, payment] = await statement('2026-09-14');
    expect([invoice?.['Balance'], payment]).toEqual([
      600,
      expect.objectContaining({
        VoucherType: 'IncomingOcrGiro',
        Amount: -400,
        Balance: 0,
        InvoiceNo: null,
        DueDate: null,
        PaidFromBankAccount: '00000000001',
        IsCreatedByCurrentIntegration: false,
      }),
    ]);
    expect(
      await rows(`/Customerledger/EntriesByMatchId?matchId=${String(invoice?.['MatchId'])}`),
    ).toHaveLength(2);
    expect((await scene.get('/Customerledger/EntriesByMatchId?matchId=1')).status).toBe(204);
    expect(await rows('/Customerledger/CustomerBalances?date=2026-09-14')).toMatchObject([{ Balance: 600 }]);
    expect((await scene.get('/Customerledger/OpenItems')).status).toBe(400);
    const transactions = await rows('/AccountTransactions?fromDate=2026-06-01&toDate=2026-07-01');
    expect(transactions.reduce((sum, row) => sum + Number(row['Amount']), 0)).toBe(0);
  });

  it('shows credit notes, write-offs, fees, reversals and what was not matched', async () => {
    const people = scene.simulator.bookkeeper;
    const { companyId } = scene.company;
    const credited = scene.invoice('1250');
    const note = people.addCreditNote(companyId, credited.id, { amount: '250' });
    expect((await scene.get(`/OutgoingInvoices/${note.document.uuid}`)).json).toMatchObject({
      VoucherType: 'OutgoingCreditNote',
      RelatedInvoiceNo: credited.number,
      TotalAmount: -250,
      Balance: 0,
    });
    expect(scene.outstanding(credited.id)).toBe('1000.00');
    people.writeOff(companyId, credited.id);
    expect(scene.outstanding(credited.id)).toBe('0.00');
    const open = scene.invoice('500');
    const loose = people.addCreditNote(companyId, open.id, { isMatched: false });
    people.addFee(companyId, scene.customerId, { amount: '38' });
    const ledger = await rows('/Customerledger/OpenItems?date=2026-09-14');
    expect(ledger.map((row) => [row['VoucherType'], row['Balance'], row['InvoiceNo']])).toEqual([
      ['OutgoingInvoice', 500, String(open.number)],
      ['OutgoingCreditNote', -500, String(loose.number)],
      ['OutgoingPaymentReminder', 38, null],
    ]);
    people.reverseVoucher(companyId, open.id);
    expect((await scene.get(`/OutgoingInvoices/${open.id}`)).json).toMatchObject({
      IsReversed: true,
      Balance: 0,
    });
    people.match(
      companyId,
      loose.document.uuid,
      people.addFee(companyId, scene.customerId, { amount: 500 }).uuid,
    );
    expect(scene.outstanding(loose.document.uuid)).toBe('0.00');
  });

  it('shows customers, and moves their stamp for anything but addresses', async () => {
    const people = scene.simulator.bookkeeper;
    const person = people.addCustomer(scene.company.companyId, {
      name: 'Mona Vik',
      isPerson: true,
      hasNationalId: true,
      contactPerson: 'Ola Vik',
    });
    const read = async () => (await scene.get(`/Customers/${person.id}`)).json;
    const before = await read();
    expect(before).toMatchObject({
      FirstName: 'Mona',
      LastName: 'Vik',
      NationalIdNumber: 'hidden',
      OrganizationNumber: null,
      LegalName: null,
      TransferToDebtCollectionAgency: true,
      MailAddress: { ZipCode: '0580', CountryCode: 'NO' },
    });
    const address = { line1: 'Ny vei 2', zipCode: '5034', city: 'Bergen' };
    people.changeCustomer(scene.company.companyId, person.id, { address });
    expect((await read())['LastChangedDateTimeOffset']).toBe(before['LastChangedDateTimeOffset']);
    people.changeCustomer(scene.company.companyId, person.id, { transferToDebtCollectionAgency: false });
    expect((await read())['LastChangedDateTimeOffset']).not.toBe(before['LastChangedDateTimeOffset']);
    expect(await rows(`/ContactPersons?contactIds=${person.id}`)).toMatchObject([{ FirstName: 'Ola' }]);
    expect((await scene.get('/Customers/12345')).json).toEqual({
      title: 'Object(s) not found',
      detail: 'Customer with id = 12345 not found.',
    });
    expect((await scene.get('/ContactPersons?contactIds=1-5')).json['title']).toBe(
      'Unable to cast object(s)',
    );
  });

  it('hands out the invoice as a zip file with a PDF', async () => {
    const { id, number } = scene.invoice('100');
    expect(await rows(`/VoucherDocumentation?id=${id}`)).toMatchObject([{ HasPdf: true, HasEhf: false }]);
    const zip = await scene.get(`/VoucherDocumentation/Download?id=${id}&documentationType=Pdf`);
    expect(zip.headers['content-type']).toBe('application/zip');
    expect(zip.text.slice(0, 2)).toBe('PK');
    expect(zip.text).toContain(`OutgoingInvoice_${number}.pdf`);
    expect(zip.text).toContain('%PDF-1.4');
    expect((await scene.get(`/VoucherDocumentation/Download?id=${id}&documentationType=Ehf`)).status).toBe(
      204,
    );
  });

  it.each([
    '/GeneralLedgerAccounts?accountNos=1905',
    '/VatCodes?isActive=true',
    '/SubLedgerNumberSeries?subLedgerNumberSeriesType=Customer',
    '/FinancialSettings',
    '/LockDateSettings',
    '/VatSettings',
    '/Currencies',
    '/CurrencyRates?fromCurrency=EUR&toCurrency=NOK&asOnDate=2026-09-14',
    '/PaymentTerms',
    '/ClientBankAccounts',
    '/OrganizationSettings',
  ])('answers %s', async (path) => {
    const answer = await scene.get(path);
    expect([answer.status, answer.text.length > 10]).toEqual([200, true]);
  });

  it('takes the type of a number series in its exact case only', async () => {
    expect((await scene.get('/SubLedgerNumberSeries?subLedgerNumberSeriesType=customer')).status).toBe(204);
  });
});
