import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Clock } from '@app/domain';
import type pg from 'pg';
import { LazyAuth } from '../accounts/lazy-auth.js';
import { Lockout } from '../accounts/lockout.js';
import { PeopleService } from '../accounts/people.service.js';
import { ProblemError } from '../api/problem-error.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { currentActor } from '../audit/actor.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import type { OpsCommandRun } from './ops-answer.js';

const USERS_MAX = 10_000;
const LINK_MS = 3_600_000;

interface UserLine {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly twoFactor: boolean;
  readonly memberships: readonly string[];
  readonly isLocked: boolean;
}

export const listUsers: OpsCommandRun = async (app) => {
  const pool = poolOf(app);
  const lockout = new Lockout(pool, app.get<Clock>(CLOCK, { strict: false }));
  const { rows } = await pool.query<Omit<UserLine, 'isLocked'>>(
    `select u.id, u.email, u.name, coalesce(u."twoFactorEnabled", false) as "twoFactor",
       array(select o.name || ' (' || o.kind || ', ' || m.role || ')' from member m join organization o on o.id = m."organizationId"
         where m."userId" = u.id order by 1) as memberships
     from "user" u order by u.email limit ${USERS_MAX}`,
  );
  const users: UserLine[] = [];
  for (const row of rows) users.push({ ...row, isLocked: (await lockout.waitSeconds(row.email)) > 0 });
  const lines = users.map(({ email, name, twoFactor, memberships, isLocked }) =>
    [email, name, twoFactor ? 'two-factor' : '-', isLocked ? 'LOCKED' : '-', memberships.join('; ')].join(
      '  ',
    ),
  );
  return {
    lines: lines.length === 0 ? ['No account yet: "users link" makes the first.'] : lines,
    document: { users },
    ok: true,
  };
};

export const lockUser: OpsCommandRun = async (app, { words: [email = ''] }) => {
  const pool = poolOf(app);
  const user = await userOf(pool, email);
  await new Lockout(pool, app.get<Clock>(CLOCK, { strict: false })).lock(user.email);
  const { rowCount } = await pool.query('delete from session where "userId" = $1', [user.id]);
  await record(app, 'account.locked', user.id);
  return {
    lines: [`${user.email} is locked out; ${rowCount ?? 0} sessions ended.`],
    document: { userId: user.id, sessionsEnded: rowCount ?? 0 },
    ok: true,
  };
};

export const unlockUser: OpsCommandRun = async (app, { words: [email = ''] }) => {
  const pool = poolOf(app);
  const user = await userOf(pool, email);
  await new Lockout(pool, app.get<Clock>(CLOCK, { strict: false })).succeeded(user.email);
  await record(app, 'account.unlocked', user.id);
  return { lines: [`${user.email} may sign in again.`], document: { userId: user.id }, ok: true };
};

/** The link is printed and not mailed: for whoever has no mail yet. It ends all sessions when it is used. */
export const linkForUser: OpsCommandRun = async (app, { words: [email] }) => {
  const { publicUrl } = app.get(Environment, { strict: false });
  const first = await app.get(PeopleService, { strict: false }).firstUserSecret();
  if (first !== undefined) return link(`${publicUrl}/first-user#${first}`);
  if (email === undefined) throw noSuchUser('');
  const user = await userOf(poolOf(app), email);
  const { internalAdapter } = await (await app.get(LazyAuth, { strict: false }).auth()).$context;
  const token = randomBytes(24).toString('base64url');
  const now = app.get<Clock>(CLOCK, { strict: false }).now().getTime();
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: user.id,
    expiresAt: new Date(now + LINK_MS),
  });
  await record(app, 'account.link-made', user.id);
  return link(`${publicUrl}/reset-password#${token}`);
};

function link(url: string) {
  return { lines: [url], document: { url }, ok: true };
}

function poolOf(app: INestApplicationContext): pg.Pool {
  return app.get<pg.Pool>(ACCOUNTS_POOL, { strict: false });
}

async function userOf(
  pool: pg.Pool,
  email: string,
): Promise<{ readonly id: string; readonly email: string }> {
  const { rows } = await pool.query<{ id: string; email: string }>(
    'select id, email from "user" where email = $1',
    [email.trim().toLowerCase()],
  );
  if (!rows[0]) throw noSuchUser(email);
  return rows[0];
}

function record(app: INestApplicationContext, action: string, id: string): Promise<void> {
  return app
    .get(Database, { strict: false })
    .asOperator((tx) =>
      app
        .get(AuditLog, { strict: false })
        .record(tx, { actor: currentActor(), action, subject: { kind: 'user', id } }),
    );
}

const noSuchUser = (email: string): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'user-not-found',
    title: 'There is no such account.',
    cause: `Nobody has the address "${email}".`,
    consequence: 'Nothing was changed.',
    remedy: '"users list" shows all; people come by invitation.',
  });
