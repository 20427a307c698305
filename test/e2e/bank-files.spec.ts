import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { WatchedFolder } from '../../apps/hub/src/payments/files/watched-folder.js';
import { entry, notification, payment } from '../../apps/hub/src/payments/testing/bank-messages.js';
import { OTHER_IBAN } from '../../apps/hub/src/payments/testing/payments-bench.js';
import { handIn } from '../../tools/bank-file/hand-in.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi, refusal } from '../support/hub-api.js';
import { waitFor } from '../support/wait-for.js';

interface FileAnswer {
  readonly id: string;
  readonly state: string;
  readonly source: string;
  readonly sentence: string;
  readonly transactions: number;
}

interface TransactionAnswer {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly open: { readonly amount: string };
}

describe('files from the bank', () => {
  let hub: TestHub;
  let api: HubApi;
  let folder: string;
  let turn: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kravhub-bank-files-'));
    hub = await startTestHub({
      clock: new ManualClock(new Date('2026-03-02T09:00:00.000Z')),
      environment: { BANK_FILES_FOLDER: folder, BANK_FILE_BYTES_MAX: '1000000' },
    });
    api = new HubApi(hub.url);
    turn = () => hub.app.get(WatchedFolder).look(folder, new AbortController().signal);
    await api.post('/collector-accounts', {
      kind: 'iban',
      number: 'NO93 8601 1117 947',
      currency: 'NOK',
      name: 'Client account',
    });
  });
  afterAll(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  const upload = (
    content: string | Readable,
    more: { key?: string; type?: string } = {},
  ): Promise<Response> =>
    fetch(`${hub.url}/api/v1/bank-files?name=${encodeURIComponent('betalinger mars.xml')}`, {
      method: 'POST',
      headers: {
        'content-type': more.type ?? 'application/octet-stream',
        'idempotency-key': more.key ?? randomUUID(),
      },
      body: typeof content === 'string' ? content : Readable.toWeb(content),
      duplex: 'half',
    } as RequestInit);
  const read = (id: string): Promise<FileAnswer> =>
    waitFor('the file was read', async () => {
      const file = await api.get<FileAnswer>(`/bank-files/${id}`);
      return file.state !== 'received' && file;
    });
  const money = (minor: bigint, text: string): string => notification([entry([payment(minor, { text })])]);
  const listed = async (query: string): Promise<TransactionAnswer[]> =>
    (await api.get<{ transactions: TransactionAnswer[] }>(`/bank-transactions?${query}`)).transactions;
  const folders = async (): Promise<Record<string, string[]>> => ({
    in: await readdir(join(folder, 'in')),
    done: await readdir(join(folder, 'done')),
    refused: await readdir(join(folder, 'refused')),
  });

  it('are streamed in over the API, kept as they came, read and booked', async () => {
    const content = money(125_050n, 'hei');
    const key = randomUUID();
    const answer = await upload(Readable.from([content.slice(0, 100), content.slice(100)].map(Buffer.from)), {
      key,
    });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as FileAnswer;
    expect(await read(id)).toMatchObject({ state: 'taken-in', source: 'api', transactions: 1 });
    const bytes = await fetch(`${hub.url}/api/v1/bank-files/${id}/content`);
    expect(await bytes.text()).toBe(content);
    // The same request again, and the same bytes as a new request.
    expect(await (await upload(content, { key })).json()).toMatchObject({ id });
    expect(await (await upload(content)).json()).toMatchObject({ state: 'duplicate', sameAs: id });
    const [open] = await waitFor('the money is open', async () => {
      const found = await listed(`fileId=${id}`);
      return found.length > 0 && found;
    });
    expect(open).toMatchObject({ reason: 'no-reference', open: { amount: '1250.50' } });
    const assigned = await refusal(
      api.post(`/bank-transactions/${open?.id}/assign`, {
        open: '1250.50',
        shares: [{ claimId: randomUUID() }],
      }),
    );
    expect(assigned).toMatchObject({ status: 422, code: 'desk-request-unfit' });
    const aside = { reason: 'Asked the payer.', by: 'kari' };
    expect(await api.post(`/bank-transactions/${open?.id}/set-aside`, aside)).toMatchObject({
      state: 'set-aside',
    });
    expect(hub.log()).not.toContain('hei');
  });

  it('are refused as requests when they are too large, or sent as fields', async () => {
    expect((await upload('x'.repeat(1_000_001))).status).toBe(413);
    expect((await upload('{}', { type: 'application/json' })).status).toBe(415);
    expect(await read(((await (await upload('NY0000')).json()) as FileAnswer).id)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('line 1'),
    });
  });

  it('wait on an account that nobody has added', async () => {
    const content = notification([entry([payment(500n)])], { iban: OTHER_IBAN, currency: 'SEK' });
    const { id } = (await (await upload(content)).json()) as FileAnswer;
    await read(id);
    expect(await listed(`fileId=${id}&state=waiting-account`)).toHaveLength(1);
    const number = { kind: 'iban', number: OTHER_IBAN, name: 'Sweden' };
    expect(
      await refusal(api.post('/collector-accounts', { ...number, currency: 'SEK', number: 'SE123' })),
    ).toMatchObject({
      code: 'account-number-unfit',
    });
    await api.post('/collector-accounts', { ...number, currency: 'SEK' });
    await waitFor('it is booked', async () => (await listed(`fileId=${id}`)).length === 1);
  });

  it('are taken from the folder when they no longer grow, and moved on when they are read', async () => {
    await turn();
    const lay = async (name: string, content: string): Promise<void> => {
      await writeFile(join(folder, 'in', `${name}.part`), content);
      await turn();
      await turn();
      await rename(join(folder, 'in', `${name}.part`), join(folder, 'in', name));
    };
    await lay('good.xml', money(700n, 'folder'));
    await lay('bad.xml', 'this is no file of a bank');
    expect(await folders()).toEqual({ in: ['bad.xml', 'good.xml'], done: [], refused: [] });
    await writeFile(join(folder, 'in', 'grows.xml'), 'NY');
    await waitFor('the files were moved on', async () => {
      // It grows between each two turns, and is left where it is.
      await writeFile(join(folder, 'in', 'grows.xml'), 'x', { flag: 'a' });
      await turn();
      return (await folders())['in']?.length === 1;
    });
    expect(await folders()).toEqual({ in: ['grows.xml'], done: ['good.xml'], refused: ['bad.xml'] });
    await rm(join(folder, 'in', 'grows.xml'));
  });

  it('are known again when the process died after they were kept and before they were moved', async () => {
    const content = money(900n, 'died in between');
    await mkdir(join(folder, 'in'), { recursive: true });
    await writeFile(join(folder, 'in', 'kept.xml'), content);
    const files = async (): Promise<number> =>
      (await hub.db.database.asOperator((tx) => tx.query('select 1 from bank_file'))).length;
    await turn();
    await turn();
    const before = await files();
    await waitFor('it was moved on', async () => {
      await turn();
      return (await readdir(join(folder, 'done'))).includes('kept.xml');
    });
    await writeFile(join(folder, 'in', 'kept.xml'), content);
    await waitFor('it was moved on again', async () => {
      await turn();
      return (await readdir(join(folder, 'in'))).length === 0;
    });
    expect(await files()).toBe(before);
    expect((await readdir(join(folder, 'done'))).filter((name) => name.endsWith('kept.xml'))).toHaveLength(2);
  });

  it('are handed in by the command line, which tells what became of each', async () => {
    const lines: string[] = [];
    const terms = {
      token: undefined,
      out: (line: string) => void lines.push(line),
      err: (line: string) => void lines.push(line),
    };
    const [good, bad] = [join(folder, 'cli.xml'), join(folder, 'cli.txt')];
    await writeFile(good, money(1_100n, 'command line'));
    await writeFile(bad, 'nothing of a bank');
    expect(await handIn([good, '--api', hub.url], terms)).toBe(0);
    expect(await handIn([good, bad, '--api', hub.url], terms)).toBe(1);
    expect(await handIn([join(folder, 'missing'), '--api', hub.url], terms)).toBe(2);
    expect(await handIn([], terms)).toBe(2);
    expect(lines).toEqual([
      expect.stringContaining('cli.xml: taken-in. The camt.054 file has been read: 1 transaction'),
      expect.stringContaining('cli.xml: duplicate.'),
      expect.stringContaining('cli.txt: refused. The bank'),
      expect.stringMatching(/^missing: .*ENOENT/),
      expect.stringContaining('Usage:'),
    ]);
  });
});
