/**
 * One hub process of the renewal race, as far as renewal goes: the real token store over the real row lock, the real
 * connector, and a clock that the race sets. Started by `renewal-race.spec.ts`.
 */
import { once } from 'node:events';
import {
  checkSettings,
  connectorFor,
  createTransport,
  LedgerError,
  type LedgerSession,
} from '@app/connectors';
import { type GrantId, type LedgerCompanyKey, ManualClock } from '@app/domain';
import { sleep } from '../../../apps/hub/src/config/sleep.js';
import { GrantSecrets } from '../../../apps/hub/src/connections/grant-secrets.js';
import { GrantTokenStore } from '../../../apps/hub/src/connections/grant-token-store.js';
import { ledgerTools } from '../../../apps/hub/src/connections/ledger-tools.js';
import { createDataSource } from '../../../apps/hub/src/database/data-source.js';
import { Database } from '../../../apps/hub/src/database/database.js';
import { parseSecretKeys } from '../../../apps/hub/src/secrets/secret-keys.js';
import { SecretVault } from '../../../apps/hub/src/secrets/secret-vault.js';
import { FREE_BUDGET } from '../../support/ledger-desk.js';

/** The first message: where all processes meet. */
export interface Start {
  readonly databaseUrl: string;
  readonly secretKeys: string;
}

/** Opens a grant, in place of the one before. */
export interface Entry {
  readonly grantId: string;
  readonly connectorKey: string;
  readonly settings: object;
  readonly addresses: Readonly<Record<string, string>>;
  readonly companyKey: string;
}

/** Lets many callers want the grant's token at once. */
export interface Round {
  /** The instant that the round is played at, ISO 8601. */
  readonly now: string;
  readonly callers: number;
}

/** How many callers ended in what: `ok`, the kind of a contract error, or another error's words. */
export type Outcomes = Readonly<Record<string, number>>;

export type Question = Entry | Round;

const POOL_MAX = 4;
const clock = new ManualClock(new Date(0));

async function openSecrets({ databaseUrl, secretKeys }: Start): Promise<[Database, GrantSecrets]> {
  const dataSource = createDataSource({ url: databaseUrl, poolMax: POOL_MAX });
  await dataSource.initialize();
  const database = new Database(dataSource);
  const vault = new SecretVault(database, parseSecretKeys(secretKeys), clock);
  return [database, new GrantSecrets(database, vault)];
}

function openSession(entry: Entry): () => LedgerSession {
  const definition = connectorFor(entry.connectorKey);
  const check = checkSettings(definition, entry.settings);
  if (!check.ok) throw new Error('The settings are refused.');
  const shared = {
    transport: createTransport(),
    clock,
    // How fast a vendor may be asked is another proof.
    budget: FREE_BUDGET,
    addressOf: (variable: string) => entry.addresses[variable],
    sleep,
    logger: { debug: () => undefined, warn: () => undefined },
  };
  const grantId = entry.grantId as GrantId;
  const tokens = new GrantTokenStore(grantId, database, secrets, `racer:${process.pid}`);
  const tools = ledgerTools(shared, definition, check.settings, tokens);
  const grant = definition.openGrant(check.settings, tools);
  return () => grant.openCompany(entry.companyKey as LedgerCompanyKey);
}

async function play({ now, callers }: Round): Promise<Outcomes> {
  clock.moveTo(new Date(now));
  const endings = await Promise.all(
    Array.from({ length: callers }, () =>
      session()
        .identify()
        .then(() => 'ok', endingOf),
    ),
  );
  const outcomes: Record<string, number> = {};
  for (const ending of endings) outcomes[ending] = (outcomes[ending] ?? 0) + 1;
  return outcomes;
}

function endingOf(error: unknown): string {
  return error instanceof LedgerError ? error.kind : String(error);
}

async function answer(question: Question): Promise<Outcomes> {
  if ('callers' in question) return play(question);
  session = openSession(question);
  return {};
}

let session = (): LedgerSession => {
  throw new Error('No grant was opened.');
};
const [start] = (await once(process, 'message')) as [Start];
const [database, secrets] = await openSecrets(start);
process.on('message', (question: Question) => {
  void answer(question).then((outcomes) => process.send?.(outcomes));
});
process.send?.({});
