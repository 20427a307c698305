import { createReadStream } from 'node:fs';
import { localDate } from '@app/domain';
import { SaxesParser } from 'saxes';
import { readBankFile } from '@app/bank-files';

/** One reading in a process of its own, so that its memory is its own: `read.ts <whole|bare> <file>`; answers in JSON. */
export interface Reading {
  readonly seconds: number;
  /** Of the processor: other programs do not lengthen it. */
  readonly processorSeconds: number;
  readonly entries: number;
  /** Minor units, as text. */
  readonly sum: string;
  /** Most memory the process ever had. */
  readonly megabytes: number;
}

const [mode, path = ''] = process.argv.slice(2);
const usedBefore = process.cpuUsage();
const startedAtMs = performance.now();
const { entries, sum } = mode === 'bare' ? await bare(path) : await whole(path);
const used = process.cpuUsage(usedBefore);
const reading: Reading = {
  seconds: (performance.now() - startedAtMs) / 1000,
  processorSeconds: (used.user + used.system) / 1_000_000,
  entries,
  sum: String(sum),
  megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(reading));

async function whole(file: string): Promise<{ entries: number; sum: bigint }> {
  let [count, total] = [0, 0n];
  for await (const event of readBankFile(createReadStream(file), { today: localDate('2026-11-28') })) {
    if (event.type !== 'transaction') continue;
    count += 1;
    total += event.transaction.amount.minor;
  }
  return { entries: count, sum: total };
}

/** What the parser alone takes, with nobody listening but to the entries. */
async function bare(file: string): Promise<{ entries: number; sum: bigint }> {
  const parser = new SaxesParser();
  let count = 0;
  parser.on('opentag', (tag) => {
    if (tag.name === 'Ntry') count += 1;
  });
  const stream = createReadStream(file, 'utf8');
  for await (const text of stream) parser.write(text as string);
  parser.close();
  return { entries: count, sum: 0n };
}
