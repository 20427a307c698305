import type { Clock, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { CreditorAccessEntity } from './creditor-access.entity.js';

/** Which organisations a creditor lets in. Taking it back works with the next request. */
@Injectable()
export class CreditorAccess {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId): Promise<CreditorAccessEntity[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<CreditorAccessEntity>(
        `select creditor_id as "creditorId", organisation_id as "organisationId", organisation_name as "organisationName",
           granted_by as "grantedBy", granted_at as "grantedAt", ended_by as "endedBy", ended_at as "endedAt"
         from creditor_access where creditor_id = $1 order by organisation_name, organisation_id limit 500`,
        [creditorId],
      ),
    );
  }

  async grant(creditorId: CreditorId, organisation: { id: string; name: string }, by: Actor): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      await letIn(tx, creditorId, organisation, by, this.clock.now());
      await this.audit.record(tx, {
        actor: by,
        action: 'access.granted',
        subject: { kind: 'organisation', id: organisation.id },
      });
    });
  }

  async end(creditorId: CreditorId, organisationId: string, by: Actor): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      const ended = await tx.query(
        `update creditor_access set ended_by = $3, ended_at = $4
         where creditor_id = $1 and organisation_id = $2 and ended_at is null returning 1`,
        [creditorId, organisationId, by.id, this.clock.now()],
      );
      if (ended.length === 0) return;
      await this.audit.record(tx, {
        actor: by,
        action: 'access.ended',
        subject: { kind: 'organisation', id: organisationId },
      });
    });
  }
}

/** Lets an organisation in, or in again; the caller's audit entry tells why. */
export async function letIn(
  tx: Transaction,
  creditorId: CreditorId,
  organisation: { readonly id: string; readonly name: string },
  by: Actor,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into creditor_access (creditor_id, organisation_id, organisation_name, granted_by, granted_at)
     values ($1, $2, $3, $4, $5)
     on conflict (creditor_id, organisation_id) do update set organisation_name = excluded.organisation_name,
       granted_by = excluded.granted_by, granted_at = excluded.granted_at, ended_by = null, ended_at = null`,
    [creditorId, organisation.id, organisation.name, by.id, at],
  );
}

/** Organisations that the creditor lets in now. */
export async function organisationsLetIn(
  database: Database,
  creditorId: CreditorId,
): Promise<ReadonlySet<string>> {
  const rows = await database.asCreditor(creditorId, (tx) =>
    tx.query<{ id: string }>(
      'select organisation_id as id from creditor_access where creditor_id = $1 and ended_at is null',
      [creditorId],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
