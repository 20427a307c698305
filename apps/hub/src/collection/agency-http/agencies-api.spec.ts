import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signWebhook } from '@app/sandbox';
import { testClock } from '../../../../../test/support/clock.js';
import { startTestHub, type TestHub } from '../../../../../test/support/hub.js';

const API_TOKEN = 'a-token-for-tests-only-0123456789';
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const NEW_AGENCY = {
  key: 'nordvik',
  name: 'Nordvik Inkasso AS',
  baseUrl: 'https://api.nordvik.example/kravhub/',
  apiToken: 'the-key-they-gave-us',
  webhookSecrets: [WEBHOOK_SECRET],
};

describe('the register of agencies', () => {
  const clock = testClock();
  let hub: TestHub;
  let requests = 0;
  beforeAll(async () => {
    hub = await startTestHub({ clock, environment: { API_TOKEN, REQUESTS_PER_MINUTE: '40' } });
  });
  afterAll(() => hub.close());

  const ask = async (method: string, path: string, body?: object) => {
    requests += 1;
    const answer = await fetch(`${hub.url}/api/v1/agencies${path}`, {
      method,
      headers: {
        authorization: `Bearer ${API_TOKEN}`,
        'content-type': 'application/json',
        'idempotency-key': `request-${requests}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };
  const hook = (id: string, body: string) => {
    const seconds = String(Math.floor(clock.now().getTime() / 1000));
    return fetch(`${hub.url}/api/hooks/agencies/${id}`, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        'webhook-id': 'evt_1',
        'webhook-timestamp': seconds,
        'webhook-signature': signWebhook(WEBHOOK_SECRET, 'evt_1', seconds, body),
      },
      body,
    });
  };

  it('keeps an agency with its secrets sealed, and shows none', async () => {
    const { status, json } = await ask('POST', '', NEW_AGENCY);
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.any(String),
      key: 'nordvik',
      name: 'Nordvik Inkasso AS',
      baseUrl: 'https://api.nordvik.example/kravhub',
      state: 'active',
      webhookPath: `/api/hooks/agencies/${String(json['id'])}`,
      lastAnswerAt: null,
      lastFailure: null,
      lastFailureAt: null,
    });
    const rows = await hub.db.database.asOperator((tx) =>
      tx.query<{ all: string }>(
        `select (select jsonb_agg(a)::text from agency a) || (select jsonb_agg(s)::text from sealed_secret s)
           || (select jsonb_agg(o)::text from operator_audit_entry o) as all`,
      ),
    );
    for (const secret of [NEW_AGENCY.apiToken, WEBHOOK_SECRET, WEBHOOK_SECRET.slice(6)])
      expect(rows[0]?.all).not.toContain(secret);
    expect(rows[0]?.all).toContain('agency.registered');
  });

  it.each([
    ['a key that is taken', {}, 409, 'agency-key-taken'],
    ['no https', { key: 'other', baseUrl: 'http://api.nordvik.example' }, 422, 'agency-address-refused'],
    [
      'this machine',
      { key: 'other', baseUrl: 'http://127.0.0.1:3900/agency' },
      422,
      'agency-address-refused',
    ],
    [
      'a cloud’s own address',
      { key: 'other', baseUrl: 'https://169.254.169.254' },
      422,
      'agency-address-refused',
    ],
    ['a key that is none', { key: 'N O' }, 422, 'unfit-fields'],
    ['a secret that is none', { key: 'other', webhookSecrets: ['whsec_short'] }, 422, 'unfit-fields'],
    ['no secret', { key: 'other', webhookSecrets: [] }, 422, 'unfit-fields'],
    ['four secrets', { key: 'other', webhookSecrets: [1, 2, 3, 4].map(secretOf) }, 422, 'unfit-fields'],
  ])('refuses %s', async (_, more, status, code) => {
    const answer = await ask('POST', '', { ...NEW_AGENCY, ...more });
    expect(answer).toMatchObject({ status, json: { code, remedy: expect.any(String) } });
    expect(JSON.stringify(answer)).not.toContain(NEW_AGENCY.apiToken);
  });

  it('changes name and address, and not to one that is refused', async () => {
    const id = await agencyId();
    expect(await ask('PATCH', `/${id}`, { name: 'Nordvik AS' })).toMatchObject({
      json: { name: 'Nordvik AS' },
    });
    expect(await ask('PATCH', `/${id}`, { baseUrl: 'https://10.0.0.1' })).toMatchObject({ status: 422 });
    expect(await ask('PUT', `/${id}/secrets`, {})).toMatchObject({
      json: { code: 'agency-secrets-missing' },
    });
    expect(await ask('GET', `/${id}`)).toMatchObject({
      json: { name: 'Nordvik AS', baseUrl: 'https://api.nordvik.example/kravhub' },
    });
  });

  it('takes signed events without a token of ours, in whatever type they are said to be', async () => {
    const id = await agencyId();
    expect((await hook(id, '{"id": "evt_1"}')).status).toBe(202);
    expect((await hook(id, 'x'.repeat(70_000))).status).toBe(413);
    const bare = await fetch(`${hub.url}/api/v1/agencies`);
    expect(bare.status).toBe(401);
  });

  it('takes an agency out of use that nobody needs', async () => {
    const id = await agencyId();
    expect(await ask('POST', `/${id}/retire`)).toMatchObject({ status: 200, json: { state: 'retired' } });
  });

  it('lets nobody try signatures without end', async () => {
    const id = await agencyId();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 45; attempt += 1) {
      const answer = await fetch(`${hub.url}/api/hooks/agencies/${id}`, { method: 'POST', body: '{}' });
      statuses.push(answer.status);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  async function agencyId(): Promise<string> {
    const { json } = await ask('GET', '');
    const [first] = json as unknown as { id: string }[];
    if (!first) throw new Error('No agency is registered.');
    return first.id;
  }
});

function secretOf(byte: number): string {
  return `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
}
