import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultKind, FaultRule } from '../faults/fault.js';
import type { LedgerRow } from './rows.js';
import { VismaBusinessScene } from './testing/visma-business-scene.js';

const UPDATE = 'mutation updateBatch';

describe('faults', () => {
  let scene: VismaBusinessScene;
  let invoice: LedgerRow;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
    invoice = scene.invoice('100.00');
  });
  afterEach(async () => scene.close());

  const install = (kind: FaultKind, operation = UPDATE, more: Partial<FaultRule> = {}) =>
    scene.simulator.faults.install({ operation, kind, ...more });
  const booked = () => scene.simulator.ledger(scene.companyId).invoices[0]?.paymentVoucherIds.length ?? 0;
  const waiting = () => scene.simulator.ledger(scene.companyId).batches.length;

  it.each([
    ['rate-limited', 429],
    ['error-500', 500],
    ['bad-gateway', 502],
    ['html-200', 200],
    ['error-in-200', 200],
  ] as const)('%s answers %d and posts nothing, once', async (kind, status) => {
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    install(kind);
    expect((await scene.updateBatch(batchNo)).status).toBe(status);
    expect([booked(), waiting()]).toEqual([0, 1]);
    expect((await scene.updateBatch(batchNo)).json['errors']).toBeUndefined();
    expect([booked(), waiting()]).toEqual([1, 0]);
  });

  it('error-in-200 keeps the shape of the answer, with every table null', async () => {
    install('error-in-200', 'query openCustomerEntry+batch');
    const { json } = await scene.ask(
      `{ mine: useCompany(no: ${scene.companyId}) { open: openCustomerEntry { totalCount } batch { totalCount } } }`,
    );
    expect(json['errors']).toHaveLength(1);
    expect(json['data']).toEqual({ mine: { open: null, batch: null } });
  });

  it.each([
    ['full', true, /429/],
    ['no-reset', false, /rate limit/],
    ['empty', false, /^$/],
    ['html', false, /<html>/],
  ] as const)('rate-limited comes as %s', async (variant, hasHeader, body) => {
    install('rate-limited', 'query *', { variant });
    const answer = await scene.ask('{ __typename }');
    expect('retry-after' in answer.headers).toBe(hasHeader);
    expect(answer.text).toMatch(body);
  });

  it('connection-reset breaks off before anything is written', async () => {
    install('connection-reset', 'mutation batch_create');
    await expect(scene.createBatch('100.00', invoice.reference)).rejects.toThrow(/ECONNRESET|hang up/);
    expect(waiting()).toBe(0);
  });

  it.each(['answer-lost', 'truncated-json'] as const)(
    '%s at either step: what was sent is done, and the answer is not there',
    async (kind) => {
      install(kind, 'mutation batch_create');
      await expect(scene.createBatch('100.00', invoice.reference)).rejects.toThrow();
      expect([booked(), waiting()]).toEqual([0, 1]);
      install(kind);
      await expect(scene.updateBatch(1001)).rejects.toThrow();
      expect([booked(), waiting()]).toEqual([1, 0]);
    },
  );

  it('error-500-after-commit posts, then fails', async () => {
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    install('error-500-after-commit');
    expect((await scene.updateBatch(batchNo)).status).toBe(500);
    expect(booked()).toBe(1);
  });

  it('late-write posts after the client gave up', async () => {
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    install('late-write');
    const giveUp = new AbortController();
    const query = `mutation { useCompany(no: ${scene.companyId}) { batch_processings { updateBatch(filter: { batchNo: { _eq: ${batchNo} } }) { succeeded } } } }`;
    const outcome = Promise.allSettled([scene.post({ query }, { signal: giveUp.signal })]);
    while (scene.simulator.faults.rules()[0]?.struck !== 1) await new Promise(setImmediate);
    expect(booked()).toBe(0);
    giveUp.abort();
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { name: 'AbortError' } }]);
    await scene.simulator.idle();
    expect(booked()).toBe(1);
  });

  it('slow waits, then answers', async () => {
    install('slow', 'query *', { delayMs: 1 });
    expect((await scene.ask('{ __typename }')).status).toBe(200);
  });

  it('token-revoked ends the access token in the middle of a pull; the refresh token stays', async () => {
    const { accessToken, refreshToken } = scene.simulator.issueTokens();
    scene.token = accessToken;
    const query = `{ useCompany(no: ${scene.companyId}) { openCustomerEntry { totalCount } } }`;
    install('token-revoked', 'query openCustomerEntry', { skip: 1 });
    expect((await scene.ask(query)).status).toBe(200);
    expect((await scene.ask(query)).status).toBe(401);
    const renewed = await scene.tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken });
    scene.token = String(renewed.json['access_token']);
    expect((await scene.ask(query)).status).toBe(200);
  });

  it('company-access-withdrawn takes the company from whoever asks', async () => {
    install('company-access-withdrawn', 'query *', { companyId: scene.companyId });
    const { json } = await scene.ask(
      `{ useCompany(no: ${scene.companyId}) { openCustomerEntry { totalCount } } }`,
    );
    expect(json['data']).toEqual({ useCompany: { openCustomerEntry: null } });
    expect((await scene.ask('{ availableCompanies { totalCount } }')).json['data']).toEqual({
      availableCompanies: { totalCount: 0 },
    });
  });

  it.each(['period-closed', 'payment-type-removed'] as const)('%s refuses the posting', async (kind) => {
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    install(kind);
    expect((await scene.updateBatch(batchNo)).json['errors']).toHaveLength(1);
    expect([booked(), waiting()]).toEqual([0, 1]);
  });

  it('period-closed closes the month that a batch names', async () => {
    install('period-closed', 'mutation batch_create');
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    expect((await scene.updateBatch(batchNo)).json['errors']?.[0]?.['message']).toContain('is closed');
  });

  it('errors of the sign-in come in its own shape', async () => {
    install('error-in-200', 'POST /connect/token');
    expect((await scene.tokenRequest({ grant_type: 'refresh_token' })).text).toBe(
      '{"error":"temporarily_unavailable"}',
    );
  });

  it('the log names operation, company and fault, and nothing secret', async () => {
    install('bad-gateway', 'query openCustomerEntry');
    await scene.ask(`{ useCompany(no: ${scene.companyId}) { openCustomerEntry { totalCount } } }`);
    expect(scene.simulator.requests().at(-1)).toMatchObject({
      operation: 'query openCustomerEntry',
      status: 502,
      companyId: scene.companyId,
      fault: 'bad-gateway',
    });
    expect(JSON.stringify(scene.simulator.requests())).not.toContain(scene.token);
  });
});
