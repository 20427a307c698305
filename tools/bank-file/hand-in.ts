import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const STANDARD_API = 'http://127.0.0.1:3800';
const LOOK_EVERY_MS = 500;
/** Half an hour: a file of a gigabyte takes minutes. */
const LOOKS_MAX = 3_600;

export interface HandInTerms {
  readonly token: string | undefined;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

interface FileAnswer {
  readonly id: string;
  readonly state: string;
  readonly sentence: string;
}

/** @returns the exit code: 0 all taken in, or told before; 1 one was refused; 2 one could not be handed in */
export async function handIn(words: readonly string[], { token, out, err }: HandInTerms): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { api: { type: 'string', default: STANDARD_API } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    err('Usage: npm run bank-file -- FILE … [--api http://127.0.0.1:3800]');
    return 2;
  }
  let code = 0;
  for (const path of positionals) {
    try {
      const { state, sentence } = await oneFile(`${values.api}/api/v1/bank-files`, path, token);
      out(`${basename(path)}: ${state}. ${sentence}`);
      if (state === 'refused') code = Math.max(code, 1);
    } catch (error) {
      err(`${basename(path)}: ${error instanceof Error ? error.message : String(error)}`);
      code = 2;
    }
  }
  return code;
}

async function oneFile(address: string, path: string, token: string | undefined): Promise<FileAnswer> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { size } = await stat(path);
  const query = new URLSearchParams({ name: basename(path), source: 'command-line' });
  const sent = await fetch(`${address}?${query}`, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'idempotency-key': randomUUID(),
    },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit);
  let file = await answerOf(sent);
  for (let look = 0; file.state === 'received' && look < LOOKS_MAX; look += 1) {
    await delay(LOOK_EVERY_MS);
    file = await answerOf(await fetch(`${address}/${file.id}`, { headers }));
  }
  return file;
}

/** @throws Error with the hub's own words where it refuses */
async function answerOf(response: Response): Promise<FileAnswer> {
  const body = (await response.json()) as FileAnswer & { readonly detail?: string; readonly remedy?: string };
  if (!response.ok) throw new Error(`${body.detail ?? response.statusText} ${body.remedy ?? ''}`.trim());
  return body;
}
