import {
  type CaseId,
  type ClaimId,
  type Clock,
  type CreditorId,
  type JsonObject,
  type LocalDate,
  newId,
} from '@app/domain';
import type { PausableAct } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import type { CasePauseEntity, PauseKind } from '../../cases/entities/case-pause.entity.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { partNotFound } from '../file/case-problems.js';

export type Pause = CasePauseEntity;

export interface NewPause {
  /** Null: all of the creditor's cases. */
  readonly caseId: CaseId | null;
  readonly kind: PauseKind;
  readonly by: 'creditor' | 'collector';
  readonly claimIds: readonly ClaimId[] | null;
  readonly acts: readonly PausableAct[];
  readonly detail: JsonObject;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
  readonly reason: string;
}

/** Rows of what stops the machine for a time. */
@Injectable()
export class PauseStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Of one case and of all the creditor's, newest last. */
  list(tx: Transaction, creditorId: CreditorId, caseId: CaseId | null): Promise<Pause[]> {
    return tx.query<Pause>(
      `${SELECT} where creditor_id = $1 and (case_id is null or case_id = $2::uuid) order by id limit 1000`,
      [creditorId, caseId],
    );
  }

  /** One that says the same and has not ended; `new` is false then. */
  async add(
    tx: Transaction,
    creditorId: CreditorId,
    pause: NewPause,
    actor: Actor,
  ): Promise<{ readonly pause: Pause; readonly fresh: boolean }> {
    const { caseId, kind, by, claimIds, acts, detail, fromOn, untilOn, reason } = pause;
    const claims = claimIds === null ? null : idArray(claimIds);
    const [same] = await tx.query<Pause>(`${SELECT} ${SAME}`, [
      creditorId,
      caseId,
      kind,
      by,
      claims,
      acts,
      JSON.stringify(detail),
      fromOn,
      untilOn,
    ]);
    if (same) return { pause: same, fresh: false };
    const id = newId(this.clock);
    const values = [creditorId, id, caseId, kind, by, claims, acts, JSON.stringify(detail), fromOn, untilOn];
    await tx.query(ADD, [...values, reason, this.clock.now(), actorText(actor)]);
    return { pause: await this.one(tx, creditorId, id), fresh: true };
  }

  /** @returns false when it had ended before */
  async end(tx: Transaction, creditorId: CreditorId, id: string, actor: Actor): Promise<boolean> {
    const ended = await tx.query(END, [creditorId, id, this.clock.now(), actorText(actor)]);
    return ended.length > 0;
  }

  async setDetail(tx: Transaction, creditorId: CreditorId, id: string, detail: JsonObject): Promise<void> {
    await tx.query('update case_pause set detail = $3 where creditor_id = $1 and id = $2', [
      creditorId,
      id,
      JSON.stringify(detail),
    ]);
  }

  /** @throws ProblemError pause-not-found */
  async one(tx: Transaction, creditorId: CreditorId, id: string): Promise<Pause> {
    const [found] = await tx.query<Pause>(`${SELECT} where creditor_id = $1 and id = $2`, [creditorId, id]);
    if (!found) throw partNotFound('pause', id);
    return found;
  }
}

const SELECT = `
  select creditor_id as "creditorId", id, case_id as "caseId", kind, by, claim_ids::text[] as "claimIds", acts, detail,
    from_on as "fromOn", until_on as "untilOn", reason, created_at as "createdAt", created_by as "createdBy",
    ended_at as "endedAt", ended_by as "endedBy"
  from case_pause`;

const SAME = `
  where creditor_id = $1 and case_id is not distinct from $2::uuid and kind = $3 and by = $4
    and claim_ids is not distinct from $5::uuid[] and acts = $6::text[] and detail @> $7::jsonb and from_on = $8
    and until_on is not distinct from $9::date and ended_at is null order by id limit 1`;

const ADD = prepared(`
  insert into case_pause (creditor_id, id, case_id, kind, by, claim_ids, acts, detail, from_on, until_on, reason, created_at,
    created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`);

const END = prepared(`
  update case_pause set ended_at = $3, ended_by = $4 where creditor_id = $1 and id = $2 and ended_at is null returning 1`);
