import { describe, expect, it } from '@jest/globals';
import { answer, createHubClient, ProblemError } from './index.js';

const PROBLEM = {
  type: '/api/docs#problem-unfit-fields',
  title: 'Something is unfit.',
  status: 422,
  detail: 'The label is blank.',
  consequence: 'Nothing was stored.',
  remedy: 'Write one.',
  code: 'unfit-fields',
  requestId: 'r-1',
  fields: [{ field: 'label', reason: 'is blank' }],
};

function clientThatGets(response: () => Response | Promise<Response>) {
  const sent: Request[] = [];
  const client = createHubClient({
    baseUrl: 'http://hub.example',
    newKey: () => 'key-1',
    fetch: (request) => {
      sent.push(request);
      return Promise.resolve(response());
    },
  });
  return { client, sent };
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('the client of the hub', () => {
  it('hands out what is answered', async () => {
    const { client, sent } = clientThatGets(() => json({ userId: 'u', memberships: [] }));
    await expect(answer(client.GET('/api/v1/me'))).resolves.toEqual({ userId: 'u', memberships: [] });
    expect(sent[0]?.credentials).toBe('same-origin');
    expect(sent[0]?.headers.has('idempotency-key')).toBe(false);
  });

  it('names each POST once, and keeps the name that a caller gives', async () => {
    const { client, sent } = clientThatGets(() => json({ organisationId: 'o' }, 201));
    const body = { name: 'Fjordtall', kind: 'accounting-firm' as const };
    await client.POST('/api/v1/organisations', { body });
    await client.POST('/api/v1/organisations', { body, headers: { 'idempotency-key': 'mine' } });
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key-1', 'mine']);
  });

  it('throws a refusal with cause, consequence and remedy', async () => {
    const { client } = clientThatGets(() => json(PROBLEM, 422));
    const refused = await answer(client.GET('/api/v1/me')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({
      status: 422,
      code: 'unfit-fields',
      detail: 'The label is blank.',
      consequence: 'Nothing was stored.',
      remedy: 'Write one.',
      fields: [{ field: 'label', reason: 'is blank' }],
    });
  });

  it('says what to do where a proxy answers with a page of its own', async () => {
    const { client } = clientThatGets(
      () => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'retry-after': '5' } }),
    );
    await expect(answer(client.GET('/api/v1/me'))).rejects.toMatchObject({
      status: 502,
      code: 'not-understood',
      retryAfterSeconds: 5,
    });
  });

  it('says what to do where nothing answers', async () => {
    const { client } = clientThatGets(() => Promise.reject(new TypeError('fetch failed')));
    await expect(answer(client.GET('/api/v1/me'))).rejects.toMatchObject({ status: 0, code: 'no-answer' });
  });
});
