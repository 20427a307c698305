import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@app/domain';
import { serveXledger, type ServedXledger } from './served.js';
import { NOW } from './testing/xledger-scene.js';

const folder = mkdtempSync(join(tmpdir(), 'xledger-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a journal', () => {
  const file = join(folder, 'books.jsonl');
  const clock = new ManualClock(NOW);
  const start = (): ServedXledger =>
    serveXledger({ seed: 3, clock, companies: { preset: 'small' } }, { file });
  const request = (path: string, body: object, token = '') => ({
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    clientGone: new Promise<void>(() => undefined),
  });
  const books = ({ simulator }: ServedXledger) => {
    const { requests: _requests, usage: _usage, faults: _faults, ...state } = simulator.state();
    const rows = state.companies.map(({ companyId }) => simulator.ledger(companyId));
    return { state, rows, credentials: simulator.credentials };
  };

  it('brings back imports, what the job made of them, control requests and effects, and no token', async () => {
    const first = start();
    const { simulator } = first;
    const { token, companies } = simulator.credentials;
    const companyId = companies[0]?.companyId ?? 0;
    const ask = async (query: string) => simulator.handle(request('/graphql', { query }, token), '/graphql');
    const control = (path: string, body: object) =>
      simulator.recording.control(request(`/control/xledger${path}`, body));
    const node = (amount: string, more: string) =>
      `{node:{owner:{code:"${companies[0]?.code ?? ''}"},trRegNumber:7,postedDate:"2026-09-14",amount:"${amount}",${more}}}`;
    const made = await ask(
      `mutation{addGLImportItems(inputs:[${node('-5.00', 'account:{code:"1500"},subledger:{code:"10001"}')},${node('5.00', 'account:{code:"1579"}')}]){edges{clientId}}}`,
    );
    expect(made.body).toContain('"edges":[');
    clock.advanceMs(31 * 60_000);
    // A read lets the job run; it is not kept, and so the next start has to find the same instant by itself.
    await ask('{ arTransaction_deltas(first: 1) { edges { cursor } } }');
    clock.advanceMs(3_600_000);
    control(`/companies/${companyId}/customers`, { name: 'Ny Kunde AS' });
    control('/clock', { advanceDays: 1 });
    simulator.faults.install({ operation: '*', kind: 'row-vanishes' });
    await ask('{ __typename }');
    control('/tokens/revoke', { token });
    const before = books(first);
    expect(before.rows[0]?.importRows).toMatchObject([{ state: 'posted' }, { state: 'posted' }]);
    first.journal?.close();
    const second = start();
    expect(second.journal?.replayed).toBe(5);
    expect(books(second)).toEqual(before);
    expect(
      (await second.simulator.handle(request('/graphql', { query: '{ __typename }' }, token), '/graphql'))
        .body,
    ).toContain('Bad format');
    second.journal?.close();
    expect(readFileSync(`${file}.xledger`, 'utf8')).not.toContain(token);
  });
});
