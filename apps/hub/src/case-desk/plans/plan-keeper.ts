import { type CaseId, type CreditorId, type LocalDate, money } from '@app/domain';
import { type PlanMessage, planMessageOn, type PlanMessageSent } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseFile } from '../file/case-file.js';
import type { DeskCase } from '../file/desk-case.js';
import { DeskLetters } from '../letters/desk-letters.js';
import { TaskBook } from '../tasks/task-book.js';
import { fillInstalments } from './fill-instalments.js';
import { type Plan, PlanStore, type StoredInstalment } from './plan-store.js';
import { planFacts } from './plan-terms.js';

const PAGE = 500;
const PAGES_MAX = 1_000;
const NIL = '00000000-0000-0000-0000-000000000000' as CaseId;

/**
 * Looks after plans that run: money that came in meets instalments in order, a due day is reminded of, a missed one is
 * asked about kindly before anything else, and one that no longer fits is a person's task to renegotiate.
 */
@Injectable()
export class PlanKeeper {
  constructor(
    private readonly file: CaseFile,
    private readonly store: PlanStore,
    private readonly letters: DeskLetters,
    private readonly tasks: TaskBook,
  ) {}

  /** Not inside a transaction. The same day twice does nothing more. @returns how many plans were looked at */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<number> {
    let [after, seen] = [NIL, 0];
    for (let page = 0; page < PAGES_MAX && !signal.aborted; page += 1) {
      const cases = await this.file.ofCreditor(creditorId, (tx) => runningAfter(tx, creditorId, after));
      for (const { caseId } of cases) {
        if (signal.aborted) return seen;
        await this.file.change(creditorId, caseId, (tx, desk) => this.keep(tx, desk));
        seen += 1;
      }
      const last = cases.at(-1);
      if (last === undefined || cases.length < PAGE) return seen;
      after = last.caseId;
    }
    return seen;
  }

  /** On the locked case. */
  async keep(tx: Transaction, desk: DeskCase): Promise<void> {
    const plans = await this.store.ofCase(tx, desk.creditorId, desk.id);
    const running = plans.find(({ state }) => state === 'running');
    if (!running) return;
    const paidMinor = await this.store.paidSince(tx, desk.creditorId, running);
    const instalments = fillInstalments(running.instalments, paidMinor, desk.today);
    const plan = { ...running, instalments };
    const isChanged = JSON.stringify(exact(instalments)) !== JSON.stringify(exact(running.instalments));
    if (isChanged) await this.store.setInstalments(tx, desk.creditorId, plan, instalments);
    const isPaid = instalments.every((one) => one.paidMinor >= one.amountMinor);
    if (isPaid || desk.state === 'closed') {
      await this.#completed(tx, desk, plan);
      return;
    }
    const message = planMessageOn(planFacts(plan), sentOf(plan), desk.today);
    if (message) await this.#say(tx, desk, plan, message);
  }

  async #completed(tx: Transaction, desk: DeskCase, plan: Plan): Promise<void> {
    await this.store.move(tx, desk.creditorId, plan, { state: 'completed', endedOn: desk.today });
    for (const key of [`instalment-late:${plan.id}`, `renegotiate:${plan.id}`]) {
      const done = { caseId: desk.id, key, outcome: 'The plan is paid.' };
      await this.tasks.settle(tx, desk.creditorId, done, SYSTEM_ACTOR);
    }
    const told = { planId: plan.id };
    await this.file.record(tx, desk, {
      actor: SYSTEM_ACTOR,
      kind: 'plan-completed',
      detail: told,
      audit: told,
    });
  }

  async #say(tx: Transaction, desk: DeskCase, plan: Plan, { kind, instalment }: PlanMessage): Promise<void> {
    const about = plan.instalments.find(({ dueOn }) => dueOn === instalment.dueOn);
    if (!about) return;
    const told = { planId: plan.id, number: about.number, dueOn: about.dueOn };
    if (kind === 'instalment-reminder') {
      await this.#mark(tx, desk, plan, { ...about, remindedOn: desk.today });
      await this.#write(tx, desk, plan, kind, about);
    }
    if (kind === 'instalment-late') {
      await this.#mark(tx, desk, plan, { ...about, contactedOn: desk.today });
      await this.#write(tx, desk, plan, kind, about);
      await this.#ask(tx, desk, `instalment-late:${plan.id}`, LATE, told);
    }
    if (kind === 'renegotiate') {
      if (await this.#wasAsked(tx, desk, plan, about.dueOn)) return;
      if (about.contactedOn === null) await this.#mark(tx, desk, plan, { ...about, contactedOn: desk.today });
      await this.#ask(tx, desk, `renegotiate:${plan.id}`, RENEGOTIATE, told);
    }
    await this.file.record(tx, desk, { actor: SYSTEM_ACTOR, kind, detail: told, audit: told });
  }

  #mark(tx: Transaction, desk: DeskCase, plan: Plan, changed: StoredInstalment): Promise<void> {
    return this.store.setInstalments(tx, desk.creditorId, plan, [changed]);
  }

  async #write(
    tx: Transaction,
    desk: DeskCase,
    plan: Plan,
    kind: 'instalment-reminder' | 'instalment-late',
    { number, dueOn, amountMinor, paidMinor }: StoredInstalment,
  ): Promise<void> {
    const amount = money(amountMinor - paidMinor, desk.currency);
    const instalment = { number, dueOn, amount, of: plan.instalments.length };
    await this.letters.write(tx, desk, kind, { instalment });
  }

  async #ask(
    tx: Transaction,
    desk: DeskCase,
    key: string,
    title: string,
    detail: { readonly planId: string; readonly number: number; readonly dueOn: LocalDate },
  ): Promise<void> {
    const task = { caseId: desk.id, key, title, detail, dueOn: desk.today };
    await this.tasks.open(tx, desk.creditorId, task, SYSTEM_ACTOR);
  }

  /** One question for each missed day, also when its task is done: a person has decided. */
  async #wasAsked(tx: Transaction, desk: DeskCase, plan: Plan, dueOn: LocalDate): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from case_task where creditor_id = $1 and case_id = $2 and key = $3 and detail->>'dueOn' = $4 limit 1`,
      [desk.creditorId, desk.id, `renegotiate:${plan.id}`, dueOn],
    );
    return rows.length > 0;
  }
}

const LATE = 'An instalment is late: call the debtor and ask kindly whether something has happened.';
const RENEGOTIATE = 'The plan no longer fits: offer the debtor one that does, before anything else.';

function sentOf({ instalments }: Plan): PlanMessageSent[] {
  return instalments.flatMap(({ dueOn, remindedOn, contactedOn }): PlanMessageSent[] => [
    ...(remindedOn === null ? [] : [{ kind: 'instalment-reminder' as const, dueOn }]),
    ...(contactedOn === null ? [] : [{ kind: 'instalment-late' as const, dueOn }]),
  ]);
}

function exact(instalments: readonly StoredInstalment[]): unknown[] {
  return instalments.map(({ number, paidMinor, paidOn }) => [number, `${paidMinor}`, paidOn]);
}

function runningAfter(tx: Transaction, creditorId: CreditorId, after: CaseId): Promise<{ caseId: CaseId }[]> {
  return tx.query<{ caseId: CaseId }>(
    `select case_id as "caseId" from case_plan where creditor_id = $1 and state = 'running' and case_id > $2
     order by case_id limit ${PAGE}`,
    [creditorId, after],
  );
}
