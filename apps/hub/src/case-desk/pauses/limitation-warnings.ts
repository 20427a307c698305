import { addDays, type CaseId, type CreditorId, latest, type LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import type { Actor } from '../../audit/actor.js';
import { idArray } from '../../database/id-array.js';
import type { Transaction } from '../../database/transaction.js';
import type { DeskCase } from '../file/desk-case.js';
import { TaskBook } from '../tasks/task-book.js';

/**
 * A stop stops the machine, not the limitation period (foreldelsesloven § 2 f.; preskriptionslagen 2 §): whoever stops a
 * case hears at once if a claim may lapse meanwhile.
 */
@Injectable()
export class LimitationWarnings {
  constructor(
    private readonly tasks: TaskBook,
    private readonly settings: SettingsStore,
  ) {}

  /**
   * @param until last day of the stop; null while nobody knows it
   * @returns whether a person was warned
   */
  async warn(tx: Transaction, desk: DeskCase, until: LocalDate | null, actor: Actor): Promise<boolean> {
    const { lapsesOn, today, id } = desk;
    if (lapsesOn === null) return false;
    const { process } = await this.settings.current(tx, desk.creditorId);
    const watched = addDays(latest(until ?? today, today), process.limitationWarningDays);
    if (lapsesOn > watched) return false;
    const title = 'A claim may lapse while the case rests: interrupt limitation, or let it go.';
    const detail = { lapsesOn, restsUntil: until };
    await this.tasks.open(
      tx,
      desk.creditorId,
      { caseId: id, key: 'limitation', title, detail, dueOn: today },
      actor,
    );
    return true;
  }

  /** Those of the cases of which a claim may lapse during the stop, or so soon after it that a person must know. */
  async near(
    tx: Transaction,
    creditorId: CreditorId,
    caseIds: readonly CaseId[],
    until: LocalDate | null,
  ): Promise<CaseId[]> {
    const { process } = await this.settings.current(tx, creditorId);
    const rows = await tx.query<{ id: CaseId }>(
      `select id from debt_case where creditor_id = $1 and id = any($2::uuid[])
         and lapses_on <= $3::date + $4::int order by id`,
      [creditorId, idArray(caseIds), until, process.limitationWarningDays],
    );
    return rows.map(({ id }) => id);
  }
}
