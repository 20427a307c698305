import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VismaBusinessScene } from './testing/visma-business-scene.js';

describe('the control API', () => {
  let scene: VismaBusinessScene;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
  });
  afterEach(async () => scene.close());

  const company = (path: string): string => `/companies/${scene.companyId}${path}`;

  it('lets people keep the books: invoices, money, credit, losses, reversals', async () => {
    const made = await scene.control('POST', company('/customers'), { name: 'Ny Kunde AS' });
    expect(made).toMatchObject({ status: 200, json: { associateNo: 802, customerNo: 10_002 } });
    const invoice = async (amount: string): Promise<string> => {
      const { json } = await scene.control('POST', company('/invoices'), { customerNo: 10_002, amount });
      return company(`/rows/${String(json['id'])}`);
    };
    const [paid, credited, lost, gone] = [
      await invoice('100'),
      await invoice('200'),
      await invoice('300'),
      await invoice('400'),
    ];
    const payment = await scene.control('POST', `${paid}/payments`, { amount: '60.50' });
    expect(payment.json).toMatchObject({ kind: 'payment', amount: '-60.50', outstanding: '0.00' });
    await scene.control('POST', `${credited}/credit-notes`, {});
    await scene.control('POST', `${lost}/write-offs`, { amount: '299' });
    await scene.control('POST', `${lost}/reminders`, { amount: '35' });
    expect((await scene.control('DELETE', gone)).json).toEqual({ ok: true });
    await scene.control('POST', company('/customers/10002/payments'), { amount: 5 });
    const { invoices, receivables } = scene.simulator.ledger(scene.companyId);
    expect(invoices.map(({ outstanding }) => outstanding)).toEqual(['39.50', '0.00', '1.00']);
    expect(receivables).toBe('70.50');
    await scene.control('POST', company(`/rows/${String(payment.json['id'])}/reverse`), {});
    expect(scene.simulator.ledger(scene.companyId).invoices[0]?.outstanding).toBe('100.00');
  });

  it('matches and reverses matches, changes rows, customers and the company', async () => {
    const { id } = scene.invoice('100.00');
    const { json } = await scene.control('POST', company(`/rows/${id}/payments`), { isMatched: false });
    expect(scene.row(id).outstanding).toBe('100.00');
    const rowIds = [id, Number(json['id'])];
    expect((await scene.control('POST', company('/match'), { rowIds })).json).toEqual({ isMatched: true });
    expect(scene.row(id).outstanding).toBe('0.00');
    await scene.control('POST', company(`/rows/${id}/unmatch`));
    expect(scene.row(id).outstanding).toBe('100.00');
    await scene.control('PATCH', company(`/rows/${id}`), { dueDate: '2026-12-24', noReminders: 1 });
    await scene.control('PATCH', company(`/customers/${scene.customerNo}`), { name: 'Omdøpt AS' });
    await scene.control('PATCH', company(''), { matchingMethod: 2, calculatesInterest: true });
    expect(
      await scene.read(
        'openCustomerEntry(first: 1) { items { dueDate noReminders joinup_Associate_via_Customer { name } } } companyInformation { items { matchingMethodForCustomer } }',
      ),
    ).toEqual({
      openCustomerEntry: {
        items: [{ dueDate: 20261224, noReminders: 1, joinup_Associate_via_Customer: { name: 'Omdøpt AS' } }],
      },
      companyInformation: { items: [{ matchingMethodForCustomer: 2 }] },
    });
    expect((await scene.control('POST', company('/interest'))).json).toEqual({ rows: 0 });
  });

  it('puts obstacles in the way of postings', async () => {
    const batchNo = await scene.createBatch('1.00', 'X');
    const refused = async (): Promise<boolean> =>
      (await scene.updateBatch(batchNo)).json['errors'] !== undefined;
    await scene.control('PUT', company('/periods/2026-09'), { isClosed: true });
    expect(await refused()).toBe(true);
    await scene.control('PUT', company('/periods/2026-09'), { isClosed: false });
    await scene.control('PUT', company('/accounts/1579'), { isActive: false });
    expect(await refused()).toBe(true);
    await scene.control('PUT', company('/accounts/1579'), { isActive: true });
    await scene.control('PATCH', company(`/batches/${batchNo}`), { isSuspended: true });
    expect(await refused()).toBe(true);
    await scene.control('PATCH', company(`/batches/${batchNo}`), { isSuspended: false });
    expect(await refused()).toBe(false);
    await scene.control('DELETE', company('/voucher-series/9'));
    expect(
      await scene.read(
        'voucherSeries(filter: { voucherSeriesNo: { _eq: 9 } }) { items { nextVoucherNo lastVoucherNo } }',
      ),
    ).toEqual({
      voucherSeries: { items: [{ nextVoucherNo: 90_001, lastVoucherNo: 90_000 }] },
    });
  });

  it('gives and takes access, signs people in and out', async () => {
    const { json } = await scene.control('POST', '/people', { name: 'Une Ledig' });
    const principalId = String(json['id']);
    const listed = async (): Promise<unknown> => {
      scene.token = scene.simulator.issueTokens(principalId).accessToken;
      return (await scene.ask('{ availableCompanies { totalCount } }')).json['data'];
    };
    expect(await listed()).toEqual({ availableCompanies: { totalCount: 0 } });
    await scene.control('PUT', company('/access'), { access: 'full', principalId });
    expect(await listed()).toEqual({ availableCompanies: { totalCount: 1 } });
    await scene.control('DELETE', company(`/access?principalId=${principalId}`));
    expect(await listed()).toEqual({ availableCompanies: { totalCount: 0 } });
    await scene.control('POST', '/tokens/revoke', { what: 'grant', principalId });
    expect((await scene.ask('{ __typename }')).status).toBe(401);
    expect(
      (await scene.control('POST', '/sign-in', { outcome: 'approve', personId: principalId })).status,
    ).toBe(200);
    expect((await scene.control('POST', '/sign-in', { outcome: 'hesitate' })).status).toBe(400);
  });

  it('moves time, counts requests, and keeps fault rules', async () => {
    await scene.control('POST', '/clock', { advanceMinutes: 30 });
    expect((await scene.control('POST', '/clock', { advanceDays: 1 })).json).toEqual({
      now: '2026-09-15T10:30:00.000Z',
    });
    expect((await scene.control('POST', '/clock', { to: '2026-10-01T08:00:00Z' })).json).toEqual({
      now: '2026-10-01T08:00:00.000Z',
    });
    const { json } = await scene.control('POST', '/faults', { operation: 'query *', kind: 'error-500' });
    expect(json).toEqual({ ids: [1] });
    expect((await scene.control('GET', '/faults')).json).toMatchObject([{ id: 1, struck: 0 }]);
    expect((await scene.control('DELETE', '/faults/1')).json).toEqual({ removed: 1 });
    await scene.ask('{ __typename }');
    expect((await scene.control('POST', '/checkpoint')).json).toMatchObject({ requests: 1 });
    expect((await scene.control('GET', '/requests')).json).toEqual([]);
    expect((await scene.control('GET', '/state')).json).toMatchObject({ today: '2026-10-01', faults: [] });
    expect((await scene.control('GET', '/credentials')).json).toEqual(scene.simulator.credentials);
    expect((await scene.control('GET', company('/ledger'))).json).toMatchObject({ receivables: '0.00' });
    expect((await scene.control('POST', '/companies', { name: 'Ny AS' })).json).toMatchObject({
      name: 'Ny AS',
    });
  });

  it.each([
    ['POST', '/clock', {}, 400],
    ['POST', '/faults', { operation: '*', kind: 'gremlins' }, 400],
    ['GET', '/companies/1/ledger', undefined, 404],
    ['POST', '/no-such-route', {}, 404],
    ['PUT', '/companies/1000417/access', { access: 'all' }, 400],
    ['PUT', '/companies/1000417/periods/2026', {}, 400],
    ['DELETE', '/companies/1000417/rows/1', undefined, 404],
    ['POST', '/companies/1000417/invoices', { customerNo: 10_001, amount: '1.005' }, 400],
    ['PATCH', '/companies/1000417', { matchingMethod: 9 }, 400],
  ])('refuses %s %s %j', async (method, path, body, status) => {
    const answer = await scene.control(method, path, body);
    expect(answer).toMatchObject({ status, json: { error: expect.any(String) as unknown } });
  });
});
