import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultKind } from '../faults/fault.js';
import type { XledgerSimulatorOptions } from './simulator.js';
import { XledgerScene } from './testing/xledger-scene.js';

const PING = '{ __typename }';
const ROWS = '{ arTransactions(first: 5, ownerSet: LOWER) { edges { node { dbId } } } }';

describe('the door', () => {
  let scene: XledgerScene;
  const open = async (options: XledgerSimulatorOptions = {}): Promise<XledgerScene> =>
    (scene = await XledgerScene.open(options));
  afterEach(async () => scene.simulator.stop());

  it.each([
    ['no token', ''],
    ['a bearer token', 'Bearer abcdefghijklmnop'],
    ['an unknown token', 'token bm90LWEtdG9rZW4tYXQtYWxs'],
  ])('refuses %s', async (_name, authorization) => {
    await open({ unverified: { badTokenStatus: 401 } });
    const answer = await scene.ask(PING, {}, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({
      errors: [{ message: 'Bad format for API Token. Expected header: "Authorization: token <your-token>"' }],
    });
  });

  it('gives unpadded base64url tokens that a revocation or a refresh of demo ends', async () => {
    await open({ environment: 'demo' });
    const { token } = scene.simulator.addToken({ madeIn: 'demo' });
    const live = scene.simulator.addToken({ madeIn: 'production' }).token;
    expect(Buffer.from(token, 'base64url').toString('base64url')).toBe(token);
    expect((await scene.ask(PING, {}, { authorization: `token ${token}` })).json['data']).toBeDefined();
    scene.simulator.refreshDemo();
    expect((await scene.ask(PING, {}, { authorization: `token ${token}` })).json['errors']).toHaveLength(1);
    expect((await scene.ask(PING, {}, { authorization: `token ${live}` })).json['data']).toBeDefined();
    await scene.simulator.stop();
    await open({ unverified: { revokedToken: 'unauthorized' } });
    scene.simulator.revoke(scene.token);
    expect((await scene.ask(PING)).status).toBe(401);
  });

  it.each(['refused', 'null'] as const)('hides what a token has no tick for: %s', async (missingScope) => {
    await open({ unverified: { missingScope } });
    scene.invoice('1.00');
    const { token } = scene.simulator.addToken({ scopes: ['ARTransaction:read'] });
    const authorization = `token ${token}`;
    const query =
      '{ arTransactions(first: 1, ownerSet: LOWER) { edges { node { invoiceNumber company { name } } } } }';
    const answer = await scene.ask(query, {}, { authorization });
    if (missingScope === 'refused')
      expect(answer.json['errors']?.[0]).toEqual({
        message: 'Cannot query field "company" on type "ARTransaction".',
      });
    else
      expect(answer.json['data']?.['arTransactions']?.['edges']).toEqual([
        { node: { invoiceNumber: '100001', company: null } },
      ]);
    const write = await scene.ask(
      'mutation { addGLImportItems(inputs: []) { edges { clientId } } }',
      {},
      { authorization },
    );
    expect(write.json['errors']).toHaveLength(1);
  });

  it('lets 20 requests through in any five seconds', async () => {
    await open({ limits: {} });
    for (let i = 0; i < 20; i += 1) expect((await scene.ask(PING)).json['errors']).toBeUndefined();
    const refused = await scene.ask(PING);
    expect(refused).toMatchObject({
      status: 200,
      json: { errors: [{ code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' }] },
    });
    scene.simulator.clock.advanceMs(4_999);
    expect((await scene.ask(PING)).json['errors']).toHaveLength(1);
    scene.simulator.clock.advanceMs(1);
    expect((await scene.ask(PING)).json['errors']).toBeUndefined();
  });

  it('charges credits by the clock hour and says when they return', async () => {
    await open({
      limits: { burstMax: 'unlimited', creditsPerHour: 2 },
      unverified: { errorHttpStatus: 400 },
    });
    await scene.ask(PING);
    await scene.ask(PING);
    expect(await scene.ask(PING)).toMatchObject({
      status: 400,
      json: {
        errors: [
          {
            message: 'Insufficient credits.',
            code: 'BAD_REQUEST.INSUFFICIENT_CREDITS',
            extensions: { resetAt: '2026-09-14T13:00:00' },
          },
        ],
      },
    });
    scene.simulator.clock.advanceMs(3_600_000);
    expect((await scene.ask(PING)).json['errors']).toBeUndefined();
  });

  it('works on two requests of a token at once', async () => {
    await open({ limits: { burstMax: 'unlimited' } });
    scene.simulator.faults.install({ operation: 'query __typename', kind: 'slow', delayMs: 60, times: 2 });
    const slow = [scene.ask(PING), scene.ask(PING)];
    while (scene.simulator.faults.rules()[0]?.struck !== 2) await new Promise(setImmediate);
    expect((await scene.ask(ROWS)).json['errors']).toMatchObject([
      { code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' },
    ]);
    await Promise.all(slow);
    expect((await scene.ask(ROWS)).json['errors']).toBeUndefined();
  });

  it('wants JSON by POST', async () => {
    await open();
    expect((await scene.ask(PING, {}, { 'content-type': 'text/plain' })).json['errors']).toHaveLength(1);
    expect((await fetch(scene.url)).status).toBe(405);
    expect((await fetch(`${scene.url}/x`, { method: 'POST' })).status).toBe(404);
  });

  it.each<[FaultKind, number]>([
    ['error-500', 500],
    ['bad-gateway', 502],
    ['html-200', 200],
    ['error-in-200', 200],
    ['rate-limited', 200],
  ])('plays %s', async (kind, status) => {
    await open();
    scene.simulator.faults.install({ operation: 'query arTransactions', kind });
    expect((await scene.ask(ROWS)).status).toBe(status);
    expect((await scene.ask(ROWS)).json['data']).toBeDefined();
    expect(scene.simulator.requests()).toMatchObject([
      { operation: 'query arTransactions', fault: kind },
      { status: 200 },
    ]);
  });

  it('lets rows vanish and return, tokens end and companies leave by faults', async () => {
    await open();
    scene.invoice('1.00');
    const { faults } = scene.simulator;
    const kinds: FaultKind[] = [
      'row-vanishes',
      'row-appears',
      'equal-timestamps',
      'company-access-withdrawn',
    ];
    const lengths: unknown[] = [];
    for (const kind of kinds) {
      faults.install({ operation: '*', kind });
      lengths.push((await scene.ask(ROWS)).json['data']?.['arTransactions']?.['edges']);
    }
    expect(lengths).toEqual([null, [{ node: { dbId: 51200001 } }], [{ node: { dbId: 51200001 } }], null]);
    faults.install({ operation: '*', kind: 'token-revoked' });
    expect((await scene.ask(ROWS)).json['errors']).toHaveLength(1);
    faults.install({ operation: '*', kind: 'connection-reset' });
    await expect(scene.ask(ROWS)).rejects.toThrow();
  });

  it('does by HTTP what the bookkeeper does', async () => {
    await open();
    const C = `/companies/${scene.companyId}`;
    const made = await scene.control('POST', `${C}/invoices`, {
      customerId: scene.customer.id,
      amount: '100.00',
    });
    const id = String(made.json['id']);
    await scene.control('POST', `${C}/rows/${id}/payments`, { amount: 40 });
    await scene.control('POST', `${C}/rows/${id}/reminders`, { amount: 35 });
    const credit = await scene.control('POST', `${C}/rows/${id}/credit-memos`, {
      amount: 10,
      isMatched: false,
    });
    expect(credit.json).toMatchObject({ type: 'CREDIT_MEMO', matchId: 0, remaining: '-10.00' });
    await scene.control('POST', `${C}/match`, { rowIds: [Number(id), credit.json['id']] });
    expect(scene.row(Number(id)).remaining).toBe('50.00');
    await scene.control('POST', `${C}/rows/${id}/unmatch`);
    expect(scene.row(Number(id))).toMatchObject({ remaining: '100.00', matchId: 0 });
    expect((await scene.control('PATCH', `${C}/rows/${id}`, { text: 'Avtalt' })).status).toBe(200);
    expect((await scene.control('POST', '/clock', { advanceDays: 2 })).json['now']).toBe(
      '2026-09-16T10:00:00.000Z',
    );
    expect((await scene.control('GET', '/state')).json['companies']).toHaveLength(1);
    expect((await scene.control('GET', '/nothing')).status).toBe(404);
    expect((await scene.control('GET', '/companies/1/ledger')).status).toBe(404);
    expect((await scene.control('POST', `${C}/rows/${id}/payments`, { amount: '1.005' })).status).toBe(400);
  });
});
