import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@app/domain';
import { serveVismaBusiness, type ServedVismaBusiness } from './served.js';
import { batchCreate, CALLBACK, CHALLENGE, NOW, VERIFIER } from './testing/visma-business-scene.js';

const folder = mkdtempSync(join(tmpdir(), 'visma-business-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a journal', () => {
  const file = join(folder, 'books.jsonl');
  const clock = new ManualClock(NOW);
  const start = (): ServedVismaBusiness =>
    serveVismaBusiness({ seed: 3, clock, companies: { preset: 'small' } }, { file });
  const request = (method: string, target: string, more: object = {}) => {
    const url = new URL(target, 'http://127.0.0.1');
    return {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: {},
      body: '',
      clientGone: new Promise<void>(() => undefined),
      ...more,
    };
  };
  const books = ({ simulator }: ServedVismaBusiness) => {
    const { requests: _requests, faults: _faults, companies, ...state } = simulator.state();
    const ledgers = companies.map(({ companyId }) => simulator.ledger(companyId));
    return { state, companies, ledgers, credentials: simulator.credentials };
  };

  it('brings back sign-ins, postings, control requests and effects, and writes no secret down', async () => {
    const first = start();
    const { simulator } = first;
    const { web, people, companies } = simulator.credentials;
    const companyId = companies[0]?.companyId ?? 0;
    const send = async (path: string, more: object, method = 'POST') => {
      const asked = request(method, path, more);
      return simulator.handle(asked, asked.path);
    };
    const control = (method: string, path: string, body?: object) =>
      simulator.recording.control(
        request(method, `/control/visma-business${path}`, body ? { body: JSON.stringify(body) } : {}),
      );
    const ask = async (token: string, query: string) =>
      send('/api/graphql', {
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    const exchange = async (form: object) => {
      const { body } = await send('/connect/token', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id: web.clientId,
          client_secret: web.clientSecret,
          ...form,
        }).toString(),
      });
      return JSON.parse(String(body)) as { access_token: string; refresh_token: string };
    };
    const query = new URLSearchParams({
      client_id: web.clientId,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid offline_access business-graphql-api:access-group-based',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    });
    control('POST', '/sign-in', { outcome: 'approve', personId: people[0]?.id });
    const { headers } = await send(`/connect/authorize?${query.toString()}`, {}, 'GET');
    const code = new URL(headers['location'] ?? '').searchParams.get('code') ?? '';
    const signedIn = await exchange({
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    });
    const { access_token, refresh_token } = await exchange({
      grant_type: 'refresh_token',
      refresh_token: signedIn.refresh_token,
    });
    const open = simulator.ledger(companyId).invoices.find(({ outstanding }) => outstanding !== '0.00');
    const row = simulator.ledger(companyId).rows.find(({ id }) => id === open?.id);
    const insert = batchCreate(row?.customerNo ?? 0, '1.00', row?.invoiceNo ?? '', 'KH-1');
    await ask(access_token, `mutation { useCompany(no: ${companyId}) { ${insert} } }`);
    clock.advanceMs(60_000);
    const update = 'batch_processings { updateBatch { succeeded } }';
    await ask(access_token, `mutation { useCompany(no: ${companyId}) { ${update} } }`);
    control('POST', `/companies/${companyId}/customers`, { name: 'Ny Kunde AS' });
    control('POST', '/clock', { advanceDays: 1 });
    simulator.faults.install({ operation: '*', kind: 'row-vanishes' });
    await ask(access_token, `{ useCompany(no: ${companyId}) { batch { totalCount } } }`);
    const before = books(first);
    expect(before.ledgers[0]?.updatedBatches).toHaveLength(1);
    first.journal?.close();

    const second = start();
    expect(second.journal?.replayed).toBe(9);
    expect(books(second)).toEqual(before);
    const again = request('POST', '/connect/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: web.clientId,
        client_secret: web.clientSecret,
        grant_type: 'refresh_token',
        refresh_token,
      }).toString(),
    });
    expect((await second.simulator.handle(again, again.path)).status).toBe(200);
    second.journal?.close();
    const kept = readFileSync(`${file}.visma-business`, 'utf8');
    for (const secret of [access_token, refresh_token, signedIn.refresh_token, web.clientSecret])
      expect(kept).not.toContain(secret);
  });
});
