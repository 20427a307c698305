import { type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CLOCK } from '../../config/clock.js';
import type { Actor } from '../../audit/actor.js';
import { ACCOUNTS_POOL } from '../../database/accounts-pool.js';
import { Database } from '../../database/database.js';
import { isOrganisationKind, type OrganisationKind } from '../rights.js';
import { keyDigest, keyEnding, newKeyText, type Scope } from './api-key.js';
import { keyNotFound, organisationNotFound, tooManyKeys } from './api-key-problems.js';

/** A key as its organisation sees it. Its text is not among it: nobody has that but who made it. */
export interface ApiKey {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly ending: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly validDays: number;
}

/** A key that was shown at the door, with whom it speaks for. */
export interface KnownKey extends ApiKey {
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly creditorId: CreditorId | null;
}

const KEYS_IN_FORCE_MAX = 100;
const KEYS_SHOWN_MAX = 500;
const DAY_MS = 86_400_000;
const COLUMNS = `k.id, k.organisation_id as "organisationId", k.name, k.scopes, k.ending, k.made_at as "madeAt",
  k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.ended_at as "endedAt"`;
const WITH_ORGANISATION = `${COLUMNS}, o.name as organisation, o.kind, o."creditorId"
  from api_key k join organization o on o.id = k.organisation_id`;

/** Keys of programs, in the account store: as people's passwords, only digests, and out of every other role's reach. */
@Injectable()
export class ApiKeys {
  constructor(
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404 */
  async organisation(id: string): Promise<{ readonly name: string; readonly kind: OrganisationKind }> {
    const { rows } = await this.pool.query<{ name: string; kind: string }>(
      'select name, kind from organization where id = $1',
      [id],
    );
    const [found] = rows;
    if (!found || !isOrganisationKind(found.kind)) throw organisationNotFound();
    return { name: found.name, kind: found.kind };
  }

  /** Newest first, those that have ended too. */
  async list(organisationId: string): Promise<ApiKey[]> {
    const { rows } = await this.pool.query<ApiKey>(
      `select ${COLUMNS} from api_key k where k.organisation_id = $1 order by k.made_at desc, k.id desc limit ${KEYS_SHOWN_MAX}`,
      [organisationId],
    );
    return rows;
  }

  /**
   * The same request, repeated after its answer was lost, gets the same key with a new text.
   * @returns the key, and the text that is shown this once
   */
  async make(
    organisationId: string,
    { name, scopes, validDays }: NewKey,
    by: Actor,
    request: RequestKey,
  ): Promise<{ readonly key: ApiKey; readonly text: string }> {
    const now = this.clock.now();
    const text = newKeyText();
    const { rows } = await this.pool.query<ApiKey>(
      `insert into api_key as k (id, organisation_id, name, digest, ending, scopes, request_key, made_at, made_by_kind, made_by_id, expires_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
       where (select count(*) from api_key where organisation_id = $2 and ended_at is null and expires_at > $8) < ${KEYS_IN_FORCE_MAX}
       on conflict (request_key) do update set digest = excluded.digest, ending = excluded.ending where k.ended_at is null
       returning ${COLUMNS}`,
      [
        newId(this.clock),
        organisationId,
        name,
        keyDigest(text),
        keyEnding(text),
        scopes,
        request,
        now,
        by.kind,
        by.id,
        new Date(now.getTime() + validDays * DAY_MS),
      ],
    );
    const [key] = rows;
    if (!key) throw tooManyKeys(KEYS_IN_FORCE_MAX);
    await this.#record(by, 'api-key.made', key);
    return { key, text };
  }

  /** From the next request on it opens nothing. Twice is as once. @throws ProblemError 404 */
  async end(organisationId: string, id: string, by: Actor): Promise<void> {
    const { rows } = await this.pool.query<ApiKey & { readonly first: boolean }>(
      `with was as (select id, ended_at from api_key where organisation_id = $1 and id = $2 for update)
       update api_key k set ended_at = coalesce(k.ended_at, $3), ended_by_kind = coalesce(k.ended_by_kind, $4),
         ended_by_id = coalesce(k.ended_by_id, $5)
       from was where k.id = was.id returning ${COLUMNS}, was.ended_at is null as first`,
      [organisationId, id, this.clock.now(), by.kind, by.id],
    );
    const [key] = rows;
    if (!key) throw keyNotFound();
    if (key.first) await this.#record(by, 'api-key.ended', key);
  }

  /** Finds whose key this is, and notes its use, at most once a minute; undefined for one that was never given out. */
  async use(text: string): Promise<KnownKey | undefined> {
    const { rows } = await this.pool.query<KnownKey>(
      `with used as (
         update api_key set last_used_at = $2 where digest = $1 and ended_at is null and expires_at > $2
           and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute'))
       select ${WITH_ORGANISATION} where k.digest = $1`,
      [keyDigest(text), this.clock.now()],
    );
    return rows[0];
  }

  #record(actor: Actor, action: string, { id, organisationId, scopes }: ApiKey): Promise<void> {
    return this.database.asOperator((tx) =>
      this.audit.record(tx, {
        actor,
        action,
        subject: { kind: 'api-key', id },
        detail: { organisationId, scopes: [...scopes] },
      }),
    );
  }
}
