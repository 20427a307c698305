import { randomBytes } from 'node:crypto';
import type { lookup as systemLookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@app/domain';
import { Webhook } from 'standardwebhooks';
import { type Verdict, verdictOn } from './delivery-verdict.js';
import { gapAfter, TRIES_MAX } from './retry-schedule.js';
import { type SendResult, WebhookSender } from './webhook-sender.js';

const MESSAGE = { id: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10', body: '{"type":"claim.paid","data":{}}' };
const [OLD, NEW, FOREIGN] = [1, 2, 3].map(() => `whsec_${randomBytes(32).toString('base64')}`) as [
  string,
  string,
  string,
];
/** Of those that answer at all; never waited for. */
const TIMEOUT_MS = 20_000;
const SHORT_MS = 500;
const leadingTo = (address: string): typeof systemLookup =>
  ((_host: string, _options: object, answer: (error: null, found: object[]) => void) =>
    answer(null, [{ address, family: 4 }])) as unknown as typeof systemLookup;

/** A receiver that checks as the package of the standard does, by this machine's clock. */
const checking =
  (secret: string): RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      try {
        new Webhook(secret).verify(Buffer.concat(chunks), headers);
        response.writeHead(204).end();
      } catch {
        response.writeHead(400).end();
      }
    });
  };
const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('the webhook matrix', () => {
  let server: Server;
  let behave: RequestListener;
  let requests: number;
  let port: number;
  const told: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      behave(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    process.stdout.write(
      `\nWebhook matrix\n${['case'.padEnd(44), 'outcome'.padEnd(16), 'called'.padEnd(7), 'then'].join(' ')}\n${told.join('\n')}\n`,
    );
  });

  const send = async (
    name: string,
    options: {
      readonly receiver?: RequestListener;
      readonly url?: string;
      readonly resolve?: typeof systemLookup;
      readonly allowLoopback?: boolean;
      readonly secrets?: readonly string[];
      readonly aheadSeconds?: number;
      readonly failedBefore?: number;
      readonly timeoutMs?: number;
    },
  ): Promise<{ result: SendResult; verdict: Verdict; becomes: string; calls: number }> => {
    requests = 0;
    behave = options.receiver ?? answering(204);
    const sender = new WebhookSender({
      allowLoopback: options.allowLoopback ?? true,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      ...(options.resolve ? { resolve: options.resolve } : {}),
    });
    const now = new Date(systemClock.now().getTime() + (options.aheadSeconds ?? 0) * 1000);
    const url = options.url ?? `http://127.0.0.1:${port}/hooks?of=kravhub`;
    const result = await sender.send(url, MESSAGE, options.secrets ?? [NEW], now);
    const verdict = verdictOn(result, options.failedBefore ?? 0, now);
    const seconds = (verdict.nextAttemptAt.getTime() - now.getTime()) / 1000;
    const again = verdict.disables ? 'endpoint disabled, notice' : `again in ${seconds} s`;
    const becomes = verdict.state === 'pending' ? again : verdict.state;
    const outcome = `${result.outcome}${result.status === null ? '' : ` ${result.status}`}`;
    told.push([name.padEnd(44), outcome.padEnd(16), String(requests).padEnd(7), becomes].join(' '));
    return { result, verdict, becomes, calls: requests };
  };

  it.each<
    [name: string, options: Parameters<typeof send>[1], outcome: string, becomes: string, calls: number]
  >([
    ['a receiver that checks', { receiver: checking(NEW) }, 'delivered 204', 'delivered', 1],
    [
      'slow: no answer in time',
      { receiver: () => undefined, timeoutMs: SHORT_MS },
      'no-answer',
      'again in 5 s',
      1,
    ],
    [
      'slow: a body that never ends',
      { receiver: (_, response) => void response.writeHead(200).write('x'), timeoutMs: SHORT_MS },
      'no-answer',
      'again in 5 s',
      1,
    ],
    [
      'an answer of a megabyte',
      { receiver: answering(200, {}, 'x'.repeat(1_048_576)) },
      'no-answer',
      'again in 5 s',
      1,
    ],
    ['500', { receiver: answering(500) }, 'refused 500', 'again in 5 s', 1],
    [
      '500 for the eleventh time',
      { receiver: answering(500), failedBefore: 10 },
      'refused 500',
      'undelivered',
      1,
    ],
    [
      '503 with Retry-After',
      { receiver: answering(503, { 'retry-after': '120' }) },
      'refused 503',
      'again in 120 s',
      1,
    ],
    ['410', { receiver: answering(410) }, 'gone 410', 'endpoint disabled, notice', 1],
    [
      'redirect to a private address',
      { receiver: answering(302, { location: 'http://10.0.0.8/' }) },
      'redirected 302',
      'again in 5 s',
      1,
    ],
    [
      'redirect that keeps the method',
      { receiver: answering(308, { location: '/other' }) },
      'redirected 308',
      'again in 5 s',
      1,
    ],
    [
      'connection broken off',
      { receiver: (request) => void request.socket.destroy() },
      'no-answer',
      'again in 5 s',
      1,
    ],
    ['nobody listens', { url: 'http://127.0.0.1:1/' }, 'unreachable', 'again in 5 s', 0],
    ['loopback', { allowLoopback: false }, 'address-refused', 'again in 5 s', 0],
    ['private address', { url: 'https://10.0.0.8/hooks' }, 'address-refused', 'again in 5 s', 0],
    ['link-local address', { url: 'https://169.254.169.254/hooks' }, 'address-refused', 'again in 5 s', 0],
    ['private address in IPv6', { url: 'https://[fd00::8]/hooks' }, 'address-refused', 'again in 5 s', 0],
    ['public name without TLS', { url: 'http://hooks.example/' }, 'address-refused', 'again in 5 s', 0],
    ...['10.0.0.8', '169.254.169.254', '192.168.1.1'].map(
      (address): [string, Parameters<typeof send>[1], string, string, number] => [
        `DNS that leads to ${address}`,
        { url: 'https://hooks.example/', resolve: leadingTo(address) },
        'address-refused',
        'again in 5 s',
        0,
      ],
    ),
    [
      'DNS that leads to loopback',
      { url: 'https://hooks.example/', resolve: leadingTo('127.0.0.1'), allowLoopback: false },
      'address-refused',
      'again in 5 s',
      0,
    ],
    [
      'our clock ten minutes fast',
      { receiver: checking(NEW), aheadSeconds: 600 },
      'refused 400',
      'again in 5 s',
      1,
    ],
    [
      'our clock ten minutes slow',
      { receiver: checking(NEW), aheadSeconds: -600 },
      'refused 400',
      'again in 5 s',
      1,
    ],
    [
      'our clock two minutes off',
      { receiver: checking(NEW), aheadSeconds: 120 },
      'delivered 204',
      'delivered',
      1,
    ],
    [
      'rotation: receiver has the old secret',
      { receiver: checking(OLD), secrets: [NEW, OLD] },
      'delivered 204',
      'delivered',
      1,
    ],
    [
      'rotation: receiver has the new secret',
      { receiver: checking(NEW), secrets: [NEW, OLD] },
      'delivered 204',
      'delivered',
      1,
    ],
    [
      'rotation over: receiver has the old one',
      { receiver: checking(OLD), secrets: [NEW] },
      'refused 400',
      'again in 5 s',
      1,
    ],
    [
      'a secret of somebody else',
      { receiver: checking(FOREIGN), secrets: [NEW, OLD] },
      'refused 400',
      'again in 5 s',
      1,
    ],
  ])('%s', async (name, options, outcome, becomes, calls) => {
    const found = await send(name, options);
    const { result } = found;
    expect([
      `${result.outcome}${result.status === null ? '' : ` ${result.status}`}`,
      found.becomes,
      found.calls,
    ]).toEqual([outcome, becomes, calls]);
    expect(result.note).toMatch(/\w.*\.$/);
  });

  it('tries for three days with growing gaps, then no more', () => {
    const gaps = Array.from({ length: TRIES_MAX - 1 }, (_, tries) => Number(gapAfter(tries + 1)));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(gaps.reduce((sum, gap) => sum + gap) / 3_600).toBeGreaterThan(70);
    expect(gaps.reduce((sum, gap) => sum + gap) / 3_600).toBeLessThanOrEqual(72);
    expect(gapAfter(TRIES_MAX)).toBeUndefined();
  });

  it('waits as long as a receiver asks, a day at most, and never less than its own gap', () => {
    expect([gapAfter(1, 0), gapAfter(1, 90), gapAfter(3, 90), gapAfter(1, 10_000_000)]).toEqual([
      5, 90, 300, 86_400,
    ]);
  });
});
