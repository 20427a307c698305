import type { CaseDebtorId, CreditorId } from '@app/domain';
import type { ErasablePart, PartRetention } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { idArray } from '../database/id-array.js';
import type { Transaction } from '../database/transaction.js';
import { DebtorRetention, type DebtorSubject } from './debtor-retention.js';
import { ERASE, ERASE_GUARDED } from './erase-statements.js';
import { notErasable } from './erasure-problems.js';

export interface ErasureAnswer {
  /** Erased now. */
  readonly erased: readonly ErasablePart[];
  /** What stays, why, and until when. */
  readonly kept: readonly PartRetention[];
}

export interface ErasureOrder {
  readonly actor: Actor;
  /** A word for programs, or a person's reason; kept in the audit log without naming the debtor. */
  readonly reason: string;
}

/** Ends what the hub knows of a person, as far and as soon as the law lets it. */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly retention: DebtorRetention,
    private readonly audit: AuditLog,
  ) {}

  /** What is kept, why, and until when. @throws ProblemError case-debtor-not-found */
  plan(creditorId: CreditorId, debtorId: CaseDebtorId): Promise<DebtorSubject> {
    return this.database.asCreditor(creditorId, (tx) => this.retention.of(tx, creditorId, debtorId));
  }

  /** @throws ProblemError 404; 409 with reason and day where nothing may go today */
  erase(creditorId: CreditorId, debtorId: CaseDebtorId, order: ErasureOrder): Promise<ErasureAnswer> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const subject = await this.retention.of(tx, creditorId, debtorId);
      const answer = await this.#erase(tx, creditorId, subject, order);
      if (answer.erased.length === 0) throw notErasable(subject.parts);
      return answer;
    });
  }

  /** At night: erases what may go, and remembers when to look again. @returns the parts that went */
  eraseDue(
    creditorId: CreditorId,
    debtorId: CaseDebtorId,
    order: ErasureOrder,
  ): Promise<readonly ErasablePart[]> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const subject = await this.retention.of(tx, creditorId, debtorId);
      const { erased } = await this.#erase(tx, creditorId, subject, order);
      return erased;
    });
  }

  async #erase(
    tx: Transaction,
    creditorId: CreditorId,
    subject: DebtorSubject,
    { actor, reason }: ErasureOrder,
  ): Promise<ErasureAnswer> {
    const { id, cases, claims, parts } = subject;
    const erased = parts.filter(({ may }) => may).map(({ part }) => part);
    const kept = parts.filter(({ may }) => !may);
    const next = kept.flatMap(({ from }) => from ?? []).toSorted()[0] ?? null;
    if (erased.length > 0) {
      const values = [creditorId, id, idArray(cases), idArray(claims), pseudonym(id)];
      for (const part of erased) for (const sql of ERASE[part]) await tx.query(...fitting(sql, values));
      await this.audit.record(tx, {
        actor,
        action: 'case-debtor.erased',
        subject: { kind: 'case-debtor', id },
        detail: { parts: erased, reason, keptUntil: next },
      });
      for (const part of erased) {
        const guarded = ERASE_GUARDED[part];
        if (guarded !== undefined) await tx.query(...fitting(guarded, values));
      }
    }
    await tx.query(
      `update case_debtor set erased_parts = erased_parts || $3::text[], erase_on = $4 where creditor_id = $1 and id = $2`,
      [creditorId, id, erased, next],
    );
    return { erased, kept };
  }
}

/** Tells two erased debtors apart, and nothing else. */
export function pseudonym(id: CaseDebtorId): string {
  return `erased-${id.slice(-8)}`;
}

/** PostgreSQL refuses parameters that a statement does not name: those that it names are numbered anew. */
function fitting(sql: string, values: readonly unknown[]): [sql: string, values: readonly unknown[]] {
  const named = [...new Set([...sql.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)))];
  const numbered = sql.replaceAll(/\$(\d)/g, (_all, place) => `$${named.indexOf(Number(place)) + 1}`);
  return [numbered, named.map((place) => values[place - 1])];
}
