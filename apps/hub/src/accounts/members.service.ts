import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { unfitField } from '../api/unfit-field.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { invitationUnknown, lastOwner, memberUnknown, organisationUnknown } from './account-problems.js';
import { inTransaction } from './accounts-transaction.js';
import { isOrganisationKind, type OrganisationKind, rolesOf } from './rights.js';

const LISTED_MAX = 500;
const OWNER = 'owner';

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly twoFactor: boolean;
  readonly joinedAt: Date;
  /** Places where the person is signed in now. */
  readonly sessions: number;
}

/** Not yet accepted. Its id opens the door and stands in the mail alone, so it is named by its address. */
export interface OpenInvitation {
  readonly email: string;
  readonly role: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

export interface Organisation {
  readonly organisationId: string;
  readonly organisation: string;
  readonly kind: OrganisationKind;
}

export interface OrganisationPeople extends Organisation {
  readonly members: readonly Member[];
  readonly invitations: readonly OpenInvitation[];
}

/** Who belongs to an organisation, and in which role. What is taken away here is gone with the next request. */
@Injectable()
export class MembersService {
  constructor(
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async organisations(): Promise<Organisation[]> {
    const { rows } = await this.pool.query<Organisation & { kind: string }>(
      `select id as "organisationId", name as organisation, kind from organization order by name, id limit $1`,
      [LISTED_MAX],
    );
    return rows.filter(({ kind }) => isOrganisationKind(kind));
  }

  /** @throws ProblemError 404 */
  async people(organisationId: string): Promise<OrganisationPeople> {
    const now = this.clock.now();
    const { name, kind } = await this.#organisation(this.pool, organisationId);
    const [members, invitations] = await Promise.all([
      this.pool.query<Member>(
        `select u.id as "userId", u.name, u.email, m.role, coalesce(u."twoFactorEnabled", false) as "twoFactor",
           m."createdAt" as "joinedAt",
           (select count(*)::int from session s where s."userId" = u.id and s."expiresAt" > $2) as sessions
         from member m join "user" u on u.id = m."userId" where m."organizationId" = $1
         order by u.name, u.id limit $3`,
        [organisationId, now, LISTED_MAX],
      ),
      this.pool.query<OpenInvitation>(
        `select email, coalesce(role, '') as role, "createdAt" as "invitedAt", "expiresAt" from invitation
         where "organizationId" = $1 and status = 'pending' order by email limit $2`,
        [organisationId, LISTED_MAX],
      ),
    ]);
    return { organisationId, organisation: name, kind, members: members.rows, invitations: invitations.rows };
  }

  /** @throws ProblemError 404, 409 when nobody would be left to look after the others, 422 a role of another kind */
  changeRole(by: Actor, organisationId: string, userId: string, role: string): Promise<void> {
    return this.#change(by, organisationId, userId, 'person.role-changed', async (client, kind) => {
      if (!rolesOf(kind).includes(role))
        throw unfitField('role', `is none of a ${kind}`, `Send one of ${rolesOf(kind).join(', ')}.`);
      await client.query('update member set role = $3 where "organizationId" = $1 and "userId" = $2', [
        organisationId,
        userId,
        role,
      ]);
    });
  }

  /** The account stays: the person may belong elsewhere. @throws ProblemError as `changeRole` */
  remove(by: Actor, organisationId: string, userId: string): Promise<void> {
    return this.#change(by, organisationId, userId, 'person.removed', async (client) => {
      await client.query('delete from member where "organizationId" = $1 and "userId" = $2', [
        organisationId,
        userId,
      ]);
    });
  }

  /** Signs the person out everywhere: for a lost telephone. @throws ProblemError 404 */
  endSessions(by: Actor, organisationId: string, userId: string): Promise<void> {
    return this.#change(by, organisationId, userId, 'person.sessions-ended', async (client) => {
      await client.query('delete from session where "userId" = $1', [userId]);
    });
  }

  /** @throws ProblemError 404 when no such invitation is open */
  async withdraw(by: Actor, organisationId: string, email: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      `update invitation set status = 'canceled' where "organizationId" = $1 and email = $2 and status = 'pending'`,
      [organisationId, email.trim().toLowerCase()],
    );
    if (rowCount === 0) throw invitationUnknown();
    await this.#record(by, 'invitation.withdrawn', organisationId);
  }

  /** One change at a time in an organisation: two owners cannot show each other out. */
  async #change(
    by: Actor,
    organisationId: string,
    userId: string,
    action: string,
    change: (client: pg.PoolClient, kind: OrganisationKind) => Promise<void>,
  ): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const { kind } = await this.#organisation(client, organisationId, 'for update');
      const former = await client.query('select from member where "organizationId" = $1 and "userId" = $2', [
        organisationId,
        userId,
      ]);
      if (former.rowCount === 0) throw memberUnknown();
      await change(client, kind);
      const owners = await client.query(
        'select from member where "organizationId" = $1 and role = $2 limit 1',
        [organisationId, OWNER],
      );
      if (owners.rowCount === 0) throw lastOwner();
    });
    await this.#record(by, action, userId, 'user');
  }

  async #organisation(
    on: Pick<pg.Pool, 'query'> | pg.PoolClient,
    organisationId: string,
    lock: '' | 'for update' = '',
  ): Promise<{ name: string; kind: OrganisationKind }> {
    const { rows } = await on.query<{ name: string; kind: string }>(
      `select name, kind from organization where id = $1 ${lock}`,
      [organisationId],
    );
    const found = rows[0];
    if (!found || !isOrganisationKind(found.kind)) throw organisationUnknown();
    return { name: found.name, kind: found.kind };
  }

  async #record(by: Actor, action: string, id: string, kind = 'organisation'): Promise<void> {
    await this.database.asOperator((tx) =>
      this.audit.record(tx, { actor: by, action, subject: { kind, id } }),
    );
  }
}
