import { migrate } from '../../apps/hub/src/database/migrate.js';
import { type BenchServer, createDatabase } from '../database.js';

/** Most that the process may hold while it takes in a file of any size. */
const MEMORY_MAX_MB = 350;
const MB = 1_000_000;

interface Taken {
  readonly state: string;
  readonly entries: number;
  readonly transactions: number;
  readonly bytes: number;
  readonly seconds: readonly [number, number];
  readonly peakMb: number | null;
}

/** Takes one file of so many bytes through intake and reading. @returns whether memory stayed bounded and nothing was lost */
export async function takeInLargeFile(
  server: BenchServer,
  bytes: number,
  inProcess: (program: string, ...words: readonly string[]) => Promise<unknown>,
): Promise<boolean> {
  const database = await createDatabase(server);
  try {
    await migrate({ url: database.adminUrl, hubLogin: new URL(database.url).username });
    const taken = (await inProcess('bench/payments/intake.ts', database.url, String(bytes))) as Taken;
    const [kept, read] = taken.seconds;
    const rate = (seconds: number): number => Math.round(taken.bytes / MB / seconds);
    const whole = taken.state === 'taken-in' && taken.transactions === taken.entries && taken.bytes >= bytes;
    const bounded = taken.peakMb === null || taken.peakMb <= MEMORY_MAX_MB;
    const lines = [
      `${Math.round(taken.bytes / MB)} MB, ${taken.entries} entries`,
      `  kept           ${rate(kept)} MB/s`,
      `  read           ${rate(read)} MB/s, ${Math.round(taken.entries / read)} entries/s`,
      `${whole ? 'holds' : 'FAILS'}  taken in whole: ${taken.state}, ${taken.transactions} of ${taken.entries}`,
      `${bounded ? 'holds' : 'FAILS'}  at most ${MEMORY_MAX_MB} MB: ${taken.peakMb ?? '–'} MB`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return whole && bounded;
  } finally {
    await database.drop();
  }
}
