import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Reply } from '../server/exchange.js';
import { ReceivingEnds } from './receiving-ends.js';
import { SmsGateway } from './sms-gateway.js';
import { request } from './testing/request.js';

const BODY = { from: 'Kravhub', to: '+4700001234', text: 'Hei', reference: 'a' };

describe('the sms gateway', () => {
  let gateway: SmsGateway;
  beforeEach(() => {
    gateway = new SmsGateway({ seed: 3, clock: { now: () => new Date('2026-11-27T10:00:00Z') } });
  });

  const post = (body: unknown, key = 'k1', more: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    gateway.handle(
      request('POST', '/v1/messages', {
        headers: {
          authorization: `Bearer ${gateway.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          ...more,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      '/v1/messages',
    );
  const status = async (id: string): Promise<unknown> => {
    const path = `/v1/messages/${id}`;
    const reply = await gateway.handle(
      request('GET', path, { headers: { authorization: `Bearer ${gateway.token}` } }),
      path,
    );
    return JSON.parse(String(reply.body));
  };

  it('takes a message once, whoever repeats it', async () => {
    const [first, again] = [await post(BODY), await post(BODY)];
    expect(first).toMatchObject({ status: 202, body: '{"id":"sms-1","status":"queued"}' });
    expect(again).toEqual(first);
    expect(gateway.messages()).toHaveLength(1);
    expect(await post({ ...BODY, text: 'Hallo' })).toMatchObject({ status: 409 });
    expect(await post(BODY, 'k2')).toMatchObject({ status: 202, body: '{"id":"sms-2","status":"queued"}' });
  });

  it.each([
    [{ ...BODY, to: '00001234' }, 'recipient-not-e164'],
    [{ ...BODY, to: '+0700001234' }, 'recipient-not-e164'],
    [{ ...BODY, from: 'Kravhub Inkasso' }, 'sender-not-allowed'],
    [{ ...BODY, from: '12345' }, 'sender-not-allowed'],
    [{ ...BODY, text: ' ' }, 'text-missing'],
    [{ ...BODY, text: 'a'.repeat(1_531) }, 'text-too-long'],
    [{ ...BODY, reference: '' }, 'reference-missing'],
    ['{', 'json-malformed'],
  ])('refuses %j', async (body, error) => {
    expect(await post(body)).toMatchObject({ status: 422, body: JSON.stringify({ error }) });
    expect(gateway.messages()).toEqual([]);
  });

  it('wants token, key and JSON', async () => {
    expect(await post(BODY, 'k', { authorization: 'Bearer x' })).toMatchObject({ status: 401 });
    expect(await post(BODY, '')).toMatchObject({ status: 400 });
    expect(await post(BODY, 'k', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  it('tells what became of it, by the clock', async () => {
    await post(BODY);
    await post({ ...BODY, to: '+4700001299' }, 'k2');
    expect(await status('sms-1')).toMatchObject({ status: 'queued', at: '2026-11-27T10:00:00.000Z' });
    gateway.clock.advanceMs(1_500);
    expect(await status('sms-1')).toMatchObject({ status: 'sent' });
    gateway.clock.advanceMs(1_500);
    expect(await status('sms-1')).toMatchObject({ status: 'delivered', at: '2026-11-27T10:00:03.000Z' });
    expect(await status('sms-2')).toMatchObject({ status: 'failed', error: 'unknown-subscriber' });
    expect(await status('sms-3')).toEqual({ error: 'no-such-message' });
  });

  it.each([
    ['rate-limited', 429, 0],
    ['error-500', 500, 0],
    ['error-500-after-commit', 500, 1],
    ['answer-lost', 0, 1],
  ] as const)('misbehaves as %s', async (kind, answered, kept) => {
    gateway.faults.install({ operation: 'POST /v1/messages', kind });
    expect(await post(BODY)).toMatchObject({ status: answered });
    expect(gateway.messages()).toHaveLength(kept);
    expect(await post(BODY)).toMatchObject({ status: 202 });
    expect(gateway.messages()).toHaveLength(1);
  });

  it('shows its messages on a page', async () => {
    const ends = new ReceivingEnds();
    gateway = ends.smsGateway;
    await post({ ...BODY, text: '<Hei>' });
    const page = await ends.served[1]?.handle(request('GET', '/sms-gateway/'), '/');
    expect(page?.body).toContain('<td>&lt;Hei&gt;</td>');
  });
});
