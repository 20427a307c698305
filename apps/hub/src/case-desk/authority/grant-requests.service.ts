import type { CaseId, CreditorId, DebtorKind, JsonObject } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { actorOf, type Actor } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { AdjustmentsService } from '../adjustments/adjustments.service.js';
import type { NewReductionDto, NewWaiverDto } from '../adjustments/adjustment.dto.js';
import { ReductionsService } from '../adjustments/reductions.service.js';
import type { NewDeferralDto } from '../deferrals/deferral.dto.js';
import { DeferralsService, type Granted } from '../deferrals/deferrals.service.js';
import { CaseFile } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import type { NewPlanDto } from '../plans/plan.dto.js';
import { PlansService } from '../plans/plans.service.js';
import { TaskBook } from '../tasks/task-book.js';
import type { GrantAnswerDto, GrantRequestDto } from './authority.dto.js';
import { type GrantBasis, GrantDesk } from './grant-desk.js';
import { GRANT_KEY_BEGIN, GRANT_KINDS, type GrantKind, grantKey } from './grant-kinds.js';

type CarryOut = (
  tx: Transaction,
  desk: DeskCase,
  body: JsonObject,
  basis: GrantBasis,
  actor: Actor,
) => Promise<string>;

interface Asked {
  readonly detail: JsonObject;
}

export interface WaitingRequest extends Readonly<GrantRequestDto> {
  readonly debtorKind: DebtorKind;
}

/** The creditor's answer to what went beyond the authority: on a yes it is carried out as it was asked for. */
@Injectable()
export class GrantRequestsService {
  readonly #carryOut: Readonly<Record<GrantKind, CarryOut>>;

  constructor(
    private readonly file: CaseFile,
    private readonly tasks: TaskBook,
    private readonly grants: GrantDesk,
    deferrals: DeferralsService,
    plans: PlansService,
    adjustments: AdjustmentsService,
    reductions: ReductionsService,
  ) {
    // The body was checked when it was sent, and kept as it was.
    const kept = <T>(body: JsonObject): T => body as unknown as T;
    this.#carryOut = {
      deferral: (tx, desk, body, basis, actor) =>
        deferrals.carryOut(tx, desk, kept<NewDeferralDto>(body), basis, actor),
      plan: (tx, desk, body, basis, actor) => plans.carryOut(tx, desk, kept<NewPlanDto>(body), basis, actor),
      'interest-waiver': (tx, desk, body, basis, actor) =>
        adjustments.carryOut(tx, desk, kept<NewWaiverDto>(body), basis, actor),
      'principal-reduction': (tx, desk, body, basis, actor) =>
        reductions.carryOut(tx, desk, kept<NewReductionDto>(body), basis, actor),
    };
  }

  /** Open ones of all the creditor's cases, oldest first. */
  waiting(creditorId: CreditorId): Promise<WaitingRequest[]> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      const rows = await tx.query<Omit<WaitingRequest, 'kind' | 'wish' | 'limit' | 'reason'> & Asked>(
        WAITING,
        [creditorId],
      );
      return rows.flatMap(({ detail, ...row }) => {
        const kind = GRANT_KINDS.find((one) => one === detail['kind']);
        if (kind === undefined) return [];
        const { reason, ...wish } = detail['body'] as JsonObject;
        return [{ ...row, kind, wish, limit: detail['limit'] as JsonObject, reason: String(reason) }];
      });
    });
  }

  /** As `answer`, where only the task is named. */
  async answerAny(
    creditorId: CreditorId,
    taskId: string,
    dto: GrantAnswerDto,
    key?: RequestKey,
  ): Promise<Granted> {
    const caseId = await this.file.ofCreditor(creditorId, async (tx) => {
      const [task] = await tx.query<{ caseId: CaseId }>(
        'select case_id as "caseId" from case_task where creditor_id = $1 and id = $2',
        [creditorId, taskId],
      );
      if (!task) throw partNotFound('grant-request', taskId);
      return task.caseId;
    });
    return this.answer(creditorId, caseId, taskId, dto, key);
  }

  /** @throws ProblemError 404 when nothing was asked by this task; 409 when it was answered before */
  answer(
    creditorId: CreditorId,
    caseId: CaseId,
    taskId: string,
    dto: GrantAnswerDto,
    key?: RequestKey,
  ): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#answer(tx, desk, taskId, dto)),
    );
  }

  async #answer(tx: Transaction, desk: DeskCase, taskId: string, dto: GrantAnswerDto): Promise<Granted> {
    const { creditorId, id: caseId } = desk;
    const { kind, body, reason } = await this.#asked(tx, desk, taskId);
    const actor = actorOf(dto);
    const outcome = `The creditor said ${dto.answer}: ${dto.reason}`;
    await this.tasks.settle(tx, creditorId, { caseId, key: grantKey(kind), outcome }, actor);
    const told = { taskId, kind, answer: dto.answer };
    await this.file.record(tx, desk, {
      actor,
      kind: 'creditor-answered',
      detail: { ...told, reason: dto.reason },
      audit: told,
    });
    if (dto.answer === 'no') return { granted: false, taskId, id: null };
    const wish = { kind, requests: [], body, reason, actor, askCreditor: false };
    const basis = await this.grants.byCreditor(tx, desk, wish, taskId);
    return { granted: true, taskId, id: await this.#carryOut[kind](tx, desk, body, basis, actor) };
  }

  async #asked(
    tx: Transaction,
    { creditorId, id }: DeskCase,
    taskId: string,
  ): Promise<{ readonly kind: GrantKind; readonly body: JsonObject; readonly reason: string }> {
    const [task] = await tx.query<{ state: string; detail: JsonObject }>(
      `select state, detail from case_task where creditor_id = $1 and case_id = $2 and id = $3
         and key like '${GRANT_KEY_BEGIN}%'`,
      [creditorId, id, taskId],
    );
    const kind = GRANT_KINDS.find((one) => one === task?.detail['kind']);
    if (!task || kind === undefined) throw partNotFound('grant-request', taskId);
    if (task.state !== 'open') {
      throw wrongState(
        'grant-request-answered',
        'The creditor has answered before.',
        'The task is no longer open.',
        'Ask anew if something has changed.',
      );
    }
    const { body, reason } = task.detail;
    return { kind, body: body as JsonObject, reason: String(reason) };
  }
}

const WAITING = `
  select t.id as "taskId", t.case_id as "caseId", d.reference as "caseReference", b.name as "debtorName",
    b.kind as "debtorKind", d.currency, t.detail, t.created_at as "askedAt", t.due_on as "dueOn"
  from case_task t join debt_case d on d.creditor_id = t.creditor_id and d.id = t.case_id
    join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
  where t.creditor_id = $1 and t.state = 'open' and t.key like '${GRANT_KEY_BEGIN}%'
  order by t.created_at, t.id limit 500`;
