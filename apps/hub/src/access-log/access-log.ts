import { type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../connections/actor.js';
import { Database } from '../database/database.js';
import { currentContext } from '../logging/log-context.js';
import type { Opened, OpenedSubject, PersonalDataAccessEntity } from './personal-data-access.entity.js';

export interface Access {
  readonly opened: Opened;
  readonly subject: { readonly kind: OpenedSubject; readonly id: string };
  readonly reason?: string;
}

export type AccessRow = Readonly<Omit<PersonalDataAccessEntity, 'creditorId'>>;

export interface AccessFilter {
  readonly subjectId?: string;
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
  list(creditorId: CreditorId, { subjectId, actorId, before, limit }: AccessFilter): Promise<AccessRow[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<AccessRow>(
        `select id, at, actor_kind as "actorKind", actor_id as "actorId", opened, subject_kind as "subjectKind",
           subject_id as "subjectId", reason, request_id as "requestId"
         from personal_data_access
         where creditor_id = $1 and ($2::uuid is null or subject_id = $2) and ($3::text is null or actor_id = $3)
           and ($4::uuid is null or id < $4)
         order by id desc limit $5`,
        [creditorId, subjectId ?? null, actorId ?? null, before ?? null, limit],
      ),
    );
  }
}

const RECORD = `
  insert into personal_data_access (creditor_id, id, at, actor_kind, actor_id, opened, subject_kind, subject_id, reason, request_id)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
  where $9::text is not null or not exists (
    select from personal_data_access a where a.creditor_id = $1 and a.subject_id = $8 and a.opened = $6
      and a.actor_kind = $4 and a.actor_id = $5 and a.at > $11)`;
