import {
  type CaseId,
  type Clock,
  type CreditorId,
  type JsonObject,
  type LocalDate,
  newId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CaseBook } from '../../cases/case-book.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';

export interface NewTask {
  readonly caseId: CaseId;
  /** What it is about; of the same key one is open at a time. Example: `limitation`. */
  readonly key: string;
  /** What to do, in one sentence. */
  readonly title: string;
  readonly detail?: JsonObject;
  readonly dueOn: LocalDate;
  readonly assignedTo?: string;
}

/** Gives people things to do, in the transaction of what makes them necessary. The case is locked. */
@Injectable()
export class TaskBook {
  constructor(
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the open task of this key: a new one, or the one that is open already */
  async open(tx: Transaction, creditorId: CreditorId, task: NewTask, actor: Actor): Promise<string> {
    const { caseId, key, title, detail = {}, dueOn, assignedTo = null } = task;
    const id = newId(this.clock);
    const [opened] = await tx.query<{ id: string }>(OPEN, [
      creditorId,
      caseId,
      id,
      key,
      title,
      JSON.stringify(detail),
      dueOn,
      assignedTo,
      this.clock.now(),
      actorText(actor),
    ]);
    if (!opened) return this.#openOf(tx, creditorId, caseId, key);
    await this.book.tell(tx, [
      { caseId, kind: 'task-opened', detail: { taskId: id, key, title, dueOn }, actor: actorText(actor) },
    ]);
    return id;
  }

  /** Ends the open task of this key, if there is one: what it was about is settled otherwise. */
  async settle(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, key, outcome }: { readonly caseId: CaseId; readonly key: string; readonly outcome: string },
    actor: Actor,
  ): Promise<void> {
    const ended = await tx.query<{ id: string }>(SETTLE, [
      creditorId,
      caseId,
      key,
      outcome,
      this.clock.now(),
      actorText(actor),
    ]);
    await this.book.tell(
      tx,
      ended.map(({ id }) => ({
        caseId,
        kind: 'task-done',
        detail: { taskId: id, key, outcome },
        actor: actorText(actor),
      })),
    );
  }

  async #openOf(tx: Transaction, creditorId: CreditorId, caseId: CaseId, key: string): Promise<string> {
    const [found] = await tx.query<{ id: string }>(
      `select id from case_task where creditor_id = $1 and case_id = $2 and key = $3 and state = 'open'`,
      [creditorId, caseId, key],
    );
    if (!found) throw new Error(`Case ${caseId} neither has nor takes a task "${key}".`);
    return found.id;
  }
}

const OPEN = prepared(`
  insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, assigned_to, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)
  on conflict do nothing returning id`);

const SETTLE = prepared(`
  update case_task set state = 'done', outcome = $4, ended_at = $5, ended_by = $6
  where creditor_id = $1 and case_id = $2 and key = $3 and state = 'open' returning id`);
