import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@app/domain';
import { type Sandbox, startSandbox } from '../sandbox.js';
import { NOW } from '../testing/poweroffice-go-scene.js';
import { type Answer, ask } from '../testing/tripletex-client.js';

describe('a simulated PowerOffice Go with a journal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'poweroffice-go-'));
  const file = join(folder, 'books.jsonl');
  let sandbox: Sandbox;
  const start = async (): Promise<void> => {
    const clock = new ManualClock(NOW);
    sandbox = await startSandbox({
      tripletex: { clock },
      powerOfficeGo: {
        seed: 5,
        clock,
        companies: { preset: 'small' },
        limits: { requestsPerSecond: 'unlimited' },
      },
      journal: { file },
    });
  };
  afterEach(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  const control = async (method: string, path: string, body?: unknown): Promise<Answer> =>
    ask(`${sandbox.controlUrl}/poweroffice-go${path}`, { method, body });
  const api = async (method: string, path: string, authorization: string, body?: unknown): Promise<Answer> =>
    ask(sandbox.ledgerUrls.powerOfficeGo + path, {
      method,
      authorization,
      body,
      headers: { 'ocp-apim-subscription-key': sandbox.powerOfficeGo.credentials.subscriptionKey },
    });

  it('has the same books, keys and tokens after a restart, and no secret in the file', async () => {
    await start();
    const { applicationKey, subscriptionKey, companies } = sandbox.powerOfficeGo.credentials;
    const [first] = companies;
    const companyId = first?.companyId ?? 0;
    const basic = Buffer.from(`${applicationKey}:${first?.clientKey}`).toString('base64');
    const token = await ask(sandbox.ledgerUrls.powerOfficeGoAuth, {
      method: 'POST',
      authorization: `Basic ${basic}`,
      body: 'grant_type=client_credentials',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'ocp-apim-subscription-key': subscriptionKey,
      },
    });
    const bearer = `Bearer ${String(token.json['access_token'])}`;
    const people = sandbox.powerOfficeGo.bookkeeper;
    const company = people.company(companyId);
    const [customer] = company.customers.values();
    const made = await control('POST', `/companies/${companyId}/invoices`, {
      customerId: customer?.id,
      amount: '1000',
    });
    const invoiceId = String(made.json['id']);
    const common = { PostingDate: '2026-09-14', VatId: company.vatCodes[0]?.id };
    const journal = {
      VoucherDate: '2026-09-14',
      CurrencyCode: 'NOK',
      ExternalImportReference: 'once',
      VoucherLines: [
        {
          ...common,
          AccountId: customer?.subledgerAccountId,
          CurrencyAmount: -400,
          InvoiceNo: String(made.json['invoiceNumber']),
        },
        { ...common, AccountId: company.account(1905).id, CurrencyAmount: 400 },
      ],
    };
    await control('POST', '/faults', { operation: 'POST /Vouchers/*', kind: 'answer-lost' });
    await api('POST', '/Vouchers/BankJournals', bearer, journal).catch(() => undefined);
    await control('POST', '/clock', { advanceDays: 1 });
    await control('POST', `/companies/${companyId}/invoices/${invoiceId}/write-offs`, { amount: '100' });
    await control('PUT', `/companies/${companyId}/settings`, { lockDate: '2026-08-31' });
    await control('POST', '/clock', { to: '2026-09-14T10:05:00Z' });

    await control('PUT', '/onboarding', { kind: 'approve' });
    const onboarding = await api('POST', '/Onboarding/Initiate', '', {
      ApplicationKey: applicationKey,
      RedirectUri: 'http://localhost/return',
    });
    const visit = await ask(String(onboarding.json['TemporaryUrl']));
    const back = new URL(String(visit.headers['location'])).searchParams.get('token');
    const finalized = await api('POST', '/Onboarding/Finalize', '', { OnboardingToken: back });
    expect(finalized.status).toBe(200);

    const before = [sandbox.powerOfficeGo.ledger(companyId), sandbox.powerOfficeGo.credentials];
    const list = await api('GET', '/OutgoingInvoices', bearer);
    expect(list.status).toBe(200);
    await sandbox.stop();
    const text = readFileSync(`${file}.poweroffice-go`, 'utf8');
    const secrets = [
      applicationKey,
      subscriptionKey,
      first?.clientKey ?? '',
      bearer.slice(7),
      back ?? '',
      basic,
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);

    await start();
    expect(sandbox.replayed).toBe(11);
    expect([sandbox.powerOfficeGo.ledger(companyId), sandbox.powerOfficeGo.credentials]).toEqual(before);
    expect((await api('GET', '/OutgoingInvoices', bearer)).text).toBe(list.text);
    expect((await api('POST', '/Vouchers/BankJournals', bearer, journal)).status).toBe(400);
  });

  it('answers control requests with the error that fits', async () => {
    await start();
    const status = async (method: string, path: string, body?: unknown) =>
      (await control(method, path, body)).status;
    expect(await status('GET', '/state')).toBe(200);
    expect(await status('GET', '/nothing')).toBe(404);
    expect(await status('POST', '/companies/1/invoices', { customerId: 1, amount: '1' })).toBe(404);
    expect(await status('POST', '/faults', { operation: '*', kind: 'gremlins' })).toBe(400);
    expect(await status('PUT', '/onboarding', { kind: 'refuse' })).toBe(400);
    expect(await status('POST', '/clock', {})).toBe(400);
    expect(await status('POST', '/tokens/revoke', { what: 'all' })).toBe(400);
    expect(await status('POST', '/companies', { name: 'Ny AS', isOnboarded: false })).toBe(200);
  });
});
