import { randomBytes } from 'node:crypto';
import { type Clock, type GrantId, type JsonObject, newId } from '@app/domain';
import { GrantSecrets } from '../../../apps/hub/src/connections/grant-secrets.js';
import { parseSecretKeys } from '../../../apps/hub/src/secrets/secret-keys.js';
import { SecretVault } from '../../../apps/hub/src/secrets/secret-vault.js';
import type { TestDatabase } from '../../support/database.js';
import { TypeScriptProcess } from '../../support/typescript-process.js';
import type { Outcomes, Question, Start } from './caller-process.js';

const PROGRAM = 'test/proofs/renewal/caller-process.ts';
const PROCESSES = 4;
const CALLERS_EACH = 50;
export const CALLERS = PROCESSES * CALLERS_EACH;

export interface Access {
  readonly connectorKey: string;
  readonly settings: object;
  readonly addresses: Readonly<Record<string, string>>;
  readonly companyKey: string;
  /** Tokens that a sign-in brought, by name. */
  readonly tokens?: Readonly<Record<string, JsonObject>>;
}

/** Four processes over one database. They share a grant, and all want its token at once. */
export class Race {
  private constructor(
    private readonly db: TestDatabase,
    private readonly secretKeys: string,
    private readonly processes: readonly TypeScriptProcess<Question, Outcomes>[],
  ) {}

  static async start(db: TestDatabase): Promise<Race> {
    const secretKeys = `race:${randomBytes(32).toString('base64url')}`;
    const start: Start = { secretKeys, databaseUrl: db.url };
    const processes = await Promise.all(
      Array.from({ length: PROCESSES }, () => TypeScriptProcess.start<Question, Outcomes>(PROGRAM, start)),
    );
    return new Race(db, secretKeys, processes);
  }

  /** A grant of its own, opened in every process. */
  async enter(clock: Clock, { tokens = {}, ...access }: Access): Promise<void> {
    const { database } = this.db;
    const vault = new SecretVault(database, parseSecretKeys(this.secretKeys), clock);
    const secrets = new GrantSecrets(database, vault);
    const grantId = newId<'GrantId'>(clock) as GrantId;
    await database.asOperator(async (tx) => {
      await tx.query(
        `insert into ledger_grant (id, connector_key, label, created_at) values ($1, $2, 'Race', $3)`,
        [grantId, access.connectorKey, clock.now()],
      );
      for (const [name, value] of Object.entries(tokens)) await secrets.writeToken(tx, grantId, name, value);
    });
    await Promise.all(this.processes.map((one) => one.ask({ ...access, grantId })));
  }

  /** All callers of all processes at the clock's instant; answers how many ended in what. */
  async round(clock: Clock): Promise<Outcomes> {
    const now = clock.now().toISOString();
    const each = await Promise.all(this.processes.map((one) => one.ask({ now, callers: CALLERS_EACH })));
    const sums: Record<string, number> = {};
    for (const outcomes of each)
      for (const [ending, count] of Object.entries(outcomes)) sums[ending] = (sums[ending] ?? 0) + count;
    return sums;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.stop()));
  }
}
