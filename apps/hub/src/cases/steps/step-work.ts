import {
  type CaseId,
  type CaseLetterId,
  type CaseStepId,
  type Clock,
  type CreditorId,
  newId,
} from '@app/domain';
import type { Channel, StepDecision } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import { CaseReader } from '../facts/case-reader.js';
import type { CaseRecord } from '../facts/case-record.js';
import type { PassTerms } from '../pass/assess-case.js';
import { AssessmentStore } from '../pass/assessment-store.js';
import { CasePass } from '../pass/case-pass.js';
import { assessEach } from '../pass/law-gaps.js';
import { type LetterFacts, letterFacts } from './letter-facts.js';
import { isObstacle, obstacleInWords } from './letter-obstacle.js';
import { isKnownToFail, letterRecipient } from './letter-recipient.js';
import { LetterStore } from './letter-store.js';
import { type Prepared, StepPreparation } from './step-preparation.js';

/** Steps of one run for a creditor; what is left is found by the next one. */
const STEPS_MAX = 100_000;
const PAGE = 100;
/** A case that people change again and again while its letter is made is left to the next run. */
const ATTEMPTS_MAX = 3;

interface PlannedRef {
  readonly caseId: CaseId;
  readonly stepId: CaseStepId;
}

/**
 * Does the steps that are planned: renders the letter, then charges what the law allows and writes letter, fee, deadline
 * and timeline in one transaction. Sending comes afterwards, from the stored letter. A step is judged once more just
 * before, so that one that was planned at night is not taken when somebody has paid or objected since.
 */
@Injectable()
export class StepWork {
  constructor(
    private readonly database: Database,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly assessments: AssessmentStore,
    private readonly book: CaseBook,
    private readonly letters: LetterStore,
    private readonly preparation: StepPreparation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not inside a transaction. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    const tried = new Set<string>();
    for (let done = 0; done < STEPS_MAX && !signal.aborted;) {
      const page = await this.database.asCreditor(creditorId, (tx) => this.#planned(tx, [...tried]));
      if (page.length === 0) return;
      for (const ref of page) {
        if (signal.aborted) return;
        await this.take(creditorId, ref);
        tried.add(ref.stepId);
        done += 1;
      }
    }
  }

  /** Takes one planned step, or finds that it is not to be taken any more. */
  async take(creditorId: CreditorId, ref: PlannedRef): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const read = await this.database.asCreditor(creditorId, (tx) => this.#read(tx, creditorId, ref));
      if (read === undefined) return;
      const { record, terms, facts, decision } = read;
      let prepared: Prepared;
      try {
        prepared = await this.preparation.prepare(record, terms, facts, decision, ref.stepId);
      } catch (error) {
        if (!isObstacle(error)) throw error;
        const { kind, regime } = decision.step!;
        const why = obstacleInWords(error, kind, regime);
        await this.database.asCreditor(creditorId, (tx) => this.#cannot(tx, record, ref, why, terms));
        return;
      }
      if (await this.database.asCreditor(creditorId, (tx) => this.#write(tx, record, prepared, terms)))
        return;
    }
  }

  /**
   * Puts the same letter on the next channel that its step allows, as it was written: what it demands and its deadline
   * stay. In the caller's transaction, which has locked the case.
   * @returns false when no channel is left
   */
  async sendOtherwise(
    tx: Transaction,
    creditorId: CreditorId,
    caseId: CaseId,
    stepId: CaseStepId,
    letterId: CaseLetterId,
  ): Promise<boolean> {
    const [step] = await tx.query<{ fallback: Channel[] }>(
      `select fallback from case_step where creditor_id = $1 and case_id = $2 and id = $3`,
      [creditorId, caseId, stepId],
    );
    const facts = await letterFacts(tx, caseId);
    const [channel, ...left] = (step?.fallback ?? []).filter((next) => isReachable(facts, next));
    if (channel === undefined) return false;
    const id = newId<'CaseLetterId'>(this.clock) as CaseLetterId;
    await this.letters.copy(tx, {
      caseId,
      letterId,
      id,
      channel,
      to: letterRecipient(facts, channel, undefined),
    });
    await tx.query(
      `update case_step set channel = $4, fallback = $5, letter_id = $6, changed_at = $7
       where creditor_id = $1 and case_id = $2 and id = $3`,
      [creditorId, caseId, stepId, channel, left, id, this.clock.now()],
    );
    await this.book.tell(tx, [
      { caseId, kind: 'channel-changed', actor: 'system', detail: { stepId, letterId: id, channel } },
    ]);
    return true;
  }

  #planned(tx: Transaction, tried: readonly string[]): Promise<PlannedRef[]> {
    return tx.query<PlannedRef>(
      `select case_id as "caseId", id as "stepId" from case_step
       where creditor_id = $1 and state = 'planned' and not id = any($2::uuid[]) order by due_on, case_id limit ${PAGE}`,
      [tx.creditorId, tried],
    );
  }

  async #read(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, stepId }: PlannedRef,
  ): Promise<
    | {
        readonly record: CaseRecord;
        readonly terms: PassTerms;
        readonly facts: LetterFacts;
        readonly decision: StepDecision;
      }
    | undefined
  > {
    await this.book.lock(tx, [caseId]);
    const terms = await this.pass.terms(tx, creditorId);
    const [record] = await this.reader.some(tx, [caseId]);
    if (record?.planned?.id !== stepId) return undefined;
    const assessed = assessEach([record], terms, this.clock);
    const [found] = assessed.found;
    if (!found || found.toCancel !== undefined || found.closes || found.charges.length > 0) {
      // Not the same step any more, or a fee comes first: written down, and planned anew where it is still due.
      await this.assessments.write(tx, assessed, terms.today);
      return undefined;
    }
    return { record, terms, facts: await letterFacts(tx, caseId), decision: found.decision };
  }

  /** @returns false when the case has changed since it was read: nothing was written */
  async #write(tx: Transaction, record: CaseRecord, made: Prepared, terms: PassTerms): Promise<boolean> {
    const { step, decision, fees, letter, copy } = made;
    const caseId = record.id;
    const [locked] = await tx.query<{ revision: number }>(
      `select revision from debt_case where creditor_id = $1 and id = $2 for update`,
      [tx.creditorId, caseId],
    );
    if (locked?.revision !== record.revision) return false;
    const approvedBy = decision.step?.legalEffect ? (terms.settings.process.approval?.by ?? null) : null;
    const [done] = await tx.query(
      `update case_step set state = 'done', done_on = $4, deadline_on = $5, channel = $6, letter_id = $7, approved_by = $8,
         changed_at = $9
       where creditor_id = $1 and case_id = $2 and id = $3 and state = 'planned' returning id`,
      [
        tx.creditorId,
        caseId,
        step.id,
        step.on,
        step.deadlineOn,
        step.channel,
        letter.id,
        approvedBy,
        this.clock.now(),
      ],
    );
    if (!done) return false;
    await this.letters.add(tx, {
      caseId,
      stepId: step.id,
      replacesId: null,
      deadlineOn: step.deadlineOn,
      letter,
    });
    // Not the step's letter: whether the copy arrives changes nothing in what the debtor has got.
    if (copy)
      await this.letters.add(tx, {
        caseId,
        stepId: null,
        replacesId: null,
        deadlineOn: step.deadlineOn,
        letter: copy,
        copyOfId: letter.id,
      });
    await this.book.charge(tx, fees);
    await this.book.tell(tx, [
      {
        caseId,
        kind: 'step-done',
        actor: 'system',
        detail: {
          step: step.kind,
          stepId: step.id,
          letterId: letter.id,
          channel: step.channel,
          deadlineOn: step.deadlineOn,
          rule: (decision.step?.channel?.rule.ruleId ?? null) as string | null,
        },
      },
      ...fees.map(({ kind, claimId, amountMinor, entry }) => ({
        caseId,
        kind: amountMinor < 0n ? 'fee-reduced' : 'fee-charged',
        actor: 'system',
        detail: { entry, kind, claimId, amountMinor: `${amountMinor}` },
      })),
    ]);
    if (step.kind === 'legal-hand-off') {
      await tx.query(`update debt_case set state = 'legal' where creditor_id = $1 and id = $2`, [
        tx.creditorId,
        caseId,
      ]);
    }
    await this.book.touch(tx, [caseId]);
    await this.pass.assess(tx, terms.creditor.id, [caseId]);
    await this.letters.wake(tx, terms.creditor.id);
    return true;
  }

  /** A letter that lacks what the law asks for is not sent: a person is told which field, and the step waits. */
  async #cannot(
    tx: Transaction,
    record: CaseRecord,
    { stepId }: PlannedRef,
    why: string,
    { today }: PassTerms,
  ): Promise<void> {
    await this.book.lock(tx, [record.id]);
    await tx.query(
      `update case_step set state = 'cancelled', changed_at = $3 where creditor_id = $1 and id = $2 and state = 'planned'`,
      [tx.creditorId, stepId, this.clock.now()],
    );
    const isNew = await this.letters.ask(tx, record.id, 'letter-cannot-be-made', why, today);
    // Each pass tries again; as long as nobody has done the task there is nothing new to tell.
    if (!isNew) return;
    await this.book.tell(tx, [
      { caseId: record.id, kind: 'letter-refused', actor: 'system', detail: { reason: why } },
    ]);
  }
}

/** An sms is another text than a letter, and a call is a person's: only what can carry the whole letter stands in for it. */
function isReachable(facts: LetterFacts, channel: Channel): boolean {
  const { value = '', addressLines: lines = [] } = letterRecipient(facts, channel, undefined);
  if (channel === 'letter' && isKnownToFail(facts)) return false;
  return channel === 'letter' ? lines.length > 0 : channel === 'email' && value !== '';
}
