import type pg from 'pg';
import { databaseRoles, JOBS_SCHEMA } from './database-roles.js';

/** PostgreSQL's answer when two connections change the same catalog row at once; asking again is right. */
const TUPLE_CONCURRENTLY_UPDATED = 'XX000';
const DUPLICATE = new Set(['42710', '23505']);
const INSUFFICIENT_PRIVILEGE = '42501';
const ATTEMPTS_MAX = 10;
const VERSION_WITH_GRANTED_INHERITANCE = 160_000;

/** The migrations' login may not do what is needed; the message holds the statements for an administrator. */
export class MissingPrivilegeError extends Error {
  constructor(login: string, cause: unknown) {
    const { owner, app, operator, jobs, accounts } = databaseRoles;
    super(
      `The database login "${login}" of the migrations may not create the hub's roles. ` +
        `Let an administrator run, once: ` +
        `${[owner, app, operator, jobs, accounts].map((role) => `CREATE ROLE ${role} NOLOGIN;`).join(' ')} ` +
        `GRANT ${owner} TO "${login}"; GRANT ${app}, ${operator}, ${jobs}, ${accounts} TO <the login of DATABASE_URL>; ` +
        `GRANT CREATE ON DATABASE <database> TO ${owner}; GRANT CREATE, USAGE ON SCHEMA public TO ${owner};` +
        ` or give it CREATEROLE: ALTER ROLE "${login}" CREATEROLE;`,
      { cause },
    );
    this.name = 'MissingPrivilegeError';
  }
}

/**
 * Makes the five roles of the hub and the memberships of both logins, where they are missing. Roles belong to the
 * whole cluster, so other databases' migrations may do the same at the same time.
 *
 * @param client connected as the migrations' login, a superuser or a role with CREATEROLE that owns the database
 * @param hubLogin the login of DATABASE_URL
 */
export async function ensureRoles(client: pg.Client, hubLogin: string): Promise<void> {
  const { owner, app, operator, jobs, accounts } = databaseRoles;
  const self = (await client.query<{ name: string }>('select current_user as name')).rows[0]?.name ?? '';
  try {
    for (const role of [owner, app, operator, jobs, accounts]) await ensureRole(client, role);
    await ensureMember(client, owner, self);
    for (const role of [app, operator, jobs, accounts]) {
      await ensureMember(client, role, hubLogin);
      // The migrations' login proves by these that a table's grants are right; the owner of the tables needs none.
      await ensureMember(client, role, self);
    }
    const database = (await client.query<{ name: string }>('select quote_ident(current_database()) as name'))
      .rows[0]?.name;
    await patiently(() => client.query(`grant create, connect on database ${database} to ${owner}`));
    await patiently(() =>
      client.query(`grant connect on database ${database} to ${client.escapeIdentifier(hubLogin)}`),
    );
    await patiently(() => client.query(`grant create, usage on schema public to ${owner}`));
    await patiently(() => client.query(`grant usage on schema public to ${app}, ${operator}`));
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE)
      throw new MissingPrivilegeError(self, error);
    throw error;
  }
}

async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [role]);
  if (found.rowCount) return;
  try {
    await client.query(`create role ${role} nologin nosuperuser nobypassrls`);
  } catch (error) {
    if (!DUPLICATE.has((error as { code?: string }).code ?? '')) throw error;
  }
}

/**
 * Membership without inheritance, where the server knows it (PostgreSQL 16): the login then has no right at all until
 * it takes on a role, and a query outside of a transaction of ours sees nothing.
 */
async function ensureMember(client: pg.Client, role: string, member: string): Promise<void> {
  const version = (
    await client.query<{ number: string }>(`select current_setting('server_version_num') as number`)
  ).rows[0];
  const knowsInheritance = Number(version?.number) >= VERSION_WITH_GRANTED_INHERITANCE;
  const found = await client.query(
    `select from pg_auth_members m where m.roleid = $1::regrole and m.member = (select oid from pg_roles where rolname = $2)
      and pg_has_role(m.member, m.roleid, $3)`,
    [role, member, knowsInheritance ? 'SET' : 'MEMBER'],
  );
  if (found.rowCount) return;
  const choice = knowsInheritance ? 'with inherit false, set true' : '';
  await patiently(() => client.query(`grant ${role} to ${client.escapeIdentifier(member)} ${choice}`));
}

async function patiently(statement: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await statement();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || (error as { code?: string }).code !== TUPLE_CONCURRENTLY_UPDATED)
        throw error;
    }
  }
}

/**
 * What the roles may do in pg-boss's schema: its own connections everything but change the schema, the others put
 * jobs in. A creditor's transaction may not read a job back: it would see other creditors' work.
 */
export async function grantJobs(client: pg.Client): Promise<void> {
  const { app, operator, jobs } = databaseRoles;
  await client.query(`
    grant usage on schema ${JOBS_SCHEMA} to ${app}, ${operator}, ${jobs};
    grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to ${jobs};
    grant usage, select on all sequences in schema ${JOBS_SCHEMA} to ${jobs};
    grant select on all tables in schema ${JOBS_SCHEMA} to ${operator};
    grant execute on all functions in schema ${JOBS_SCHEMA} to ${app}, ${operator}, ${jobs};
    grant select on ${JOBS_SCHEMA}.queue to ${app};
    grant insert, select (id, start_after) on ${JOBS_SCHEMA}.job, ${JOBS_SCHEMA}.job_common to ${app}, ${operator};
  `);
}
