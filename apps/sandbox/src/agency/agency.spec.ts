import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { startSandbox } from '../sandbox.js';
import { AgencySimulator } from './simulator.js';

const CREDITOR = {
  id: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10',
  name: 'Granly Bygg AS',
  organisationNumber: '312345678',
};
const CLAIM = '019aa3c0-8a11-7000-8f00-2b7e5d1c9a11';

describe('the simulated agency', () => {
  let agency: AgencySimulator;
  let url: string;
  beforeEach(async () => {
    agency = new AgencySimulator({ seed: 3, clock: new ManualClock(new Date('2026-03-02T09:00:00Z')) });
    ({ url } = await agency.start());
  });
  afterEach(() => agency.end());

  const handOver = (payload: object = {}) => ({
    reference: `${CLAIM}:1`,
    claimId: CLAIM,
    sequence: 1,
    kind: 'hand-over',
    payload: {
      invoiceNumber: '10042',
      invoicedOn: '2026-01-02',
      dueOn: '2026-01-16',
      currency: 'NOK',
      principalMinor: '100000',
      outstandingMinor: '100000',
      debtor: { kind: 'company', name: 'Fjord og Fjell AS' },
      ...payload,
    },
  });
  const ask = async (
    path: string,
    more: RequestInit & { readonly headers?: Record<string, string> } = {},
  ) => {
    const answer = await fetch(`${url}${path}`, {
      ...more,
      headers: { authorization: `Bearer ${agency.credentials.apiToken}`, ...more.headers },
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };
  const send = (messages: unknown, key = 'key-00000001', headers: Record<string, string> = {}) =>
    ask('/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      body: JSON.stringify({ creditor: CREDITOR, messages }),
    });

  it('lets nobody in without its key', async () => {
    for (const path of ['/v1/events', '/v1/messages', '/v2/anything'])
      expect(await ask(path, { headers: { authorization: 'Bearer another' } })).toMatchObject({
        status: 401,
      });
  });

  it('gives the first answer again under the same key, and refuses the key for anything else', async () => {
    const first = await send([handOver()]);
    expect(first).toMatchObject({ status: 200, json: { results: [{ outcome: 'accepted' }] } });
    expect(await send([handOver()])).toEqual(first);
    expect(await send([handOver({ outstandingMinor: '1' })])).toMatchObject({ status: 409 });
    expect(agency.cases()).toHaveLength(1);
  });

  it.each([
    ['no list', 'x', 422],
    ['an empty list', [], 422],
    ['too many', Array.from({ length: 201 }, () => handOver()), 413],
    ['a reference that is not the message', [{ ...handOver(), reference: 'mine' }], 422],
    ['a kind that it does not know', [{ ...handOver(), kind: 'greeting' }], 422],
    ['a number that is none', [{ ...handOver(), sequence: 0, reference: `${CLAIM}:0` }], 422],
  ])('takes nothing of a batch with %s', async (_, messages, status) => {
    expect(await send(messages)).toMatchObject({ status });
    expect(agency.cases()).toEqual([]);
  });

  it('takes no batch without a key, or of another kind of content', async () => {
    expect(await send([handOver()], 'short')).toMatchObject({ status: 400 });
    expect(await send([handOver()], 'key-00000001', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    });
  });

  it.each([
    { outstandingMinor: '0' },
    { outstandingMinor: 100_000 },
    { outstandingMinor: '1000.00' },
    { dueOn: '2026-02-30' },
    { currency: 'kr' },
    { debtor: null },
    { invoiceNumber: '' },
  ])('rejects a demand of its own with %j, and says why', async (unfit) => {
    const { json } = await send([handOver(unfit)]);
    expect(json).toMatchObject({
      results: [{ outcome: 'rejected', reason: expect.stringContaining('not usable') }],
    });
  });

  it('says what it has of messages, and leaves out what never arrived', async () => {
    await send([handOver()]);
    const other = CLAIM.replace(/1$/, '2');
    const { json } = await ask(`/v1/messages?references=${CLAIM}:1,${other}:1`);
    expect(json).toEqual({
      results: [{ reference: `${CLAIM}:1`, outcome: 'accepted', agencyReference: expect.any(String) }],
    });
    expect(await ask('/v1/messages?references=')).toMatchObject({ status: 400 });
    const many = Array.from({ length: 51 }, () => `${CLAIM}:1`).join(',');
    expect(await ask(`/v1/messages?references=${many}`)).toMatchObject({ status: 400 });
  });

  it('tells its events page by page, and numbers those of a claim without a gap', async () => {
    await send([handOver()]);
    agency.reports(CLAIM, 'demand-sent');
    const { reference } = agency.pays(CLAIM, { principalMinor: 40_000n }).data;
    agency.reverses(CLAIM, String(reference));
    const first = await ask('/v1/events?limit=3');
    expect(first.json).toMatchObject({ more: true, next: 'at-3' });
    const second = await ask('/v1/events?after=at-3&limit=3');
    expect(second.json).toMatchObject({
      more: false,
      next: 'at-4',
      events: [{ data: { reverses: reference } }],
    });
    expect((await ask('/v1/events?after=at-4')).json).toEqual({ events: [], more: false, next: 'at-4' });
    expect(agency.events().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(agency.case(CLAIM)).toMatchObject({ state: 'open', outstandingMinor: 100_000n });
    for (const query of ['after=elsewhere', 'after=at-99'])
      expect(await ask(`/v1/events?${query}`)).toMatchObject({ status: 410 });
    for (const query of ['limit=0', 'limit=201', 'page=2'])
      expect(await ask(`/v1/events?${query}`)).toMatchObject({ status: 400 });
  });

  it('makes the same cases and events from the same seed', () => {
    const { credentials } = new AgencySimulator({ seed: 3 });
    expect(credentials).toEqual(agency.credentials);
    expect(new AgencySimulator({ seed: 4 }).credentials).not.toEqual(credentials);
  });
});

describe('the agency of the whole sandbox', () => {
  it('is served beside the ledgers, and turned over the control API', async () => {
    const sandbox = await startSandbox();
    try {
      const { apiToken } = sandbox.agency.credentials;
      const answer = await fetch(`${sandbox.agencyUrl}/v1/events`, {
        headers: { authorization: `Bearer ${apiToken}` },
      });
      expect(await answer.json()).toEqual({ events: [], more: false, next: 'at-0' });
      const control = `${sandbox.controlUrl}/agency`;
      expect(await (await fetch(`${control}/state`)).json()).toMatchObject({ cases: [], webhooksWaiting: 0 });
      const unknown = await fetch(`${control}/cases/${CLAIM}/payments`, { method: 'POST', body: '{}' });
      expect(unknown.status).toBe(404);
    } finally {
      await sandbox.stop();
    }
  });
});
