import { afterAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { JournalFolder } from './testing/journal-scene.js';
import { ask, type Json } from './testing/tripletex-client.js';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const HOOKS = fileURLToPath(new URL('../../../test/support/typescript-hooks.mjs', import.meta.url));

interface Ready {
  readonly controlUrl: string;
  readonly replayed: number;
  readonly tripletex: { readonly companies: readonly { readonly companyId: number }[] };
}

describe('the process with SANDBOX_JOURNAL', () => {
  const folder = new JournalFolder();
  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await folder.remove();
  });

  const start = (file: string, seed = '3'): ChildProcess => {
    const env = { ...process.env, SANDBOX_JOURNAL: file, SANDBOX_SIZE: 'small', NODE_OPTIONS: '' };
    const args = ['--no-warnings', '--import', HOOKS, MAIN, '--port=0', `--seed=${seed}`];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  };
  const ready = async (child: ChildProcess): Promise<Ready> => {
    if (!child.stdout) throw new Error('The process has no output.');
    for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Ready;
    throw new Error('The process ended before it was ready.');
  };
  const ledger = async ({ controlUrl, tripletex }: Ready): Promise<Json> =>
    (await ask(`${controlUrl}/tripletex/companies/${tripletex.companies[0]?.companyId}/ledger`)).json;

  it('lives on after kill -9, and refuses another seed with exit code 2', async () => {
    const file = folder.file();
    const first = start(file);
    const { controlUrl, tripletex, ...rest } = await ready(first);
    expect(rest.replayed).toBe(0);
    const company = `${controlUrl}/tripletex/companies/${tripletex.companies[0]?.companyId}`;
    const before = await ledger({ controlUrl, tripletex, ...rest });
    const open = (before['invoices'] as unknown as { id: number; outstanding: string }[]).find(
      (row) => Number(row.outstanding) > 100,
    );
    const paid = await ask(`${company}/invoices/${open?.id}/payments`, {
      method: 'POST',
      body: { amount: '12.50' },
    });
    expect(paid.status).toBe(200);
    const after = await ledger({ controlUrl, tripletex, ...rest });
    first.kill('SIGKILL');
    await once(first, 'exit');

    const second = start(file);
    const again = await ready(second);
    expect(again.replayed).toBe(1);
    expect(again.tripletex).toEqual(tripletex);
    expect(await ledger(again)).toEqual(after);
    second.kill('SIGTERM');
    expect(await once(second, 'exit')).toEqual([0, null]);

    const kept = readFileSync(file);
    const third = start(file, '4');
    let said = '';
    third.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(third, 'close')).toEqual([2, null]);
    expect(said).toContain('it was begun with seed 3 instead of 4. Remedy: delete the file');
    expect(readFileSync(file).equals(kept)).toBe(true);
  });
});
