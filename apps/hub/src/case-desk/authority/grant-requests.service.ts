import type { CaseId, CreditorId, JsonObject } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { actorOf, type Actor } from '../../connections/actor.js';
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
import type { GrantAnswerDto } from './authority.dto.js';
import { GRANT_KINDS, type GrantBasis, GrantDesk, type GrantKind, grantKey } from './grant-desk.js';

type CarryOut = (
  tx: Transaction,
  desk: DeskCase,
  body: JsonObject,
  basis: GrantBasis,
  actor: Actor,
) => Promise<string>;

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
         and key like 'creditor-approves:%'`,
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
