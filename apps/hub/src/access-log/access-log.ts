import { type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../audit/actor.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import { currentContext } from '../logging/log-context.js';
import type { Opened, OpenedSubject, PersonalDataAccessEntity } from './personal-data-access.entity.js';

export interface Access {
  readonly opened: Opened;
  readonly subject: { readonly kind: OpenedSubject; readonly id: string };
  readonly reason?: string;
}

export interface AccessRow extends Readonly<Omit<PersonalDataAccessEntity, 'creditorId'>> {
  /** Of a person who has an account; null for programs, and where the account is gone. */
  readonly actorName: string | null;
  /** Of a case. */
  readonly caseReference: string | null;
}

export interface AccessFilter {
  readonly subjectId?: string;
  /** This debtor, and every case of theirs. */
  readonly debtorId?: string;
  readonly actorId?: string;
  /** Entries older than this one. */
  readonly before?: string;
  readonly limit: number;
}

/** A page that asks again while it is open is one look: the same person at the same thing within this time is one entry. */
const ONE_LOOK_SECONDS = 300;

/** Who was shown whose personal data. */
@Injectable()
export class AccessLog {
  constructor(
    private readonly database: Database,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A look with a reason is always an entry of its own. */
  async record(creditorId: CreditorId, { opened, subject, reason }: Access): Promise<void> {
    const actor = currentActor();
    const now = this.clock.now();
    const since = new Date(now.getTime() - ONE_LOOK_SECONDS * 1000);
    await this.database.asCreditor(creditorId, (tx) =>
      tx.query(RECORD, [
        creditorId,
        newId(this.clock),
        now,
        actor.kind,
        actor.id,
        opened,
        subject.kind,
        subject.id,
        reason ?? null,
        currentContext()?.requestId ?? null,
        since,
      ]),
    );
  }

  /** Newest first. */
  async list(creditorId: CreditorId, filter: AccessFilter): Promise<AccessRow[]> {
    const { subjectId, debtorId, actorId, before, limit } = filter;
    const rows = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<Omit<AccessRow, 'actorName'>>(LIST, [
        creditorId,
        subjectId ?? null,
        actorId ?? null,
        before ?? null,
        limit,
        debtorId ?? null,
      ]),
    );
    const names = await this.#names(rows);
    return rows.map((row) => ({
      ...row,
      actorName: row.actorKind === 'user' ? (names.get(row.actorId) ?? null) : null,
    }));
  }

  /** By a person's id. Not in the transaction: the accounts have connections of their own. */
  async #names(rows: readonly Omit<AccessRow, 'actorName'>[]): Promise<ReadonlyMap<string, string>> {
    const people = rows.flatMap(({ actorKind, actorId }) => (actorKind === 'user' ? [actorId] : []));
    if (people.length === 0) return new Map();
    const found = await this.pool.query<{ id: string; name: string }>(
      'select id, name from "user" where id::text = any($1::text[])',
      [[...new Set(people)]],
    );
    return new Map(found.rows.map(({ id, name }) => [id, name]));
  }
}

const LIST = `
  select x.id, x.at, x.actor_kind as "actorKind", x.actor_id as "actorId", x.opened, x.subject_kind as "subjectKind",
    x.subject_id as "subjectId", x.reason, x.request_id as "requestId", d.reference as "caseReference"
  from personal_data_access x
    left join debt_case d on x.subject_kind = 'case' and d.creditor_id = x.creditor_id and d.id = x.subject_id
  where x.creditor_id = $1 and ($2::uuid is null or x.subject_id = $2) and ($3::text is null or x.actor_id = $3)
    and ($4::uuid is null or x.id < $4) and ($6::uuid is null or x.subject_id = any(array(
      select $6::uuid union all select id from debt_case where creditor_id = $1 and debtor_id = $6)))
  order by x.id desc limit $5`;

const RECORD = `
  insert into personal_data_access (creditor_id, id, at, actor_kind, actor_id, opened, subject_kind, subject_id, reason, request_id)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
  where $9::text is not null or not exists (
    select from personal_data_access a where a.creditor_id = $1 and a.subject_id = $8 and a.opened = $6
      and a.actor_kind = $4 and a.actor_id = $5 and a.at > $11)`;
