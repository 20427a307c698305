import {
  addDays,
  type CaseId,
  type CasePlanId,
  type Clock,
  type CreditorId,
  money,
  newId,
} from '@app/domain';
import type { AuthorityRequest } from '@app/collection';
import type { LetterPlan } from '@app/letters';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CaseBook } from '../../cases/case-book.js';
import { sumOf } from '../../cases/facts/case-balance.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { type GrantBasis, GrantDesk } from '../authority/grant-desk.js';
import type { Granted } from '../deferrals/deferrals.service.js';
import { CaseFile, dayField } from '../file/case-file.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { DeskLetters } from '../letters/desk-letters.js';
import { LimitationWarnings } from '../pauses/limitation-warnings.js';
import { TaskBook } from '../tasks/task-book.js';
import { PlanFees } from './plan-fees.js';
import { planForecast, rateToday } from './plan-forecast.js';
import { contactFirst, lapsed, notOpen, planOpen } from './plan-problems.js';
import type { NewPlanDto, PlanAcceptDto, PlanEndDto, PlanRenegotiateDto } from './plan.dto.js';
import { type Plan, PlanStore } from './plan-store.js';
import { unfitField } from '../../api/unfit-field.js';
import { basisOf, type DraftPlan, draftPlan } from './plan-terms.js';

/** The plan whose place another takes, and how the debtor said yes to that. */
interface Renegotiated {
  readonly planId: string;
  readonly how: PlanAcceptDto['how'];
}

/** Days that a proposal stands open where nobody says otherwise: our choice. */
const ANSWER_DAYS = 14;

/**
 * Plans from what a debtor can pay: proposed, accepted by a yes that somebody heard or read, put in writing, renegotiated
 * before anybody calls them broken.
 */
@Injectable()
export class PlansService {
  constructor(
    private readonly file: CaseFile,
    private readonly store: PlanStore,
    private readonly grants: GrantDesk,
    private readonly fees: PlanFees,
    private readonly book: CaseBook,
    private readonly stop: StepStop,
    private readonly limitation: LimitationWarnings,
    private readonly letters: DeskLetters,
    private readonly tasks: TaskBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<{ readonly desk: DeskCase; readonly plans: Plan[] }> {
    return this.file.look(creditorId, caseId, async (tx, desk) => ({
      desk,
      plans: await this.store.ofCase(tx, creditorId, caseId),
    }));
  }

  one(
    creditorId: CreditorId,
    caseId: CaseId,
    planId: string,
  ): Promise<{ readonly desk: DeskCase; readonly plan: Plan }> {
    return this.file.look(creditorId, caseId, async (tx, desk) => ({
      desk,
      plan: await this.store.one(tx, creditorId, caseId, planId),
    }));
  }

  /** @throws ProblemError 403 beyond-authority; 409 when a plan is open; 422 when the amounts make no plan */
  propose(creditorId: CreditorId, caseId: CaseId, dto: NewPlanDto, key?: RequestKey): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#propose(tx, desk, dto)),
    );
  }

  async #propose(tx: Transaction, desk: DeskCase, dto: NewPlanDto): Promise<Granted> {
    const open = await this.#openPlan(tx, desk);
    if (open?.state === 'proposed' && isSame(open, dto)) return { granted: true, taskId: null, id: open.id };
    if (open) throw planOpen(open);
    const draft = await this.#draft(tx, desk, dto);
    const verdict = await this.#weigh(tx, desk, dto, draft);
    if (!verdict.allowed) return { granted: false, taskId: verdict.taskId, id: null };
    return {
      granted: true,
      taskId: null,
      id: await this.carryOut(tx, desk, dto, verdict.basis, actorOf(dto)),
    };
  }

  /**
   * Proposes what was found to be allowed, or lets it take the place of the plan that it was asked for.
   * @returns its id
   */
  async carryOut(
    tx: Transaction,
    desk: DeskCase,
    dto: NewPlanDto & { readonly renegotiates?: Renegotiated },
    basis: GrantBasis,
    actor: Actor,
  ): Promise<string> {
    if (dto.renegotiates) {
      const old = await this.store.one(tx, desk.creditorId, desk.id, dto.renegotiates.planId);
      return this.#replace(tx, desk, old, dto, dto.renegotiates, basis, actor);
    }
    const open = await this.#openPlan(tx, desk);
    if (open) throw planOpen(open);
    const plan = await this.#add(tx, desk, dto, basis, actor, 'proposed', null);
    const told = { planId: plan.id, answerBy: plan.answerBy, instalments: plan.instalments.length };
    await this.stop.cancel(tx, desk.creditorId, [desk.id], {}, 'plan-proposed', actor);
    await this.limitation.warn(tx, desk, plan.instalments.at(-1)?.dueOn ?? null, actor);
    await this.file.record(tx, desk, {
      actor,
      kind: 'plan-proposed',
      detail: { ...told, reason: dto.reason, authority: basis },
      audit: told,
    });
    return plan.id;
  }

  /** The debtor has said yes. Twice is once. @throws ProblemError 409 when the proposal no longer stands */
  accept(creditorId: CreditorId, caseId: CaseId, planId: string, dto: PlanAcceptDto): Promise<Plan> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const plan = await this.store.one(tx, creditorId, caseId, planId);
      if (plan.state === 'running') return plan;
      if (plan.state !== 'proposed') throw notOpen(plan);
      if (plan.answerBy !== null && plan.answerBy < desk.today) throw lapsed(plan);
      await this.store.move(tx, creditorId, plan, { state: 'running', agreedOn: desk.today });
      await this.#begin(tx, desk, plan, dto, actorOf(dto));
      return this.store.one(tx, creditorId, caseId, planId);
    });
  }

  decline(
    creditorId: CreditorId,
    caseId: CaseId,
    planId: string,
    dto: { by?: string; reason: string },
  ): Promise<Plan> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const plan = await this.store.one(tx, creditorId, caseId, planId);
      if (plan.state === 'declined') return plan;
      if (plan.state !== 'proposed') throw notOpen(plan);
      await this.store.move(tx, creditorId, plan, { state: 'declined', endedOn: desk.today });
      await this.#told(tx, desk, 'plan-declined', planId, dto);
      return this.store.one(tx, creditorId, caseId, planId);
    });
  }

  /** Another plan, to which the debtor has said yes, takes the place of one that no longer fits. No new fee. */
  renegotiate(
    creditorId: CreditorId,
    caseId: CaseId,
    planId: string,
    dto: PlanRenegotiateDto,
    key?: RequestKey,
  ): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#renegotiate(tx, desk, planId, dto)),
    );
  }

  async #renegotiate(
    tx: Transaction,
    desk: DeskCase,
    planId: string,
    dto: PlanRenegotiateDto,
  ): Promise<Granted> {
    const { creditorId, id: caseId } = desk;
    const old = await this.store.one(tx, creditorId, caseId, planId);
    const successor = (await this.store.ofCase(tx, creditorId, caseId)).find(
      (one) => one.replacesId === planId,
    );
    if (successor) return { granted: true, taskId: null, id: successor.id };
    if (old.state !== 'running') throw notOpen(old);
    const kind: NewPlanDto = { ...dto, fee: 'waive' };
    const asked = { planId, how: dto.how };
    const draft = await this.#draft(tx, desk, kind);
    const verdict = await this.#weigh(tx, desk, kind, draft, asked);
    if (!verdict.allowed) return { granted: false, taskId: verdict.taskId, id: null };
    const id = await this.#replace(tx, desk, old, kind, asked, verdict.basis, actorOf(dto));
    return { granted: true, taskId: null, id };
  }

  /** @returns the new plan's id @throws ProblemError 409 when the old one no longer runs */
  async #replace(
    tx: Transaction,
    desk: DeskCase,
    old: Plan,
    dto: NewPlanDto,
    { how }: Renegotiated,
    basis: GrantBasis,
    actor: Actor,
  ): Promise<string> {
    if (old.state !== 'running') throw notOpen(old);
    const { reason } = dto;
    await this.store.move(tx, desk.creditorId, old, { state: 'renegotiated', endedOn: desk.today });
    const plan = await this.#add(tx, desk, dto, basis, actor, 'running', old.id);
    await this.#settleTasks(tx, desk, old, 'renegotiated', actor);
    await this.#told(tx, desk, 'plan-renegotiated', old.id, { reason, actor }, { by: plan.id });
    await this.#begin(tx, desk, plan, { how, reason }, actor);
    return plan.id;
  }

  /** Ends a plan: because the debtor wants it, or because it was not kept and the debtor was spoken to. */
  end(creditorId: CreditorId, caseId: CaseId, planId: string, dto: PlanEndDto): Promise<Plan> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const plan = await this.store.one(tx, creditorId, caseId, planId);
      if (plan.state === 'ended') return plan;
      if (plan.state !== 'running') throw notOpen(plan);
      const late = plan.instalments.find((one) => one.paidMinor < one.amountMinor && one.dueOn < desk.today);
      if (dto.because === 'not-kept' && (late?.contactedOn ?? null) === null) throw contactFirst();
      await this.store.move(tx, creditorId, plan, { state: 'ended', endedOn: desk.today });
      await this.#settleTasks(tx, desk, plan, 'the plan was ended', actorOf(dto));
      await this.#told(tx, desk, 'plan-ended', planId, dto, { because: dto.because });
      return this.store.one(tx, creditorId, caseId, planId);
    });
  }

  async #draft(
    tx: Transaction,
    desk: DeskCase,
    dto: NewPlanDto,
  ): Promise<DraftPlan & { readonly owedMinor: bigint }> {
    const owedMinor = sumOf((await this.file.balance(tx, desk)).total);
    if (owedMinor <= 0n)
      throw unfitField('perMonth', 'has nothing to pay off', 'Nothing is owed: no plan is needed.');
    return { ...draftPlan(dto, owedMinor, desk), owedMinor };
  }

  #weigh(
    tx: Transaction,
    desk: DeskCase,
    dto: NewPlanDto,
    { months, instalments }: DraftPlan,
    renegotiates?: Renegotiated,
  ) {
    const {
      reason,
      askCreditor = false,
      interest,
      perMonth,
      firstDueOn,
      steps,
      freeMonths,
      fee,
      answerBy,
    } = dto;
    const requests: AuthorityRequest[] = [
      { kind: 'grant-plan', months, interestFree: interest === 'waived' },
    ];
    if (!renegotiates && fee === 'waive' && this.fees.mayArise(desk, instalments.length)) {
      requests.push({ kind: 'waive-instalment-fee' });
    }
    const terms = { reason, interest, perMonth, firstDueOn, fee, steps, freeMonths, answerBy };
    const asked = { ...terms, renegotiates };
    const body = JSON.parse(JSON.stringify(asked)) as GrantBasis;
    return this.grants.weigh(tx, desk, {
      kind: 'plan',
      requests,
      body,
      reason,
      actor: actorOf(dto),
      askCreditor,
    });
  }

  async #add(
    tx: Transaction,
    desk: DeskCase,
    dto: NewPlanDto,
    authority: GrantBasis,
    actor: Actor,
    state: 'proposed' | 'running',
    replacesId: CasePlanId | null,
  ): Promise<Plan> {
    const { creditorId, id: caseId, today } = desk;
    const { owedMinor, instalments: without } = await this.#draft(tx, desk, dto);
    const fee = await this.fees.feeFor(tx, desk, without.length, dto.fee);
    const { instalments } =
      fee.minor === 0n ? { instalments: without } : draftPlan(dto, owedMinor + fee.minor, desk);
    const answerBy =
      dto.answerBy === undefined ? addDays(today, ANSWER_DAYS) : dayField('answerBy', dto.answerBy);
    if (answerBy < today) throw unfitField('answerBy', 'has passed', 'Give the debtor some days.');
    const id = newId<'CasePlanId'>(this.clock) as CasePlanId;
    const feeBasis = { minor: `${fee.minor}`, claimId: fee.claimId ?? null, rule: fee.rule };
    const basis = { ...basisOf(dto), owedMinor: `${owedMinor}`, planFee: feeBasis };
    const times = { agreedOn: today, answerBy: state === 'proposed' ? answerBy : null };
    const by = { createdAt: this.clock.now(), createdBy: actorText(actor) };
    const totalMinor = owedMinor + fee.minor;
    const terms = { interest: dto.interest, totalMinor, replacesId, basis, authority, note: dto.reason };
    await this.store.add(tx, creditorId, { caseId, id, state, ...times, ...terms, ...by }, instalments);
    return this.store.one(tx, creditorId, caseId, id);
  }

  /** From now on it holds the machine, as long as it is kept; the debtor has it in writing. */
  async #begin(
    tx: Transaction,
    desk: DeskCase,
    plan: Plan,
    { how, reason }: PlanAcceptDto,
    actor: Actor,
  ): Promise<void> {
    await this.fees.charge(tx, desk, plan, actor);
    await this.stop.cancel(tx, desk.creditorId, [desk.id], {}, 'plan-agreed', actor);
    await this.#told(tx, desk, 'plan-agreed', plan.id, { reason, actor }, { how });
    const instalments = plan.instalments.map(({ number, dueOn, amountMinor }) => ({
      number,
      dueOn,
      amount: money(amountMinor, desk.currency),
    }));
    const forecast = await this.#forecast(tx, desk, plan);
    await this.letters.write(tx, desk, 'plan-agreement', {
      plan: { instalments, interest: plan.interest, ...(forecast === undefined ? {} : { forecast }) },
    });
  }

  async #forecast(tx: Transaction, desk: DeskCase, plan: Plan): Promise<LetterPlan['forecast']> {
    const yearlyPpm = rateToday(desk);
    if (plan.interest === 'waived' || yearlyPpm === undefined) return undefined;
    const { total } = await this.file.balance(tx, desk);
    return planForecast(plan.instalments, total, yearlyPpm, desk);
  }

  async #settleTasks(
    tx: Transaction,
    { creditorId, id }: DeskCase,
    plan: Plan,
    outcome: string,
    actor: Actor,
  ): Promise<void> {
    for (const key of [`instalment-late:${plan.id}`, `renegotiate:${plan.id}`]) {
      await this.tasks.settle(tx, creditorId, { caseId: id, key, outcome }, actor);
    }
  }

  #told(
    tx: Transaction,
    desk: DeskCase,
    kind: string,
    planId: string,
    { reason, ...who }: { readonly by?: string; readonly actor?: Actor; readonly reason: string },
    more: GrantBasis = {},
  ): Promise<void> {
    const told = { planId, ...more };
    const actor = who.actor ?? actorOf(who);
    return this.file.record(tx, desk, { actor, kind, detail: { ...told, reason }, audit: told });
  }

  /** A proposal that nobody answered in time is over: silence is no yes. */
  async #openPlan(tx: Transaction, { creditorId, id, today }: DeskCase): Promise<Plan | undefined> {
    const plans = await this.store.ofCase(tx, creditorId, id);
    const open = plans.find(({ state }) => state === 'proposed' || state === 'running');
    if (open?.state !== 'proposed' || open.answerBy === null || open.answerBy >= today) return open;
    await this.store.move(tx, creditorId, open, { state: 'declined', endedOn: today });
    await this.book.tell(tx, [
      { caseId: id, kind: 'plan-proposal-lapsed', detail: { planId: open.id }, actor: 'system' },
    ]);
    return undefined;
  }
}

function isSame(plan: Plan, dto: NewPlanDto): boolean {
  const { perMonth, firstDueOn, fee } = plan.basis;
  const same = perMonth === dto.perMonth && firstDueOn === dto.firstDueOn && fee === dto.fee;
  return same && plan.interest === dto.interest && plan.note === dto.reason;
}
