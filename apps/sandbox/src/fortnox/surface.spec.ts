import { afterEach, describe, expect, it } from '@jest/globals';
import { isOcrReference, isSwedishOrganisationNumber } from '@app/domain';
import { FortnoxSimulator, type FortnoxSimulatorOptions } from './simulator.js';
import { FortnoxScene } from './testing/fortnox-scene.js';

describe('the surface', () => {
  let scene: FortnoxScene;
  const open = async (options: FortnoxSimulatorOptions = {}): Promise<FortnoxScene> =>
    (scene = await FortnoxScene.open(options));
  afterEach(async () => scene.close());

  it('takes 25 requests in any 5 seconds, counted per client and tenant', async () => {
    await open({ limits: {} });
    for (let i = 0; i < 25; i += 1) {
      expect((await scene.get('/companyinformation')).status).toBe(200);
      scene.clock.advanceMs(100);
    }
    const refused = await scene.get('/companyinformation');
    expect([refused.status, refused.text, refused.headers['retry-after']]).toEqual([429, '', undefined]);
    const sameTenant = scene.simulator.issueTokens(scene.tenantId).accessToken;
    expect((await scene.api('/invoices', { token: sameTenant })).status).toBe(429);
    const other = scene.simulator.addCompany();
    const otherToken = scene.simulator.issueTokens(other.tenantId).accessToken;
    expect((await scene.api('/invoices', { token: otherToken })).status).toBe(200);
    // 25 requests began at 0 ms, 100 ms, ...: the first leaves the window at 5 000 ms.
    scene.clock.advanceMs(2_500);
    expect((await scene.get('/invoices')).status).toBe(200);
    expect((await scene.get('/invoices')).status).toBe(429);
  });

  it('leaves a trace of every call that sends mail or marks as sent; preview leaves none', async () => {
    await open();
    const number = scene.invoice('100.00', { isSent: false });
    const pdf = await scene.api(`/invoices/${number}/preview`, { headers: { accept: 'application/pdf' } });
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.text.startsWith('%PDF')).toBe(true);
    expect(scene.truth(number)).toMatchObject({ isSent: false });
    expect(scene.simulator.ledger(scene.tenantId).sideEffects).toEqual([]);
    for (const action of ['print', 'printreminder', 'email', 'einvoice', 'eprint']) {
      await scene.api(`/invoices/${number}/${action}`, { headers: { accept: '*/*' } });
    }
    expect(scene.simulator.ledger(scene.tenantId).sideEffects.map(({ operation }) => operation)).toEqual(
      ['print', 'printreminder', 'email', 'einvoice', 'eprint'].map(
        (action) => `GET /3/invoices/{DocumentNumber}/${action}`,
      ),
    );
    expect(scene.truth(number)).toMatchObject({ isSent: true, reminders: 1 });
  });

  it('answers registers, settings and unknown paths', async () => {
    await open();
    scene.simulator.bookkeeper.changeCompany(scene.tenantId, { lockedUntil: '2026-06-30' });
    expect((await scene.get('/settings/lockedperiod')).json).toEqual({
      LockedPeriod: { EndDate: '2026-06-30' },
    });
    expect((await scene.get('/settings/company')).json['CompanySettings']).toMatchObject({
      DatabaseNumber: String(scene.tenantId),
    });
    expect((await scene.get('/financialyears?date=2026-03-01')).json['FinancialYears']).toMatchObject([
      { FromDate: '2026-01-01', AccountingMethod: 'ACCRUAL' },
    ]);
    const body = { ModeOfPayment: { Code: 'KH', Description: 'Kravhub', AccountNumber: '1684' } };
    expect((await scene.api('/modesofpayments', { method: 'POST', body })).status).toBe(201);
    expect((await scene.api('/modesofpayments', { method: 'POST', body })).status).toBe(400);
    expect((await scene.get('/modesofpayments/KH')).json['ModeOfPayment']).toMatchObject({
      AccountNumber: '1684',
    });
    expect((await scene.get('/nothing')).status).toBe(404);
    expect((await scene.get('/customers/K%2F1')).status).toBe(404);
    expect((await scene.api('/invoices', { headers: { accept: 'application/xml' } })).json).toMatchObject({
      ErrorInformation: { code: 1000030 },
    });
  });

  it('cancels and credits as a person would', async () => {
    await open();
    const booked = scene.invoice('100.00');
    const saved = scene.invoice('100.00', { isBooked: false });
    const put = async (path: string) => scene.api(path, { method: 'PUT' });
    expect((await put(`/invoices/${booked}/cancel`)).status).toBe(400);
    expect((await put(`/invoices/${saved}/bookkeep`)).json['Invoice']).toMatchObject({ Booked: true });
    const { json } = await put(`/invoices/${booked}/credit`);
    expect(json['Invoice']?.['CreditInvoiceReference']).not.toBe('0');
    const edit = { method: 'PUT', body: { Invoice: { Comments: 'KH-1' } } };
    expect((await scene.api(`/invoices/${booked}`, edit)).status).toBe(400);
  });

  it.each([
    ['rate-limited', 429],
    ['error-500', 500],
    ['bad-gateway', 502],
    ['html-200', 200],
    ['error-in-200', 200],
    ['error-500-after-commit', 500],
    ['token-revoked', 401],
    ['company-access-withdrawn', 401],
    ['period-closed', 400],
    ['payment-type-removed', 400],
  ] as const)('plays %s', async (kind, status) => {
    await open();
    const number = scene.invoice('100.00');
    scene.simulator.faults.install({ operation: 'POST /3/invoicepayments', kind });
    const more = { PaymentDate: '2026-09-14', ModeOfPayment: 'INK' };
    expect((await scene.createPayment(number, 10, more)).status).toBe(status);
    const isMade = kind === 'error-500-after-commit';
    expect(scene.truth(number).draftPaymentNumbers).toHaveLength(isMade ? 1 : 0);
    expect(scene.simulator.requests().at(-1)).toMatchObject({ fault: kind, companyId: scene.tenantId });
  });

  it.each(['answer-lost', 'truncated-json', 'connection-reset'] as const)(
    'breaks off by %s',
    async (kind) => {
      await open();
      const number = scene.invoice('100.00');
      scene.simulator.faults.install({ operation: 'POST /3/invoicepayments', kind });
      await expect(scene.createPayment(number, 10)).rejects.toThrow();
      expect(scene.truth(number).draftPaymentNumbers).toHaveLength(kind === 'connection-reset' ? 0 : 1);
    },
  );

  it('lets rows vanish and appear between pages', async () => {
    await open();
    for (let i = 0; i < 3; i += 1) scene.invoice('100.00');
    const total = async (): Promise<unknown> =>
      (await scene.get('/invoices')).json['MetaInformation']?.['@TotalResources'];
    scene.simulator.faults.install({ operation: 'GET /3/invoices', kind: 'row-vanishes' });
    expect(await total()).toBe(2);
    scene.simulator.faults.install({ operation: 'GET /3/invoices', kind: 'row-appears' });
    expect(await total()).toBe(3);
  });

  it('is driven by control routes', async () => {
    await open();
    const { json } = await scene.control('POST', '/companies', { name: 'Nya AB' });
    const company = `/companies/${String(json['tenantId'])}`;
    const customer = await scene.control('POST', `${company}/customers`, {
      name: 'Karin Ek',
      type: 'PRIVATE',
    });
    const spec = { customerNumber: customer.json['customerNumber'], amount: '500.00' };
    const invoice = (await scene.control('POST', `${company}/invoices`, spec)).json['documentNumber'];
    const path = `${company}/invoices/${String(invoice)}`;
    expect(
      (await scene.control('POST', `${path}/payments`, { amount: '100.00', isBooked: false })).json,
    ).toMatchObject({
      voucherId: null,
    });
    expect((await scene.control('POST', `${company}/payments/1/bookkeep`)).status).toBe(200);
    expect((await scene.control('POST', `${path}/credit-notes`, { amount: '50.00' })).status).toBe(200);
    const ledger = (await scene.control('GET', `${company}/ledger`)).json;
    expect(ledger['invoices']?.[0]).toMatchObject({ outstanding: '350.00', paymentNumbers: ['1'] });
    expect((await scene.control('POST', '/sign-in', { outcome: 'perhaps' })).status).toBe(400);
    expect((await scene.control('GET', '/companies/1/ledger')).status).toBe(404);
  });
});

describe('demo data', () => {
  it.each(['small', 'demo'] as const)(
    '%s: identifiers are valid, unreal, and the books balance',
    (preset) => {
      const simulator = new FortnoxSimulator({ seed: 3, companies: { preset } });
      const again = new FortnoxSimulator({ seed: 3, companies: { preset }, clock: simulator.clock });
      expect(again.credentials).toEqual(simulator.credentials);
      for (const { tenantId, organizationNumber } of simulator.credentials.companies) {
        expect(isSwedishOrganisationNumber(organizationNumber.replace('-', ''))).toBe(true);
        expect(organizationNumber.startsWith('4')).toBe(true);
        const company = simulator.bookkeeper.company(tenantId);
        for (const { ocr } of company.invoices.values())
          if (ocr !== '') expect(isOcrReference(ocr)).toBe(true);
        let sum = 0;
        for (const { amountMinor } of company.books.postings.values()) sum += amountMinor;
        expect(sum).toBe(0);
        const lines = [...company.invoices.values()].reduce(
          (all, { item }) => all + item.outstandingBaseMinor,
          0,
        );
        expect(company.receivablesMinor()).toBe(lines);
        expect([...company.customers.values()].some(({ details }) => !details.isActive)).toBe(true);
        expect([...company.invoices.values()].some(({ isNoxFinans }) => isNoxFinans)).toBe(true);
      }
    },
  );
});
