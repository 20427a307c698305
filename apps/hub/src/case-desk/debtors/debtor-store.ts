import { asJson, type CaseDebtorId, type Clock, type CreditorId, type JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { CaseDebtorEntity } from '../../cases/entities/case-debtor.entity.js';
import { CLOCK } from '../../config/clock.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { partNotFound } from '../file/case-problems.js';
import type { DebtorVersionDto } from './debtor.dto.js';

export type StoredDebtor = Pick<
  CaseDebtorEntity,
  | 'id'
  | 'kind'
  | 'standing'
  | 'name'
  | 'organisationNumber'
  | 'language'
  | 'address'
  | 'addressFailed'
  | 'contactPoints'
  | 'circumstances'
  | 'guardian'
  | 'standIns'
  | 'category'
>;

export interface DebtorChange {
  readonly changed: readonly string[];
  readonly reason: string;
  readonly by: string;
}

const VERSIONS_MAX = 1_000;

/** The debtor's row, and what it said before each change. */
@Injectable()
export class DebtorStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws ProblemError case-debtor-not-found */
  async one(tx: Transaction, creditorId: CreditorId, id: CaseDebtorId, lock = false): Promise<StoredDebtor> {
    const [found] = await tx.query<StoredDebtor>(`${SELECT}${lock ? ' for update' : ''}`, [creditorId, id]);
    if (!found) throw partNotFound('case-debtor', id);
    return found;
  }

  /** What the ledger says later does not overwrite it. The row is locked. */
  async replace(
    tx: Transaction,
    creditorId: CreditorId,
    before: StoredDebtor,
    after: StoredDebtor,
    { changed, reason, by }: DebtorChange,
  ): Promise<void> {
    const now = this.clock.now();
    const { id } = before;
    await tx.query(KEEP, [creditorId, id, JSON.stringify(before), changed, reason, now, by]);
    await tx.query(REPLACE, [
      creditorId,
      id,
      after.kind,
      after.standing,
      after.name,
      after.language,
      JSON.stringify(after.contactPoints),
      JSON.stringify(after.circumstances),
      after.guardian === null ? null : JSON.stringify(after.guardian),
      after.category,
      now,
      after.address === null ? null : JSON.stringify(after.address),
      after.addressFailed,
      JSON.stringify(after.standIns),
    ]);
  }

  versions(tx: Transaction, creditorId: CreditorId, id: CaseDebtorId): Promise<DebtorVersionDto[]> {
    return tx.query<DebtorVersionDto>(
      `select number, changed, reason, changed_at as "changedAt", changed_by as "changedBy" from case_debtor_version
       where creditor_id = $1 and debtor_id = $2 order by number limit $3`,
      [creditorId, id, VERSIONS_MAX],
    );
  }
}

/** Circumstances as JSON for an answer. */
export function detailsOf({ circumstances }: StoredDebtor): JsonObject {
  return asJson(circumstances);
}

const SELECT = `
  select id, kind, standing, name, organisation_number as "organisationNumber", language, nullif(address, 'null'::jsonb) as address, address_failed as "addressFailed", contact_points as "contactPoints",
    circumstances, nullif(guardian, 'null'::jsonb) as guardian, stand_ins as "standIns", category
  from case_debtor where creditor_id = $1 and id = $2`;

const KEEP = prepared(`
  insert into case_debtor_version (creditor_id, debtor_id, number, before, changed, reason, changed_at, changed_by)
  select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7 from case_debtor_version
  where creditor_id = $1 and debtor_id = $2`);

const REPLACE = prepared(`
  update case_debtor set kind = $3, standing = $4, name = $5, language = $6, contact_points = $7, circumstances = $8,
    guardian = $9, category = $10, kept_by_hand = true, changed_at = $11, address = $12, address_failed = $13,
    stand_ins = $14
  where creditor_id = $1 and id = $2`);
