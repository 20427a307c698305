import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { localDate, ManualClock } from '@app/domain';
import { camtParts } from '../../libs/bank-files/src/testing/write-camt.js';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { PaymentsParts } from '../../apps/hub/src/payments/testing/payments-parts.js';
import { ACCOUNT, BENCH_NOW } from './fill.js';

/** One process that takes in and reads one file of so many bytes, which is written while it is sent; prints one JSON line. */
const [url = '', size = ''] = process.argv.slice(2);
const BYTES = Number(size);
const DAY = localDate('2026-11-27');
/** What a payer may write: as much as the format has room for, so that the file is large and its rows are not too many. */
const TEXTS = Array.from({ length: 12 }, (_, line) => `${line} `.padEnd(140, 'innbetaling '));

let entries = 0;
async function* file(): AsyncGenerator<Buffer> {
  const parts = camtParts({
    format: 'camt.054',
    version: '08',
    messageId: 'BENCH-LARGE',
    createdAt: `${DAY}T06:00:00+01:00`,
  });
  const report = { id: 'BENCH', iban: ACCOUNT, currency: 'NOK' as const, openingMinor: 0n };
  const none = { creditCount: 0, debitCount: 0, credits: 0n, debits: 0n };
  // How many there will be is not known at the head: a file need not say.
  yield Buffer.from(parts.head + parts.reportHead(report, none).replace(/<TxsSummry>.*<\/TxsSummry>/s, ''));
  for (let bytes = 0; bytes < BYTES;) {
    const piece: string[] = [];
    for (let at = 0; at < 200; at += 1) piece.push(parts.entry(entryOf((entries += 1)), 'NOK'));
    const buffer = Buffer.from(piece.join(''));
    bytes += buffer.length;
    yield buffer;
  }
  yield Buffer.from(parts.reportTail + parts.tail);
}

function entryOf(number: number): Parameters<ReturnType<typeof camtParts>['entry']>[0] {
  return {
    direction: 'credit',
    isReversal: false,
    bookedOn: DAY,
    valueOn: DAY,
    bankReference: `B${number}`,
    transactions: [
      {
        amountMinor: BigInt(number),
        direction: 'credit',
        endToEndId: `E${number}`,
        references: [],
        texts: TEXTS,
      },
    ],
  };
}

const database = new Database(createDataSource({ url, poolMax: 2 }));
await database.dataSource.initialize();
const parts = new PaymentsParts(database, new ManualClock(new Date(BENCH_NOW)));
await parts.accounts.add(
  { kind: 'iban', number: ACCOUNT, currency: 'NOK', name: 'Bench' },
  { kind: 'system', id: 'bench' },
);
const from = performance.now();
const { id } = await parts.intake.receive('large.xml', 'api', file());
const kept = performance.now();
await parts.reading.read(id, new AbortController().signal);
const read = performance.now();
const { state, transactions, bytes } = await parts.files.one(id);
await database.close();
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
const peakKb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
process.stdout.write(
  JSON.stringify({
    state,
    entries,
    transactions,
    bytes: Number(bytes),
    seconds: [(kept - from) / 1000, (read - kept) / 1000],
    peakMb: peakKb === undefined ? null : Math.round(Number(peakKb) / 1024),
  }),
);
