import { actorOf, actorText } from '../../audit/actor.js';
import type { CaseId, CreditorId, LocalDate } from '@app/domain';
import type { Clock, JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CLOCK } from '../../config/clock.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseFile, dayField } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { TaskBook } from './task-book.js';
import type { NewTaskDto, TaskMoveDto, TaskOutcomeDto, TaskState } from './task.dto.js';

export interface Task {
  readonly id: string;
  readonly caseId: CaseId;
  readonly key: string;
  readonly title: string;
  readonly detail: JsonObject;
  readonly dueOn: LocalDate;
  readonly state: TaskState;
  readonly assignedTo: string | null;
  readonly outcome: string | null;
  readonly createdBy: string;
}

const TASKS_MAX = 1_000;

/** What case handlers do with the tasks of one case: add, move, end, open again. */
@Injectable()
export class TasksService {
  constructor(
    private readonly file: CaseFile,
    private readonly tasks: TaskBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones first, by their day. */
  list(creditorId: CreditorId, caseId: CaseId): Promise<Task[]> {
    return this.file.look(creditorId, caseId, (tx) =>
      tx.query<Task>(
        `${SELECT} where creditor_id = $1 and case_id = $2 order by state <> 'open', due_on, id limit $3`,
        [creditorId, caseId, TASKS_MAX],
      ),
    );
  }

  /** @returns the open task of the same key where there is one: nothing is to be done twice */
  add(creditorId: CreditorId, caseId: CaseId, dto: NewTaskDto, key?: RequestKey): Promise<Task> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const { title, assignedTo } = dto;
      const dueOn = dayField('dueOn', dto.dueOn);
      const about = { caseId, key: dto.key ?? keyOf(title), title, dueOn };
      const task = assignedTo === undefined ? about : { ...about, assignedTo };
      const id = await this.file.once(tx, key, () => this.tasks.open(tx, creditorId, task, actorOf(dto)));
      return this.#one(tx, desk, id);
    });
  }

  move(creditorId: CreditorId, caseId: CaseId, id: string, dto: TaskMoveDto): Promise<Task> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const task = await this.#one(tx, desk, id);
      if (task.state !== 'open') throw ended(task);
      const dueOn = dto.dueOn === undefined ? task.dueOn : dayField('dueOn', dto.dueOn);
      const assignedTo = dto.assignedTo ?? task.assignedTo;
      await tx.query(
        'update case_task set due_on = $4, assigned_to = $5 where creditor_id = $1 and case_id = $2 and id = $3',
        [creditorId, caseId, id, dueOn, assignedTo],
      );
      const detail = { taskId: id, from: task.dueOn, dueOn, assignedTo, reason: dto.reason };
      await this.file.record(tx, desk, {
        actor: actorOf(dto),
        kind: 'task-moved',
        detail,
        audit: { taskId: id },
      });
      return this.#one(tx, desk, id);
    });
  }

  /** Twice is once. @throws ProblemError 409 when it ended otherwise */
  end(creditorId: CreditorId, caseId: CaseId, id: string, dto: TaskOutcomeDto): Promise<Task> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const task = await this.#one(tx, desk, id);
      const { state, reason } = dto;
      if (task.state === state) return task;
      if (task.state !== 'open') throw ended(task);
      const actor = actorOf(dto);
      await tx.query(END, [creditorId, caseId, id, state, reason, this.clock.now(), actorText(actor)]);
      await this.file.record(tx, desk, {
        actor,
        kind: `task-${state}`,
        detail: { taskId: id, key: task.key, outcome: reason },
        audit: { taskId: id },
      });
      return this.#one(tx, desk, id);
    });
  }

  /** Undoes an end. @throws ProblemError 409 when another task of the same key is open */
  reopen(
    creditorId: CreditorId,
    caseId: CaseId,
    id: string,
    dto: { by?: string; reason: string },
  ): Promise<Task> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const task = await this.#one(tx, desk, id);
      if (task.state === 'open') return task;
      const reopened = await tx.query(REOPEN, [creditorId, caseId, id, task.key]);
      if (reopened.length === 0) throw another(task);
      await this.file.record(tx, desk, {
        actor: actorOf(dto),
        kind: 'task-reopened',
        detail: { taskId: id, key: task.key, reason: dto.reason },
        audit: { taskId: id },
      });
      return this.#one(tx, desk, id);
    });
  }

  async #one(tx: Transaction, { creditorId, id }: DeskCase, taskId: string): Promise<Task> {
    const [task] = await tx.query<Task>(`${SELECT} where creditor_id = $1 and case_id = $2 and id = $3`, [
      creditorId,
      id,
      taskId,
    ]);
    if (!task) throw partNotFound('task', taskId);
    return task;
  }
}

function keyOf(title: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `by-hand:${words.slice(0, 80)}`;
}

function ended({ state }: Task): Error {
  return wrongState(
    'task-ended',
    'The task has ended.',
    `It is ${state}.`,
    'Open it again first, or add another one.',
  );
}

function another({ key }: Task): Error {
  return wrongState(
    'task-open-already',
    'Another task about the same is open.',
    `A task "${key}" is open already.`,
    'Work on that one, or end it first.',
  );
}

const SELECT = `
  select id, case_id as "caseId", key, title, detail, due_on as "dueOn", state, assigned_to as "assignedTo", outcome,
    created_by as "createdBy"
  from case_task`;

const END = prepared(`
  update case_task set state = $4, outcome = $5, ended_at = $6, ended_by = $7
  where creditor_id = $1 and case_id = $2 and id = $3`);

const REOPEN = prepared(`
  update case_task set state = 'open', outcome = null, ended_at = null, ended_by = null
  where creditor_id = $1 and case_id = $2 and id = $3 and not exists (select from case_task o
    where o.creditor_id = $1 and o.case_id = $2 and o.key = $4 and o.state = 'open')
  returning 1`);
