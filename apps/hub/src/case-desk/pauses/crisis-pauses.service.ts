import { type CaseId, type CreditorId, localDateAt } from '@app/domain';
import type { Clock } from '@app/domain';
import type { PausableAct, StepKind } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CaseBook } from '../../cases/case-book.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseFile, dayField } from '../file/case-file.js';
import { partNotFound } from '../file/case-problems.js';
import { StepStop } from '../file/step-stop.js';
import { LimitationWarnings } from './limitation-warnings.js';
import { type NewPause, type Pause, PauseStore } from './pause-store.js';
import { unfitField } from '../../api/unfit-field.js';
import type { CrisisPauseResultDto, NewCrisisPauseDto } from './pause.dto.js';

/** Steps by which a paused act would be done; the other acts are the enforcement authority's, after the hand-off. */
const STEPS_OF: Readonly<Partial<Record<PausableAct, readonly StepKind[]>>> = {
  'legal-action': ['legal-notice', 'legal-hand-off'],
};
/** Cases of one creditor touched in one go. */
const CASES_MAX = 200_000;
const CREDITORS_MAX = 10_000;

/** Named legal acts rest for a period: for one case, for all of a creditor's, or for everybody's. */
@Injectable()
export class CrisisPausesService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly book: CaseBook,
    private readonly store: PauseStore,
    private readonly stop: StepStop,
    private readonly limitation: LimitationWarnings,
    private readonly creditors: CreditorReader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId): Promise<Pause[]> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      const pauses = await this.store.list(tx, creditorId, null);
      return pauses.filter(({ kind }) => kind === 'crisis');
    });
  }

  ofCase(
    creditorId: CreditorId,
    caseId: CaseId,
    dto: NewCrisisPauseDto,
    key?: RequestKey,
  ): Promise<CrisisPauseResultDto> {
    return this.file.change(creditorId, caseId, (tx) =>
      this.file.once(tx, key, () => this.#begin(tx, creditorId, [caseId], caseId, dto)),
    );
  }

  ofCreditor(
    creditorId: CreditorId,
    dto: NewCrisisPauseDto,
    key?: RequestKey,
  ): Promise<CrisisPauseResultDto> {
    return this.file.ofCreditor(creditorId, (tx) =>
      this.file.once(tx, key, async () =>
        this.#begin(tx, creditorId, await concernedCases(tx, creditorId), null, dto),
      ),
    );
  }

  /** Creditor by creditor, each whole: sent again after a break it goes on with those that are missing. */
  async ofAll(dto: NewCrisisPauseDto, key?: RequestKey): Promise<CrisisPauseResultDto[]> {
    const creditors = await this.database.asOperator((tx) =>
      tx.query<{ id: CreditorId }>('select creditor_id as id from creditor order by creditor_id limit $1', [
        CREDITORS_MAX,
      ]),
    );
    const results: CrisisPauseResultDto[] = [];
    for (const { id } of creditors) results.push(await this.ofCreditor(id, dto, key));
    return results;
  }

  /** Ends it before its day; the acts are possible again. Twice is once. @throws ProblemError pause-not-found */
  end(creditorId: CreditorId, pauseId: string, dto: { by?: string; reason: string }): Promise<Pause> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      const pause = await this.store.one(tx, creditorId, pauseId);
      if (pause.kind !== 'crisis') throw partNotFound('crisis-pause', pauseId);
      const actor = actorOf(dto);
      if (!(await this.store.end(tx, creditorId, pauseId, actor))) return pause;
      const all = pause.caseId === null;
      const caseIds = all ? await concernedCases(tx, creditorId) : [pause.caseId as CaseId];
      await this.book.lock(tx, caseIds);
      const detail = { pauseId, reason: dto.reason };
      await this.#tell(tx, caseIds, 'crisis-pause-ended', detail, actor);
      await this.#audit(tx, creditorId, 'crisis-pause.ended', { pauseId }, actor);
      return this.store.one(tx, creditorId, pauseId);
    });
  }

  async #begin(
    tx: Transaction,
    creditorId: CreditorId,
    caseIds: readonly CaseId[],
    caseId: CaseId | null,
    dto: NewCrisisPauseDto,
  ): Promise<CrisisPauseResultDto> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const [fromOn, untilOn] = [dayField('fromOn', dto.fromOn), dayField('untilOn', dto.untilOn)];
    const today = localDateAt(this.clock.now(), creditor.country);
    if (untilOn < fromOn) throw unfitField('untilOn', 'lies before fromOn', 'Give a later day.');
    if (untilOn < today) throw unfitField('untilOn', 'has passed', 'Give today or a later day.');
    const { acts, name, reason } = dto;
    const actor = actorOf(dto);
    const common = { kind: 'crisis', by: 'collector', claimIds: null, detail: { name } } as const;
    const choice: NewPause = { ...common, caseId, acts, fromOn, untilOn, reason };
    await this.book.lock(tx, caseIds);
    const { pause, fresh } = await this.store.add(tx, creditorId, choice, actor);
    if (!fresh) return { creditorId, pauseId: pause.id, stepsCancelled: 0, limitationWarnings: 0 };
    const kinds = acts.flatMap((act) => STEPS_OF[act] ?? []);
    const because = 'crisis-pause-begun';
    const stepsCancelled =
      kinds.length === 0 || fromOn > today
        ? 0
        : await this.stop.cancel(tx, creditorId, caseIds, { kinds }, because, actor);
    const told = { pauseId: pause.id, name, acts, fromOn, untilOn };
    await this.#tell(tx, caseIds, because, { ...told, reason }, actor);
    await this.#audit(tx, creditorId, 'crisis-pause.begun', { ...told, cases: caseIds.length }, actor);
    const limitationWarnings = await this.#warn(tx, creditorId, caseIds, untilOn, actor);
    return { creditorId, pauseId: pause.id, stepsCancelled, limitationWarnings };
  }

  async #warn(
    tx: Transaction,
    creditorId: CreditorId,
    caseIds: readonly CaseId[],
    untilOn: Pause['untilOn'],
    actor: Actor,
  ): Promise<number> {
    const near = await this.limitation.near(tx, creditorId, caseIds, untilOn);
    for (const caseId of near) {
      await this.limitation.warn(tx, await this.file.open(tx, creditorId, caseId), untilOn, actor);
    }
    return near.length;
  }

  async #tell(
    tx: Transaction,
    caseIds: readonly CaseId[],
    kind: string,
    detail: Pause['detail'],
    actor: Actor,
  ): Promise<void> {
    await this.book.tell(
      tx,
      caseIds.map((caseId) => ({ caseId, kind, detail, actor: actorText(actor) })),
    );
    await this.book.touch(tx, caseIds);
  }

  #audit(
    tx: Transaction,
    creditorId: CreditorId,
    action: string,
    detail: Pause['detail'],
    actor: Actor,
  ): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'creditor', id: creditorId }, detail });
  }
}

/** The cases that are not closed, in the order of their ids. */
async function concernedCases(tx: Transaction, creditorId: CreditorId): Promise<CaseId[]> {
  const rows = await tx.query<{ id: CaseId }>(
    `select id from debt_case where creditor_id = $1 and state <> 'closed' order by id limit $2`,
    [creditorId, CASES_MAX],
  );
  return rows.map(({ id }) => id);
}
