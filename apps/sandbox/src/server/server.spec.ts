import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { ask } from '../testing/tripletex-client.js';
import { AdjustableClock } from './adjustable-clock.js';
import { jsonReply } from './exchange.js';
import { HttpServer } from './http-server.js';
import { LruCache } from './lru-cache.js';
import { RequestLog } from './request-log.js';
import { Router } from './router.js';

describe('the plumbing of simulators', () => {
  it('routes literal segments before parameters, and names each place as its route does', () => {
    const router = new Router<string>()
      .add('GET', '/invoice/{id}', 'one')
      .add('GET', '/invoice/paymentType', 'types')
      .add('GET', '/invoice/{invoiceId}/pdf', 'pdf')
      .add('PUT', '/invoice/{id}/:payment', 'pay');
    expect(router.match('GET', '/invoice/7')).toMatchObject({
      route: { handler: 'one' },
      params: { id: '7' },
    });
    expect(router.match('GET', '/invoice/paymentType')).toMatchObject({ route: { handler: 'types' } });
    expect(router.match('GET', '/invoice/7/pdf')).toMatchObject({ params: { invoiceId: '7' } });
    expect(router.match('PUT', '/invoice/7/%3Apayment')).toMatchObject({
      route: { operation: 'PUT /invoice/{id}/:payment' },
    });
    expect(router.match('DELETE', '/invoice/7')).toMatchObject({ kind: 'wrong-method', allowed: ['GET'] });
    expect(router.match('GET', '/invoice')).toEqual({ kind: 'no-such-path' });
    expect(() => router.add('GET', '/invoice/{other}', 'twice')).toThrow(/twice/);
  });

  it('refuses a body that is too large, and frees its port when closed', async () => {
    const server = new HttpServer((request) =>
      jsonReply(200, JSON.stringify({ length: request.body.length })),
    );
    const url = await server.listen();
    expect((await ask(url, { method: 'POST', body: 'x'.repeat(1000) })).json).toEqual({ length: 1000 });
    expect(
      (await ask(url, { method: 'POST', body: 'x'.repeat(3_000_000) }).catch(() => ({ status: 413 }))).status,
    ).toBe(413);
    await server.close();
    await expect(ask(url)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('keeps a bounded log and a bounded cache', () => {
    const log = new RequestLog(3);
    for (let i = 0; i < 10; i += 1) log.add({ at: '', operation: `GET /${i}`, status: 200 });
    expect(log.entries().map((entry) => entry.number)).toEqual([8, 9, 10]);
    expect(log.count).toBe(10);
    const cache = new LruCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([1, undefined, 3, 2]);
  });

  it('moves a clock that keeps running', () => {
    const base = new ManualClock(new Date('2026-01-01T00:00:00Z'));
    const clock = new AdjustableClock(base);
    clock.advanceDays(2);
    base.advanceMs(1_000);
    expect(clock.now().toISOString()).toBe('2026-01-03T00:00:01.000Z');
    clock.moveTo(new Date('2030-01-01T00:00:00Z'));
    base.advanceMs(1_000);
    expect(clock.now().toISOString()).toBe('2030-01-01T00:00:01.000Z');
  });
});
