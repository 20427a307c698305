import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import { linkUsed, memberAlready } from './account-problems.js';
import { inTransaction } from './accounts-transaction.js';
import type { Auth } from './auth.js';
import { LazyAuth } from './lazy-auth.js';
import { unfitField } from '../api/unfit-field.js';
import { isOrganisationKind, type OrganisationKind, rightsOf, rolesOf } from './rights.js';

const FIRST_USER = 'first-user';
const FIRST_USER_HOURS = 24;

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language?: string | undefined;
}

export interface NewOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly creditorId?: CreditorId | undefined;
}

/** Makes accounts and organisations: the first by a link that is printed once, all others by invitation. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly auth: LazyAuth,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A secret for the link that makes the first account, and a new one each time; undefined when there is an account. */
  async firstUserSecret(): Promise<string | undefined> {
    const { rows } = await this.pool.query('select 1 from "user" limit 1');
    if (rows.length > 0) return undefined;
    const secret = randomBytes(24).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + FIRST_USER_HOURS * 3_600_000);
    await this.pool.query(
      `with gone as (delete from verification where identifier = $1)
       insert into verification (identifier, value, "expiresAt") values ($1, $2, $3)`,
      [FIRST_USER, digest(secret), expiresAt],
    );
    return secret;
  }

  /** @throws ProblemError 410 when the link was used or is too old; 422 unfit fields */
  async makeFirstUser(secret: string, organisation: string, person: NewPerson): Promise<{ userId: string }> {
    const context = await this.#context();
    this.#assertPassword(context.password.config.minPasswordLength, person.password);
    const { rows } = await this.pool.query<{ value: string }>(
      `delete from verification where identifier = $1 and "expiresAt" > $2 and not exists (select from "user")
       returning value`,
      [FIRST_USER, this.clock.now()],
    );
    const kept = rows[0]?.value;
    if (kept === undefined || !equal(kept, digest(secret))) throw linkUsed();
    const { organisationId } = await this.#organisation({ name: organisation, kind: 'collector' });
    const userId = await this.#person(person);
    await this.#member(organisationId, userId, 'owner');
    await this.#record(userId, 'account.first-made', 'user', userId);
    return { userId };
  }

  /**
   * Whoever got an invitation by mail makes an account with that address, or joins with the one that has it.
   *
   * @throws ProblemError 409 when they belong there already, with rights that the invitation does not give: it stays open
   */
  async join(invitationId: string, person: Omit<NewPerson, 'email'>): Promise<{ userId: string }> {
    const context = await this.#context();
    this.#assertPassword(context.password.config.minPasswordLength, person.password);
    const { email, role, organisationId, known } = await inTransaction(this.pool, (client) =>
      this.#accept(client, invitationId),
    );
    // Whoever has an account keeps its password: the link makes a member of it, and signs nobody in.
    const userId = known ?? (await this.#person({ ...person, email }));
    await this.#member(organisationId, userId, role);
    await this.#record(userId, 'account.joined', 'organisation', organisationId);
    return { userId };
  }

  async #accept(client: pg.PoolClient, invitationId: string): Promise<Accepted> {
    const { rows } = await client.query<Accepted>(ACCEPT, [invitationId, this.clock.now()]);
    const invitation = rows[0];
    if (!invitation) throw linkUsed();
    if (invitation.known !== null) await this.#assertRaised(client, invitation.known, invitation);
    return invitation;
  }

  /** An invitation never takes a right away: for that there is the list of members, which keeps a last owner. */
  async #assertRaised(
    client: pg.PoolClient,
    userId: string,
    { organisationId, kind, role }: Accepted,
  ): Promise<void> {
    const { rows } = await client.query<{ role: string }>(
      'select role from member where "organizationId" = $1 and "userId" = $2',
      [organisationId, userId],
    );
    const before = rows[0]?.role;
    if (before === undefined || !isOrganisationKind(kind)) return;
    const given = rightsOf(kind, role);
    if ([...rightsOf(kind, before)].some((right) => !given.has(right))) throw memberAlready(before);
  }

  async makeOrganisation(by: string, wanted: NewOrganisation): Promise<{ organisationId: string }> {
    if (!isOrganisationKind(wanted.kind))
      throw unfitField('kind', 'is none', 'Send collector, creditor or accounting-firm.');
    if ((wanted.kind === 'creditor') !== (wanted.creditorId !== undefined))
      throw unfitField(
        'creditorId',
        'belongs to a creditor, and to nobody else',
        'Name the creditor, or leave it out.',
      );
    const made = await this.#organisation(wanted);
    await this.#record(by, 'organisation.made', 'organisation', made.organisationId);
    return made;
  }

  /** @returns the invitation's id, which only the mail holds, and the organisation's name */
  async invite(
    by: string,
    organisationId: string,
    email: string,
    role: string,
  ): Promise<{ id: string; organisation: string }> {
    const { rows } = await this.pool.query<{ kind: string; name: string }>(
      'select kind, name from organization where id = $1',
      [organisationId],
    );
    const kind = rows[0]?.kind ?? '';
    if (!isOrganisationKind(kind))
      throw unfitField('organisationId', 'names no organisation', 'Take one from the list.');
    if (!rolesOf(kind).includes(role))
      throw unfitField('role', `is none of a ${kind}`, `Send one of ${rolesOf(kind).join(', ')}.`);
    const id = newId(this.clock);
    const expiresAt = new Date(this.clock.now().getTime() + 48 * 3_600_000);
    await this.pool.query(
      `with former as (update invitation set status = 'canceled' where "organizationId" = $2 and email = $3 and status = 'pending')
       insert into invitation (id, "organizationId", email, role, status, "expiresAt", "inviterId")
       values ($1, $2, $3, $4, 'pending', $5, $6)`,
      [id, organisationId, email.trim().toLowerCase(), role, expiresAt, by],
    );
    await this.#record(by, 'person.invited', 'organisation', organisationId);
    return { id, organisation: rows[0]?.name ?? '' };
  }

  async #context(): Promise<Awaited<Auth['$context']>> {
    return (await this.auth.auth()).$context;
  }

  #assertPassword(lengthMin: number, password: string): void {
    if (password.length < lengthMin)
      throw unfitField(
        'password',
        `has fewer than ${lengthMin} characters`,
        'Choose a longer one; a sentence is good.',
      );
  }

  async #organisation({ name, kind, creditorId }: NewOrganisation): Promise<{ organisationId: string }> {
    const id = newId(this.clock);
    await this.pool.query(
      `insert into organization (id, name, slug, "createdAt", kind, "creditorId") values ($1, $2, $3, $4, $5, $6)`,
      [id, name, id, this.clock.now(), kind, creditorId ?? null],
    );
    return { organisationId: id };
  }

  async #person({ name, email, password, language }: NewPerson): Promise<string> {
    const { internalAdapter, password: passwords } = await this.#context();
    const address = email.trim().toLowerCase();
    if (await internalAdapter.findUserByEmail(address))
      throw unfitField('email', 'has an account already', 'Sign in with it.');
    // The link came by mail, or from whoever runs the hub: the address is theirs.
    const user = await internalAdapter.createUser(
      { name, email: address, emailVerified: true, language: language ?? 'nb' },
      { method: 'admin' },
    );
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await passwords.hash(password),
    });
    return user.id;
  }

  async #member(organisationId: string, userId: string, role: string): Promise<void> {
    await this.pool.query(
      `insert into member (id, "organizationId", "userId", role, "createdAt") values ($1, $2, $3, $4, $5)
       on conflict ("organizationId", "userId") do update set role = excluded.role`,
      [newId(this.clock), organisationId, userId, role, this.clock.now()],
    );
  }

  async #record(by: string, action: string, kind: string, id: string): Promise<void> {
    await this.database.asOperator((tx) =>
      this.audit.record(tx, { actor: { kind: 'user', id: by }, action, subject: { kind, id } }),
    );
  }
}

interface Accepted {
  readonly email: string;
  readonly role: string;
  readonly organisationId: string;
  readonly kind: string;
  /** Who has an account with the address; null: nobody. */
  readonly known: string | null;
}

const ACCEPT = `
  update invitation i set status = 'accepted' from organization o
  where i.id = $1 and i.status = 'pending' and i."expiresAt" > $2 and o.id = i."organizationId"
  returning i.email, coalesce(i.role, 'reader') as role, o.id as "organisationId", o.kind,
    (select u.id from "user" u where u.email = i.email) as known`;

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
