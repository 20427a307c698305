import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { freePort, NodeProcess } from '../support/node-process.js';

/** Longer than every wait and every lease of the hub: what a process left half done is due again afterwards. */
const HOURS_PASS = `interval '2 hours'`;

/** Columns that hold an instant up to which something waits, or from which a wait is counted. */
const WAITS = [
  ['write_back', 'not_before'],
  ['write_back', 'sent_at'],
  ['outbox_message', 'not_before'],
  ['lease', 'expires_at'],
] as const;

/** A hub in a process of its own that is killed and started again on the same database and port. */
export class MortalHub {
  readonly startMs: number[] = [];
  #process: NodeProcess | undefined;

  private constructor(
    readonly test: TestDatabase,
    /** An administrator's connection, to look past row-level security. */
    readonly admin: pg.Client,
    readonly url: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {}

  static async create(ledgerUrl: string): Promise<MortalHub> {
    const test = await createTestDatabase();
    const admin = new pg.Client({ connectionString: test.adminUrl });
    await admin.connect();
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'kravhub-crash-'));
    const environment = {
      PORT: String(port),
      DATABASE_URL: test.url,
      DATABASE_MIGRATION_URL: test.adminUrl,
      SECRET_KEYS: `crash:${randomBytes(32).toString('base64url')}`,
      TRIPLETEX_API_URL: ledgerUrl,
      REQUESTS_PER_MINUTE: '1000000',
      SYNC_PAGE_SIZE_MAX: '20',
      SCHEDULER_TICK_SECONDS: '1',
      LOG_LEVEL: 'error',
      // Thirty starts: what Node has compiled once is read back.
      NODE_COMPILE_CACHE: folder,
    };
    return new MortalHub(test, admin, `http://127.0.0.1:${port}`, environment, folder);
  }

  /** Resolves when the hub says that it is ready. */
  async start(): Promise<void> {
    const begun = performance.now();
    this.#process = await NodeProcess.start('hub', {
      env: this.environment,
      ready: `${this.url}/health/ready`,
      readyTimeoutMs: 60_000,
    });
    this.startMs.push(performance.now() - begun);
  }

  /** Starts without waiting; the next `kill` meets a hub that may not have come up yet. */
  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#process = undefined;
  }

  /**
   * The hub was down for hours: every instant that something waits for lies behind. Only while no hub runs and no call
   * is on its way, so that it is the same as if the clocks had gone on.
   */
  async hoursPass(): Promise<void> {
    if (this.#process) throw new Error('Time passes only while the hub is down.');
    for (const [table, column] of WAITS) {
      await this.admin.query(`update ${table} set ${column} = ${column} - ${HOURS_PASS} where ${column} is not null`);
    }
  }

  async rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return (await this.admin.query<Row>(sql)).rows;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.admin.end();
    await this.test.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
