import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from '@app/connectors';
import { HttpServer, ReceivingEnds } from '@app/sandbox';
import type { SmsMessage } from './message-channel.js';
import { SmsChannel } from './sms-channel.js';

const MESSAGE: SmsMessage = {
  id: '019a0000-0000-7000-8000-000000000001',
  to: '+4700001234',
  text: 'Hei! En vennlig påminnelse.',
};

describe('SmsChannel', () => {
  let ends: ReceivingEnds;
  let server: HttpServer;
  let url: string;
  beforeEach(async () => {
    ends = new ReceivingEnds({ smsGateway: { seed: 5 } });
    server = new HttpServer((request) => ends.smsGateway.handle(request, request.path));
    url = await server.listen();
  });
  afterEach(() => server.close());

  const channel = (more: { token?: string; sender?: string } = {}): SmsChannel =>
    new SmsChannel(
      { url: `${url}/v1`, token: ends.smsGateway.token, sender: 'Kravhub', timeoutMs: 2_000, ...more },
      createTransport(),
    );

  it('sends once, and reads back what became of it', async () => {
    expect(await channel().send(MESSAGE)).toEqual({ outcome: 'accepted', reference: 'sms-1' });
    expect(await channel().receipt(MESSAGE.id, 'sms-1')).toMatchObject({ state: 'pending' });
    ends.smsGateway.clock.advanceMs(5_000);
    expect(await channel().receipt(MESSAGE.id, 'sms-1')).toMatchObject({ state: 'delivered' });
    expect(await channel().receipt(MESSAGE.id, 'sms-2')).toBeUndefined();
  });

  it('tells that a telephone does not exist', async () => {
    await channel().send({ ...MESSAGE, to: '+4700001299' });
    ends.smsGateway.clock.advanceMs(5_000);
    expect(await channel().receipt(MESSAGE.id, 'sms-1')).toMatchObject({
      state: 'failed',
      reason: 'unknown-subscriber',
    });
  });

  it.each([
    ['rate-limited', { outcome: 'not-sent', retryAfterMs: 2_000 }],
    ['error-500', { outcome: 'unknown' }],
    ['bad-gateway', { outcome: 'unknown' }],
    ['html-200', { outcome: 'unknown' }],
    ['error-500-after-commit', { outcome: 'unknown' }],
    ['answer-lost', { outcome: 'unknown' }],
    ['truncated-json', { outcome: 'unknown' }],
    ['connection-reset', { outcome: 'unknown' }],
  ] as const)('after %s the same message is sent once', async (kind, result) => {
    ends.smsGateway.faults.install({ operation: 'POST /v1/messages', kind });
    expect(await channel().send(MESSAGE)).toMatchObject(result);
    expect(await channel().send(MESSAGE)).toMatchObject({ outcome: 'accepted', reference: 'sms-1' });
    expect(ends.smsGateway.messages()).toHaveLength(1);
  });

  it('tells a refusal by its code, and never the number', async () => {
    expect(await channel({ sender: '12345' }).send(MESSAGE)).toEqual({
      outcome: 'refused',
      reason: 'The sms gateway refused it (422): sender-not-allowed',
    });
    expect(await channel().send({ ...MESSAGE, to: '00001234' })).toMatchObject({ outcome: 'refused' });
    expect(await channel({ token: 'wrong-token' }).send(MESSAGE)).toMatchObject({
      outcome: 'not-sent',
      reason: expect.stringContaining('credentials'),
    });
    expect(ends.smsGateway.messages()).toEqual([]);
  });

  it('has sent nothing where nobody answers', async () => {
    await server.close();
    expect(await channel().send(MESSAGE)).toMatchObject({ outcome: 'not-sent' });
    expect(await channel().receipt(MESSAGE.id, 'sms-1')).toBeUndefined();
  });
});
