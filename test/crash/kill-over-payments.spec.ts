import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDateAt, systemClock } from '@app/domain';
import { entry, notification, payment } from '../../apps/hub/src/payments/testing/bank-messages.js';
import { type BuiltClaim, PaymentsBench } from '../../apps/hub/src/payments/testing/payments-bench.js';
import { expectAccountedFor } from '../../apps/hub/src/payments/testing/proof.js';
import { freePort, NodeProcess } from '../support/node-process.js';
import { seededRandom } from '../support/seeded-random.js';
import { waitFor } from '../support/wait-for.js';

const SEED = 20_261_129;
const CLAIMS = 60;
const FILES = 6;
const ENTRIES = 400;
const KILLS = 6;
/** How far into its work the hub is killed at most, as a share of the time it took to start: so slow machines reach as far. */
const SHARE = 0.35;
const REST_TIMEOUT_MS = 240_000;
const RUN_TIMEOUT_MS = 2 * REST_TIMEOUT_MS;

describe('the hub, killed while files come in and are booked', () => {
  let bench: PaymentsBench;
  let folder: string;
  let hub: NodeProcess | undefined;
  let port: number;
  let startMs = 0;
  const random = seededRandom(SEED);
  const secretKeys = `test:${randomBytes(32).toString('base64url')}`;

  beforeAll(async () => {
    bench = await PaymentsBench.open();
    folder = await mkdtemp(join(tmpdir(), 'kravhub-crash-'));
    await mkdir(join(folder, 'in'), { recursive: true });
    port = await freePort();
  });
  afterAll(async () => {
    await hub?.kill();
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'loses no øre, and books none twice',
    async () => {
      const claims: BuiltClaim[] = [];
      for (let made = 0; made < CLAIMS; made += 1)
        claims.push(await bench.addClaim({ principalMinor: 10_000_000n }));
      // No ledger is there: what is to be booked in one waits.
      await bench.rows(`update connection set state = 'paused', write_back_mode = 'approve'`);
      const today = localDateAt(systemClock.now(), 'NO');
      let told = 0n;
      const files = Array.from({ length: FILES }, (_, file) => {
        const entries = Array.from({ length: ENTRIES }, (_entry, index) => {
          const minor = BigInt(1 + Math.floor(random() * 9_000));
          told += minor;
          const known = index % 10 === 9 ? {} : { kid: claims[(index * 7 + file) % CLAIMS]?.kid ?? '' };
          return entry([payment(minor, { ...known, endToEnd: `E${file}-${index}` })], { on: today });
        });
        return notification(entries);
      });
      await start();
      const sending = sendAll(files);
      let inTheMiddle = 0;
      for (let kills = 0; kills < KILLS; kills += 1) {
        // The moment is drawn, not waited for: nothing is asserted about it.
        await delay(random() * SHARE * startMs);
        const { files: known, unbooked } = await figures();
        if (known < FILES || unbooked > 0) inTheMiddle += 1;
        await hub?.kill();
        await start();
      }
      await sending;
      await waitFor(
        'all is booked, and the folder is empty',
        async () => {
          const { unbooked, unread } = await figures();
          return unbooked === 0 && unread === 0 && (await readdir(join(folder, 'in'))).length === 0;
        },
        REST_TIMEOUT_MS,
      );
      const found = await figures();
      process.stdout.write(
        `\nCrash test of payments, seed ${SEED}: ${JSON.stringify({ kills: KILLS, inTheMiddle, ...found })}\n`,
      );
      expect(inTheMiddle).toBeGreaterThanOrEqual(2);
      expect(found).toMatchObject({ takenIn: FILES, told: told.toString(), counted: FILES * ENTRIES });
      expect(await bench.balance('bank')).toBe(told);
      expect(await readdir(join(folder, 'done'))).toHaveLength(FILES / 2);
      await expectAccountedFor(bench);
    },
    RUN_TIMEOUT_MS,
  );

  /** Half of the files over the API, again and again until the hub says that it has them; half into the folder. */
  async function sendAll(files: readonly string[]): Promise<void> {
    for (const [index, content] of files.entries()) {
      if (index % 2 === 0) {
        const path = join(folder, 'in', `file-${index}.xml`);
        await writeFile(`${path}.part`, content);
        await rename(`${path}.part`, path);
        continue;
      }
      await waitFor(
        'the hub has the file',
        async () => {
          const answer = await fetch(`http://127.0.0.1:${port}/api/v1/bank-files?name=file-${index}.xml`, {
            method: 'POST',
            headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
            body: content,
          });
          return answer.status === 202;
        },
        REST_TIMEOUT_MS,
      );
    }
  }

  async function figures() {
    const [row] = await bench.rows<{
      files: number;
      takenIn: number;
      unread: number;
      unbooked: number;
      counted: number;
      told: string;
    }>(
      `select (select count(*)::int from bank_file where state <> 'duplicate') as files,
         (select count(*)::int from bank_file where state = 'taken-in') as "takenIn",
         (select count(*)::int from bank_file where state = 'received') as unread,
         (select count(*)::int from bank_transaction where state = 'new') as unbooked,
         (select count(*)::int from bank_transaction where state in ('allocated', 'open')) as counted,
         (select coalesce(sum(minor), 0)::text from bank_transaction where state in ('allocated', 'open')) as told`,
    );
    if (!row) throw new Error('A query without tables answered no row.');
    return row;
  }

  async function start(): Promise<void> {
    const began = performance.now();
    hub = await NodeProcess.start('hub', {
      ready: `http://127.0.0.1:${port}/health/ready`,
      env: {
        PORT: String(port),
        DATABASE_URL: bench.url,
        DATABASE_MIGRATION_URL: bench.adminUrl,
        SECRET_KEYS: secretKeys,
        BANK_FILES_FOLDER: folder,
        BANK_FILES_FOLDER_SECONDS: '1',
        SCHEDULER_TICK_SECONDS: '1',
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'error',
      },
    });
    startMs = performance.now() - began;
  }
});
