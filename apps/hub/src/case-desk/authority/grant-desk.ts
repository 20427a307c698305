import { addDays, type JsonObject } from '@app/domain';
import { type AuthorityAnswer, type AuthorityRequest, mayGrant } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { Actor } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseFile } from '../file/case-file.js';
import { NOTHING_CHANGED } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { TaskBook } from '../tasks/task-book.js';
import { AuthorityStore } from './authority-store.js';
import { type GrantKind, grantKey } from './grant-kinds.js';

/** Days that a creditor who is asked has before somebody asks again: our choice. */
const CREDITOR_ANSWER_DAYS = 7;

/** What somebody wants to grant, as it can be carried out later when the creditor has said yes. */
export interface Wish {
  readonly kind: GrantKind;
  /** What the authority has to allow, all of it. */
  readonly requests: readonly AuthorityRequest[];
  /** The body of the request, to carry it out from. */
  readonly body: JsonObject;
  readonly reason: string;
  readonly actor: Actor;
  readonly askCreditor: boolean;
}

/** Why it may be granted: the limits that allow it, or the creditor's own word. Stored with what was granted. */
export type GrantBasis = JsonObject;

export type Verdict =
  | { readonly allowed: true; readonly basis: GrantBasis }
  | { readonly allowed: false; readonly taskId: string };

/** The task's key, and what a person reads in it. */
const TITLES: Readonly<Record<GrantKind, string>> = {
  deferral: 'Ask the creditor whether this much time to pay may be given.',
  plan: 'Ask the creditor whether this plan may be agreed on.',
  'interest-waiver': 'Ask the creditor whether this much interest may be waived.',
  'principal-reduction': 'Ask the creditor whether this much of the principal may be given up.',
};

/** Holds a wish against the creditor's authority; every use of it is written down with who, what and why. */
@Injectable()
export class GrantDesk {
  constructor(
    private readonly store: AuthorityStore,
    private readonly file: CaseFile,
    private readonly tasks: TaskBook,
    private readonly audit: AuditLog,
  ) {}

  /**
   * In the transaction of what is granted, on the locked case.
   * @throws ProblemError 403 beyond-authority, where the creditor is not to be asked
   */
  async weigh(tx: Transaction, desk: DeskCase, wish: Wish): Promise<Verdict> {
    const settings = await this.store.inForce(tx, desk.creditorId);
    const answers = wish.requests.map((request) => mayGrant(settings, request));
    const refused = answers.find((answer) => !answer.allowed);
    if (refused && !refused.allowed) return this.#beyond(tx, desk, wish, refused);
    const limits = answers.flatMap((answer) =>
      answer.allowed ? answer.basis.map((basis) => ({ ...basis })) : [],
    );
    await this.#used(tx, desk, wish, { limits });
    return { allowed: true, basis: { limits } };
  }

  /** The creditor has said yes to what goes beyond. */
  async byCreditor(tx: Transaction, desk: DeskCase, wish: Wish, taskId: string): Promise<GrantBasis> {
    const basis = { creditorSaidYes: taskId };
    await this.#used(tx, desk, wish, basis);
    return basis;
  }

  async #used(tx: Transaction, desk: DeskCase, wish: Wish, basis: GrantBasis): Promise<void> {
    const { kind, actor, requests } = wish;
    await this.audit.record(tx, {
      actor,
      action: 'authority.used',
      subject: { kind: 'case', id: desk.id },
      detail: { kind, basis, requests: requests.map(requestJson) },
    });
  }

  async #beyond(
    tx: Transaction,
    desk: DeskCase,
    wish: Wish,
    refused: Extract<AuthorityAnswer, { allowed: false }>,
  ): Promise<Verdict> {
    const { kind, actor, body, reason, askCreditor } = wish;
    if (!askCreditor) throw beyondAuthority(refused);
    const task = {
      caseId: desk.id,
      key: grantKey(kind),
      title: TITLES[kind],
      detail: { kind, body, reason, limit: { ...refused.basis } },
      dueOn: addDays(desk.today, CREDITOR_ANSWER_DAYS),
    };
    const taskId = await this.tasks.open(tx, desk.creditorId, task, actor);
    const told = { taskId, kind, limit: { ...refused.basis } };
    await this.file.record(tx, desk, {
      actor,
      kind: 'creditor-asked',
      detail: { ...told, reason },
      audit: told,
    });
    return { allowed: false, taskId };
  }
}

function requestJson(request: AuthorityRequest): JsonObject {
  return Object.fromEntries(
    Object.entries(request).map(([field, value]) => [field, typeof value === 'bigint' ? `${value}` : value]),
  ) as JsonObject;
}

function beyondAuthority({ basis, left }: Extract<AuthorityAnswer, { allowed: false }>): ProblemError {
  const { field, from, limit, version } = basis;
  const whose = from === 'creditor' ? 'The creditor’s own terms' : 'The default terms';
  return new ProblemError({
    status: 403,
    code: 'beyond-authority',
    title: 'The creditor’s authority does not reach that far.',
    cause: `${whose} (version ${version}) say ${field} = ${limit}${left === undefined ? '' : `; of that ${left} is left`}.`,
    consequence: NOTHING_CHANGED,
    remedy:
      'Grant less, or send it again with "askCreditor": true: the creditor can say yes, and a task asks them.',
    fields: [{ field, reason: `the limit is ${limit}` }],
  });
}
