import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@app/domain';
import { HttpServer } from '../server/http-server.js';
import { serveFortnox, type ServedFortnox } from './served.js';
import { send } from './testing/fortnox-scene.js';

const NOW = new Date('2026-09-14T10:00:00Z');

describe('a journal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fortnox-journal-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('brings back books, tokens and drafts, and holds no secret', async () => {
    const file = join(folder, 'journal.jsonl');
    const clock = new ManualClock(NOW);
    const serve = (): ServedFortnox =>
      serveFortnox(
        { seed: 5, clock, companies: { preset: 'small' }, limits: { requestsMax: 'unlimited' } },
        { file },
      );
    const listen = async ({ simulator }: ServedFortnox): Promise<{ url: string; server: HttpServer }> => {
      const server = new HttpServer((request) =>
        request.path.startsWith('/control/')
          ? simulator.recording.control(request)
          : simulator.handle(request, request.path),
      );
      return { url: await server.listen(), server };
    };

    const first = serve();
    const { url, server } = await listen(first);
    const { clientId, clientSecret, companies } = first.simulator.credentials;
    const tenantId = companies[0]?.tenantId ?? 0;
    const json = { 'content-type': 'application/json' };
    const login = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const form = { authorization: login, 'content-type': 'application/x-www-form-urlencoded' };
    await send(`${url}/control/fortnox/sign-in`, {
      method: 'POST',
      headers: json,
      body: { outcome: 'approve', tenantId },
    });
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      state: 's',
      scope: 'invoice payment',
      redirect_uri: 'http://localhost/cb',
      account_type: 'service',
    });
    const back = await send(`${url}/oauth-v1/auth?${query.toString()}`);
    const code = new URL(String(back.headers['location'])).searchParams.get('code') ?? '';
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'http://localhost/cb',
    });
    const tokens = await send(`${url}/oauth-v1/token`, {
      method: 'POST',
      headers: form,
      body: body.toString(),
    });
    const token = String(tokens.json['access_token']);
    const headers = { ...json, authorization: `Bearer ${token}` };
    const open = first.simulator
      .ledger(tenantId)
      .invoices.find(({ outstanding }) => Number(outstanding) > 100);
    const InvoicePayment = { InvoiceNumber: Number(open?.documentNumber), Amount: 10 };
    const post = async (): Promise<unknown> =>
      send(`${url}/3/invoicepayments`, { method: 'POST', headers, body: { InvoicePayment } });
    await post();
    first.simulator.faults.install({ operation: 'POST /3/invoicepayments', kind: 'answer-lost' });
    await expect(post()).rejects.toThrow();
    await send(
      `${url}/3/invoicepayments/${first.simulator.ledger(tenantId).payments.at(-1)?.number}/bookkeep`,
      {
        method: 'PUT',
        headers: { authorization: headers.authorization },
      },
    );
    await send(`${url}/3/invoices/${open?.documentNumber}/email`, { headers });
    const before = first.simulator.ledger(tenantId);
    expect(before.sideEffects).toHaveLength(1);
    await server.close();
    first.journal?.close();

    const kept = readFileSync(`${file}.fortnox`, 'utf8');
    for (const secret of [token, String(tokens.json['refresh_token']), clientSecret]) {
      expect(kept.includes(secret)).toBe(false);
    }
    clock.advanceMs(1_000);
    const second = serve();
    expect(second.journal?.replayed).toBe(7);
    expect(second.simulator.ledger(tenantId)).toEqual(before);
    const later = await listen(second);
    const list = await send(`${later.url}/3/invoices`, { headers });
    await later.server.close();
    second.journal?.close();
    expect(list.status).toBe(200);
  });
});
