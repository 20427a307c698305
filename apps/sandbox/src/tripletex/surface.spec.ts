import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/tripletex-client.js';
import { TripletexScene } from '../testing/tripletex-scene.js';

describe('the surface of the simulated Tripletex', () => {
  let scene: TripletexScene;

  beforeEach(async () => {
    scene = await TripletexScene.open();
  });
  afterEach(async () => scene.close());

  const values = (answer: { json: Record<string, unknown> }) =>
    answer.json['values'] as Record<string, unknown>[];
  const get = async (path: string) => scene.client.get(path);

  describe('paths and methods', () => {
    it('does not know other paths, nor other methods, nor objects', async () => {
      expect((await get('/claims')).json).toMatchObject({
        status: 404,
        code: 21000,
        message: 'HTTP 404 Not Found',
      });
      expect((await scene.client.post('/invoice/1')).json).toMatchObject({ status: 400, code: 4000 });
      expect((await get('/invoice/1')).json).toMatchObject({
        status: 404,
        code: 6000,
        message: 'Object not found',
      });
    });

    it('lists events without a login', async () => {
      const answer = await ask(`${scene.url}/event`);
      expect(answer.status).toBe(200);
      expect(answer.json['value']?.['invoice.charged']).toMatchObject({ payloadModel: 'Invoice' });
    });

    it('gives a PDF', async () => {
      const answer = await get(`/invoice/${scene.invoice('100').id}/pdf`);
      expect(answer.headers['content-type']).toBe('application/pdf');
      expect(answer.text).toMatch(/^%PDF-1\.4/);
    });

    it.each([
      '/company/salesmodules',
      '/employee/entitlement',
      '/currency?code=SEK',
      '/country?code=SE',
      '/ledger/account?number=1500',
      '/ledger/accountingPeriod',
      '/ledger/closeGroup?dateFrom=2026-01-01&dateTo=2027-01-01',
      '/ledger/posting?dateFrom=2026-01-01&dateTo=2027-01-01',
      '/ledger/voucher?dateFrom=2026-01-01&dateTo=2027-01-01',
      '/ledger/voucher/%3EexternalVoucherNumber?externalVoucherNumber=none',
      '/reminder?dateFrom=2026-01-01&dateTo=2027-01-01',
      '/ledger/postingRules',
    ])('answers GET %s', async (path) => {
      expect((await get(path)).status).toBe(200);
    });

    it('keeps the collector channel closed, unless registered', async () => {
      expect((await get('/voucherStatus')).json).toMatchObject({ status: 403, code: 9000 });
      await scene.close();
      scene = await TripletexScene.open({ isDebtCollector: true });
      const { id } = scene.invoice('100');
      const voucher = (await get(`/invoice/${id}?fields=voucher(id)`)).json['value']?.['voucher'];
      const body = { voucher, status: 'PROCESSING', message: 'ONGOING', referenceNumber: 'SAK-1' };
      expect((await scene.client.post('/voucherStatus', body)).status).toBe(201);
      expect(values(await get('/voucherStatus?type=DEBT_COLLECTION'))).toMatchObject([
        { status: 'PROCESSING', referenceNumber: 'SAK-1' },
      ]);
    });
  });

  describe('request budget', () => {
    it('counts per token, tells what is left, and refuses the rest of the window', async () => {
      await scene.close();
      scene = await TripletexScene.open({ limits: { requestsMax: 3 } });
      const remaining = [];
      for (let i = 0; i < 3; i += 1)
        remaining.push((await get('/currency')).headers['x-rate-limit-remaining']);
      expect(remaining).toEqual(['2', '1', '0']);
      const refused = await get('/currency');
      expect(refused.status).toBe(429);
      expect(refused.headers).toMatchObject({
        'x-rate-limit-limit': '3',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': '10',
      });
      scene.simulator.clock.advanceMs(10_000);
      expect((await get('/currency')).status).toBe(200);
    });

    it('can leave out the reset header', async () => {
      await scene.close();
      scene = await TripletexScene.open({ limits: { requestsMax: 0, refusal: 'no-reset' } });
      const refused = await get('/currency');
      expect(refused.status).toBe(429);
      expect(refused.headers).not.toHaveProperty('x-rate-limit-reset');
    });
  });
});
