import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { Socket } from 'node:net';
import { systemClock } from '@app/domain';
import { EnvironmentError, readEnvironment, type Environment } from '../config/environment.js';
import { createDataSource } from '../database/data-source.js';
import { Database, databaseErrorCode } from '../database/database.js';
import { databaseRoles } from '../database/database-roles.js';
import { openHubDatabase } from '../database/hub-database.js';
import { pendingMigrations } from '../database/pending-migrations.js';
import type { Transaction } from '../database/transaction.js';
import { errorSummary } from '../logging/redact.js';
import { readOrMakeKeyFile } from '../secrets/key-file.js';
import { unseal } from '../secrets/sealed-text.js';
import { parseSecretKeys } from '../secrets/secret-keys.js';
import type { OpsAnswer } from './ops-answer.js';

export interface Finding {
  readonly check: string;
  /** `warning`: works, and should be looked at. */
  readonly state: 'well' | 'warning' | 'broken';
  readonly detail: string;
  /** What to do; empty when all is well. */
  readonly remedy: string;
}

const CLOCK_MS_MAX = 5_000;
/** Not a member; no such role. */
const ROLE_REFUSED: ReadonlySet<string> = new Set(['42501', '42704', '22023']);
const SECRETS_TRIED_MAX = 200;
const CONNECT_MS = 3_000;
const FREE_BYTES_MIN = 1_000_000_000;

/** Looks at everything that a hub needs, each by itself: what is broken early hides nothing that can be looked at still. */
export async function doctor(variables: Readonly<Record<string, string | undefined>>): Promise<OpsAnswer> {
  const findings = await look(variables);
  const lines = findings.map(
    ({ check, state, detail, remedy }) =>
      `${state.padEnd(8)} ${check}: ${detail}${remedy === '' ? '' : `\n         → ${remedy}`}`,
  );
  return { lines, document: { findings }, ok: findings.every(({ state }) => state !== 'broken') };
}

async function look(variables: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  let environment: Environment;
  try {
    environment = readEnvironment({ ...variables });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return [broken('configuration', error.message, 'Mend the variables that are named, and ask again.')];
  }
  const findings = [well('configuration', 'can be read'), ...(await ofDatabase(environment))];
  return [...findings, await ofMail(environment), await ofFolder(environment)];
}

async function ofDatabase(environment: Environment): Promise<Finding[]> {
  const opened = await openHubDatabase(environment).catch((error: unknown) => error as Error);
  if (opened instanceof Error) return [unreachable(opened)];
  const database = new Database(createDataSource({ url: opened.url, poolMax: 1 }));
  try {
    await database.dataSource.initialize();
    const findings = [well('database', 'answers'), await ofRoles(database)];
    if (findings.some(({ state }) => state === 'broken')) return findings;
    return await database.asOperator(async (tx) => {
      findings.push(await ofMigrations(tx), await ofClock(tx));
      if (findings.every(({ state }) => state !== 'broken')) findings.push(await ofKeys(tx, environment));
      return findings;
    });
  } catch (error) {
    return [unreachable(error)];
  } finally {
    await database.close();
    await opened.stop();
  }
}

async function ofRoles(database: Database): Promise<Finding> {
  const { app, operator, jobs, accounts } = databaseRoles;
  const remedy =
    'Run "npm run migrate" with a login that may create roles in DATABASE_MIGRATION_URL; it grants them to the login of DATABASE_URL.';
  try {
    const [row] = await database.asOperator((tx) =>
      tx.query<{ missing: string[]; isSuper: boolean }>(
        `select array(select role from unnest($1::text[]) as role
           where not exists (select from pg_roles r where r.rolname = role and pg_has_role(session_user, r.oid, 'MEMBER'))) as missing,
           (select rolsuper from pg_roles where rolname = session_user) as "isSuper"`,
        [[app, operator, jobs, accounts]],
      ),
    );
    const { missing = [], isSuper = false } = row ?? {};
    if (missing.length > 0) return broken('roles', `the hub’s login lacks ${missing.join(', ')}`, remedy);
    if (!isSuper) return well('roles', 'the hub’s login may take on all of them');
  } catch (error) {
    if (!ROLE_REFUSED.has(databaseErrorCode(error) ?? '')) throw error;
    return broken('roles', `the hub’s login may not take on ${operator}`, remedy);
  }
  return warning(
    'roles',
    'the login of DATABASE_URL is a superuser',
    'Give the hub an ordinary login: a superuser sees past the walls between creditors.',
  );
}

async function ofMigrations(tx: Transaction): Promise<Finding> {
  const pending = await pendingMigrations(tx);
  if (pending.length === 0) return well('migrations', 'the database is current');
  return broken('migrations', `not run yet: ${pending.join(', ')}`, 'Run "npm run migrate".');
}

async function ofClock(tx: Transaction): Promise<Finding> {
  const [row] = await tx.query<{ now: Date }>('select clock_timestamp() as now');
  const apart = Math.abs((row?.now.getTime() ?? 0) - systemClock.now().getTime());
  if (apart <= CLOCK_MS_MAX) return well('clock', 'agrees with the database');
  return broken(
    'clock',
    `is ${Math.round(apart / 1000)} seconds off the database’s`,
    'Let both machines keep their time by NTP: leases, signatures and days depend on it.',
  );
}

async function ofKeys(tx: Transaction, { SECRET_KEYS, DATA_DIR }: Environment): Promise<Finding> {
  const keys = parseSecretKeys(SECRET_KEYS ?? (await readOrMakeKeyFile(DATA_DIR)));
  const rows = await tx.query<{
    owner_kind: string;
    owner_id: string;
    name: string;
    sealed: string;
    key_id: string;
  }>(
    `select owner_kind, owner_id, name, sealed, key_id from sealed_secret order by updated_at desc limit ${SECRETS_TRIED_MAX}`,
  );
  const shut = new Set<string>();
  for (const row of rows) {
    const place = { ownerKind: row.owner_kind, ownerId: row.owner_id, name: row.name };
    await unseal(keys, place, row.sealed).catch(() => shut.add(row.key_id));
  }
  if (shut.size > 0)
    return broken(
      'keys',
      `secrets sealed with ${[...shut].join(', ')} cannot be opened`,
      'Put the keys of these ids back into SECRET_KEYS, behind the first.',
    );
  const older = rows.filter(({ key_id: id }) => id !== keys.sealing.id).length;
  if (older > 0)
    return warning(
      'keys',
      `${older} of ${rows.length} secrets are sealed with an older key`,
      'Run "npm run ops -- keys rotate", then the old key may go.',
    );
  return well('keys', `${rows.length} secrets can be opened`);
}

async function ofMail({ SMTP_URL: url, SMTP_FROM: from }: Environment): Promise<Finding> {
  if (url === undefined || from === undefined)
    return warning(
      'mail',
      'is not set up',
      'Set SMTP_URL and SMTP_FROM: without them nobody gets invitations, notices or e-mailed letters.',
    );
  const { hostname, port, protocol } = new URL(url);
  const answers = await reaches(hostname, port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port));
  return answers
    ? well('mail', 'the server answers')
    : broken(
        'mail',
        'the server of SMTP_URL does not answer',
        'Look at host and port of SMTP_URL, and whether a firewall is in between.',
      );
}

async function ofFolder({ BANK_FILES_FOLDER: folder, DATA_DIR }: Environment): Promise<Finding> {
  const path = folder ?? DATA_DIR;
  const name = folder === undefined ? 'DATA_DIR' : 'BANK_FILES_FOLDER';
  try {
    await access(path, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(path);
    if (bavail * bsize >= FREE_BYTES_MIN) return well('disk', `${name} can be written, and has room`);
    return broken(
      'disk',
      `less than 1 GB is free where ${name} lies`,
      'Make room: files from the bank are kept there while they are read.',
    );
  } catch (error) {
    const cause = (error as { code?: string }).code ?? 'unknown';
    if (folder === undefined && cause === 'ENOENT') return well('disk', 'DATA_DIR is not used yet');
    return broken(
      'disk',
      `${name} cannot be used (${cause})`,
      `Make the folder, or give the hub's user the right to read and write it.`,
    );
  }
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = new Socket();
    socket.setTimeout(CONNECT_MS);
    const end = (result: boolean): void => {
      socket.destroy();
      settle(result);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
    socket.connect(port, host);
  });
}

const well = (check: string, detail: string): Finding => ({ check, state: 'well', detail, remedy: '' });
const warning = (check: string, detail: string, remedy: string): Finding => ({
  check,
  state: 'warning',
  detail,
  remedy,
});
const broken = (check: string, detail: string, remedy: string): Finding => ({
  check,
  state: 'broken',
  detail,
  remedy,
});
const unreachable = (error: unknown): Finding =>
  broken(
    'database',
    errorSummary(error),
    'Look at DATABASE_URL, and whether PostgreSQL runs and lets this machine in.',
  );
