import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { startSandbox, type Sandbox } from '../../sandbox.js';
import { type Answer, ask, TripletexTestClient } from '../../testing/tripletex-client.js';
import { NOW } from '../../testing/tripletex-scene.js';

describe('the control API', () => {
  let sandbox: Sandbox;
  let company: string;
  let companyId: number;
  let customerId: number;

  const control = (method: string, path: string, body?: unknown): Promise<Answer> =>
    ask(sandbox.controlUrl + path, { method, body });

  beforeEach(async () => {
    sandbox = await startSandbox({ tripletex: { clock: new ManualClock(NOW) } });
    companyId = Number(
      (await control('POST', '/companies', { name: 'Fossekroken Data AS' })).json['companyId'],
    );
    company = `/tripletex/companies/${companyId}`;
    customerId = Number(
      (await control('POST', `${company}/customers`, { name: 'Åse Nygjerde', isPrivateIndividual: true }))
        .json['id'],
    );
  });
  afterEach(async () => sandbox.stop());

  const invoice = async (more: Record<string, unknown> = {}) =>
    (
      await control('POST', `${company}/invoices`, {
        customerId,
        amount: '1250.50',
        date: '2026-07-01',
        ...more,
      })
    ).json;
  const client = async () => {
    const { url, token } = {
      url: sandbox.ledgerUrls.tripletex,
      token: sandbox.tripletex.credentials.accountantToken,
    };
    return TripletexTestClient.login(sandbox.tripletex, url, token, String(companyId));
  };

  it('serves the ledger below its name', async () => {
    await invoice();
    const answer = await (
      await client()
    ).get('/invoice?invoiceDateFrom=2026-01-01&invoiceDateTo=2027-01-01&fields=kid,amount,customer(name)');
    expect(answer.json['values']).toMatchObject([{ amount: 1250.5, customer: { name: 'Åse Nygjerde' } }]);
  });

  it('moves time', async () => {
    await control('POST', '/clock', { advanceDays: 3 });
    expect((await control('GET', '/state')).json['today']).toBe('2026-09-17');
    await control('POST', '/clock', { to: '2027-01-01T12:00:00Z' });
    expect((await control('GET', '/state')).json['today']).toBe('2027-01-01');
    expect((await control('POST', '/clock', {})).status).toBe(400);
  });

  it('lets the creditor receive, credit, undo and delete', async () => {
    const { id } = (await invoice()) as unknown as { id: number };
    const path = `${company}/invoices/${id}`;
    const paid = await control('POST', `${path}/payments`, { amount: 1000, date: '2026-08-01' });
    expect(paid.json['postings']).toMatchObject([
      { account: 1500, amount: '-1000.00', invoiceId: id },
      { account: 1920, amount: '1000.00' },
    ]);
    await control('POST', `${path}/credit-notes`, { amount: '250.50' });
    const ledger = async () => (await control('GET', `${company}/ledger`)).json;
    expect((await ledger())['invoices']?.[0]).toMatchObject({
      outstanding: '0.00',
      paymentVoucherIds: [paid.json['id']],
    });
    await control('POST', `${company}/vouchers/${String(paid.json['id'])}/reverse`, {});
    expect((await ledger())['invoices']?.[0]).toMatchObject({
      outstanding: '1000.00',
      paymentVoucherIds: [],
    });
    await control('DELETE', path);
    expect((await ledger())['invoices']).toHaveLength(1);
    const last = await control('GET', `${company}/ledger?sinceVoucherId=${String(paid.json['id'])}`);
    expect(last.json['vouchers']).toHaveLength(2);
  });

  it('makes malformed invoices, drafts, holds and reminders', async () => {
    const threeDecimals = (await invoice({ malformed: 'three-decimals' })) as unknown as { id: number };
    const noCustomer = (await invoice({ malformed: { customer: null, kid: 'ABC' } })) as unknown as {
      id: number;
    };
    await control('PATCH', `${company}/invoices/${noCustomer.id}`, {
      dueDate: '2026-12-24',
      postponeRemindersTo: '2026-12-01',
    });
    await control('POST', `${company}/invoices/${noCustomer.id}/reminders`, { type: 'REMINDER', charge: 38 });
    const api = await client();
    expect((await api.get(`/invoice/${threeDecimals.id}`)).text).toContain('"amount":1250.505');
    expect(
      (await api.get(`/invoice/${noCustomer.id}?fields=*,invoiceRemark(*),reminders(*)`)).json['value'],
    ).toMatchObject({
      customer: null,
      kid: 'ABC',
      invoiceDueDate: '2026-12-24',
      invoiceRemark: { postponeRemindersTo: '2026-12-01' },
      reminders: [{ type: 'REMINDER' }],
      amountOutstandingTotal: 1288.5,
    });
  });

  it('changes a customer and books money on account', async () => {
    await control('PATCH', `${company}/customers/${customerId}`, { isFactoring: true });
    await control('POST', `${company}/customers/${customerId}/payments`, { amount: 500 });
    const api = await client();
    expect((await api.get(`/customer/${customerId}`)).json['value']).toMatchObject({
      isFactoring: true,
      version: 2,
    });
    expect(
      (await api.get(`/ledger/posting/openPost?date=2027-01-01&customerId=${customerId}`)).json['values'],
    ).toMatchObject([{ amount: -500, invoiceNumber: '', type: null }]);
  });

  it('removes a payment type, closes a month, takes rights and access', async () => {
    const { id } = (await invoice()) as unknown as { id: number };
    const types = (await control('GET', '/state')).json['companies']?.[0]?.['paymentTypes'] as unknown as {
      id: number;
    }[];
    await control('DELETE', `${company}/payment-types/${types[2]?.id ?? 0}`);
    await control('PUT', `${company}/periods/2026-09`, { isClosed: true });
    await control('PUT', `${company}/rights`, { invoicing: false });
    const api = await client();
    expect((await api.get('/invoice/paymentType')).json['values']).toHaveLength(2);
    expect(
      (
        await api.put(
          `/invoice/${id}/:payment?paymentDate=2026-08-01&paidAmount=1&paymentTypeId=${types[0]?.id ?? 0}`,
        )
      ).status,
    ).toBe(403);
    expect((await control('POST', `${company}/invoices/${id}/payments`, { amount: 1 })).status).toBe(409);
    await control('DELETE', `${company}/access`);
    expect((await api.get('/customer')).status).toBe(403);
    await control('PUT', `${company}/access`);
    expect((await api.get('/customer')).status).toBe(200);
  });

  it('revokes tokens', async () => {
    const api = await client();
    await control('POST', '/tokens/revoke', {});
    expect((await api.get('/customer')).status).toBe(401);
    await control('POST', '/tokens/revoke', { what: 'accountant' });
    await expect(client()).rejects.toThrow(/422/);
  });

  it('installs and removes faults, and keeps a log', async () => {
    const installed = await control('POST', '/faults', {
      operation: 'GET /customer',
      kind: 'error-500',
      times: 2,
    });
    const api = await client();
    expect((await api.get('/customer')).status).toBe(500);
    expect((await control('GET', '/faults')).json).toMatchObject([{ kind: 'error-500', struck: 1 }]);
    expect((await control('DELETE', `/faults/${String(installed.json['ids']?.[0])}`)).json).toEqual({
      removed: 1,
    });
    expect((await api.get('/customer')).status).toBe(200);
    expect((await control('GET', '/requests')).json).toMatchObject([
      { operation: 'POST /token/session/:create', status: 201 },
      { operation: 'GET /customer', status: 500, fault: 'error-500' },
      { operation: 'GET /customer', status: 200, companyId },
    ]);
    expect((await control('POST', '/checkpoint')).json).toMatchObject({ requests: 3 });
    expect((await control('GET', '/requests')).json).toEqual([]);
    expect((await control('POST', '/faults', { operation: '*', kind: 'gremlins' })).status).toBe(400);
  });

  it('explains what it cannot do', async () => {
    expect((await control('GET', '/nothing')).status).toBe(404);
    expect((await control('GET', '/tripletex/companies/1/ledger')).json).toEqual({
      error: 'There is no company 1.',
    });
    expect((await control('POST', '/companies', '[')).status).toBe(400);
    expect((await control('POST', `${company}/invoices`, { customerId, amount: '1.005' })).status).toBe(400);
  });
});
