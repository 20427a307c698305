import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TripletexScene } from '../testing/tripletex-scene.js';
import { FAULT_KINDS, type FaultKind, type FaultRule } from './fault.js';
import { FaultPlan } from './fault-plan.js';

const LIST = '/invoice?invoiceDateFrom=2026-01-01&invoiceDateTo=2027-01-01&fields=id';

describe('faults', () => {
  let scene: TripletexScene;
  let invoiceId: number;

  beforeEach(async () => {
    scene = await TripletexScene.open();
    invoiceId = scene.invoice('100').id;
  });
  afterEach(async () => scene.close());

  const pay = (signal?: AbortSignal) =>
    scene.client.put(
      `/invoice/${invoiceId}/:payment?paymentDate=2026-09-10&paidAmount=100&paymentTypeId=${scene.paymentType('Inkasso oppgjør')}`,
      undefined,
      signal,
    );
  const install = (kind: FaultKind, more: Partial<FaultRule> = {}) =>
    scene.simulator.faults.install({ operation: 'PUT *:payment', kind, ...more });
  const booked = () => scene.paymentsOn(invoiceId).length;

  it.each([
    ['rate-limited', 429],
    ['error-500', 500],
    ['bad-gateway', 502],
    ['html-200', 200],
    ['error-in-200', 200],
  ] as const)('%s answers %d and books nothing, once', async (kind, status) => {
    install(kind);
    expect((await pay()).status).toBe(status);
    expect(booked()).toBe(0);
    expect((await pay()).json['value']).toMatchObject({ amountOutstanding: 0 });
  });

  it.each([
    ['full', true, /"code":0/],
    ['no-reset', false, /"code":0/],
    ['empty', true, /^$/],
    ['html', true, /<html>/],
  ] as const)('rate-limited comes as %s', async (variant, hasReset, body) => {
    install('rate-limited', { variant });
    const answer = await pay();
    expect('x-rate-limit-reset' in answer.headers).toBe(hasReset);
    expect(answer.text).toMatch(body);
  });

  it('html-200 and error-in-200 look like success', async () => {
    install('html-200');
    expect((await pay()).headers['content-type']).toContain('text/html');
    install('error-in-200');
    expect((await pay()).json).toMatchObject({ status: 500, code: 1000 });
  });

  it('connection-reset breaks off before anything is booked', async () => {
    install('connection-reset');
    await expect(pay()).rejects.toThrow(/ECONNRESET|hang up/);
    expect(booked()).toBe(0);
  });

  it('error-500-after-commit books, then fails', async () => {
    install('error-500-after-commit');
    expect((await pay()).status).toBe(500);
    expect(booked()).toBe(1);
  });

  it('answer-lost books, then breaks off', async () => {
    install('answer-lost');
    await expect(pay()).rejects.toThrow(/ECONNRESET|hang up/);
    expect(booked()).toBe(1);
  });

  it('truncated-json books, then breaks off in the body', async () => {
    install('truncated-json');
    await expect(pay()).rejects.toThrow();
    expect(booked()).toBe(1);
  });

  it('slow waits, then answers', async () => {
    install('slow', { delayMs: 1 });
    expect((await pay()).status).toBe(200);
    expect(booked()).toBe(1);
  });

  it('late-write books after the client gave up', async () => {
    install('late-write');
    const giveUp = new AbortController();
    const payment = pay(giveUp.signal);
    const outcome = Promise.allSettled([payment]);
    while (scene.simulator.faults.rules()[0]?.struck !== 1) await new Promise(setImmediate);
    expect(booked()).toBe(0);
    giveUp.abort();
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { name: 'AbortError' } }]);
    await scene.simulator.idle();
    expect(booked()).toBe(1);
  });

  it('token-revoked ends the session in the middle of a pull', async () => {
    scene.simulator.faults.install({ operation: 'GET /invoice', kind: 'token-revoked', skip: 1 });
    expect((await scene.client.get(LIST)).status).toBe(200);
    expect((await scene.client.get(LIST)).status).toBe(401);
    expect((await scene.client.get(LIST)).status).toBe(401);
  });

  it('row-vanishes and row-appears shift the pages', async () => {
    const later = [scene.invoice('2').id, scene.invoice('3').id];
    const page = async (from: number) =>
      (
        (await scene.client.get(`${LIST}&count=1&from=${from}`)).json['values'] as unknown as { id: number }[]
      )[0]?.id;
    expect(await page(0)).toBe(invoiceId);
    scene.simulator.faults.install({ operation: 'GET /invoice', kind: 'row-vanishes' });
    expect(await page(1)).toBe(later[1]);
    scene.simulator.faults.install({ operation: 'GET /invoice', kind: 'row-appears' });
    expect(await page(1)).toBe(later[0]);
  });

  it('company-access-withdrawn closes the company to the accountant', async () => {
    const { TripletexTestClient } = await import('../testing/tripletex-client.js');
    const key = scene.simulator.credentials.accountantToken;
    const client = await TripletexTestClient.login(scene.simulator, scene.url, key, String(scene.companyId));
    scene.simulator.faults.install({
      operation: 'GET /invoice',
      kind: 'company-access-withdrawn',
      companyId: scene.companyId,
    });
    expect((await client.get(LIST)).status).toBe(403);
    expect((await client.as(0).get('/company/>withLoginAccess')).json['values']).toEqual([]);
  });

  it('payment-type-removed makes the payment a 404', async () => {
    install('payment-type-removed');
    expect((await pay()).json).toMatchObject({ status: 404, code: 6000 });
  });

  it('period-closed makes the payment a refusal', async () => {
    install('period-closed');
    expect((await pay()).json).toMatchObject({ status: 422, code: 18000 });
    expect(booked()).toBe(0);
  });

  it('equal-timestamps changes nothing at a ledger without such an order', async () => {
    install('equal-timestamps');
    expect((await pay()).status).toBe(200);
  });

  it('every answer carries a request id, and the log names the fault', async () => {
    install('bad-gateway');
    expect((await pay()).headers['x-tlx-request-id']).toBeDefined();
    expect(scene.simulator.requests().at(-1)).toMatchObject({
      operation: 'PUT /invoice/{id}/:payment',
      status: 502,
      fault: 'bad-gateway',
    });
    expect(JSON.stringify(scene.simulator.requests())).not.toContain(scene.client.sessionToken);
  });
});

describe('a fault plan', () => {
  it('strikes the same requests for the same seed', () => {
    const drawn = (seed: number) => {
      const plan = new FaultPlan(seed, [
        { operation: '*', kind: 'error-500', probability: 0.3, times: 1000 },
      ]);
      return Array.from({ length: 60 }, () => (plan.draw('GET /invoice', 1) ? 'x' : '.')).join('');
    };
    expect(drawn(5)).toBe(drawn(5));
    expect(drawn(5)).not.toBe(drawn(6));
    expect(drawn(5)).toMatch(/x.*\..*x/);
  });

  it('lets requests through, keeps to its operation and company, and is spent', () => {
    const plan = new FaultPlan(1, [
      { operation: 'GET /invoice', kind: 'error-500', skip: 1, times: 2, companyId: 7 },
    ]);
    const draw = (operation: string, companyId: number) => plan.draw(operation, companyId)?.kind;
    expect(draw('GET /invoice/{id}', 7)).toBeUndefined();
    expect(draw('GET /invoice', 8)).toBeUndefined();
    expect([
      draw('GET /invoice', 7),
      draw('GET /invoice', 7),
      draw('GET /invoice', 7),
      draw('GET /invoice', 7),
    ]).toEqual([undefined, 'error-500', 'error-500', undefined]);
  });

  it('refuses rules it cannot play', () => {
    const plan = new FaultPlan(1);
    expect(() => plan.install({ operation: '*', kind: 'gremlins' as FaultKind })).toThrow(
      /known are rate-limited/,
    );
    expect(() => plan.install({ operation: '*', kind: 'slow', probability: 2 })).toThrow(/between 0 and 1/);
    expect(Object.keys(FAULT_KINDS)).toHaveLength(18);
  });
});
