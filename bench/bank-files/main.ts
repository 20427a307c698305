import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { sumOf, writeLargeFile } from './large-file.js';
import type { Reading } from './read.js';

/**
 * `npm run bench:bank-files [-- --entries 200000] [--memory 20000]`; see bench/README.md. Exit 1 when an entry was not
 * read, or memory grows with the file.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '200000' },
    memory: { type: 'string', default: '20000' },
  },
});
const FLATNESS = 0.2;
/** Most that is garbage at once; without it the runtime lets it grow with the time that it runs. */
const YOUNG_SPACE = '--max-semi-space-size=8';

const folder = await mkdtemp(join(tmpdir(), 'kravhub-bank-files-'));
try {
  const [entries, few] = [Number(values.entries), Number(values.memory)];
  const [large, small] = [join(folder, 'large.xml'), join(folder, 'small.xml')];
  await writeLargeFile(large, entries);
  await writeLargeFile(small, few);
  const megabytes = Math.round((await stat(large)).size / 1_000_000);
  const bare = await readIn('bare', large);
  const whole = await readIn('whole', large);
  const least = await readIn('whole', small);
  const isWhole =
    whole.entries === entries && whole.sum === String(sumOf(entries)) && bare.entries === entries;
  const middle = (whole.megabytes + least.megabytes) / 2;
  const isFlat = Math.abs(whole.megabytes - least.megabytes) / 2 <= middle * FLATNESS;
  process.stdout.write(
    [
      `camt.054 of ${entries} entries, ${megabytes} MB`,
      `  read and checked        ${speed(whole)}`,
      `  bare parsing            ${speed(bare)}`,
      `  the processor's share   ${Math.round((100 * bare.processorSeconds) / whole.processorSeconds)} % is bare parsing`,
      `  memory                  ${least.megabytes} MB at ${few}, ${whole.megabytes} MB at ${entries}`,
      `  ${isWhole ? 'holds' : 'FAILS'}  every entry read, to the øre`,
      `  ${isFlat ? 'holds' : 'FAILS'}  memory flat within ±${FLATNESS * 100} %`,
      '',
    ].join('\n'),
  );
  process.exitCode = isWhole && isFlat ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function speed({ seconds, processorSeconds, entries }: Reading): string {
  const rates = [entries / seconds, entries / processorSeconds].map((rate) => Math.round(rate));
  return `${rates[0]} entries/s (${seconds.toPrecision(3)} s), ${rates[1]} a second of the processor`;
}

/** In a process of its own, with the same loader that runs this one. */
async function readIn(mode: 'whole' | 'bare', file: string): Promise<Reading> {
  const program = join(import.meta.dirname, 'read.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    YOUNG_SPACE,
    program,
    mode,
    file,
  ]);
  return JSON.parse(stdout) as Reading;
}
