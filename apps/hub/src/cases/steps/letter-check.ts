import { isDeepStrictEqual } from 'node:util';
import type { CaseId, CaseLetterId, CaseStepId, Clock, CreditorId, JsonObject } from '@app/domain';
import type { PlannedStep } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import { CaseReader } from '../facts/case-reader.js';
import type { CaseRecord } from '../facts/case-record.js';
import type { PassTerms } from '../pass/assess-case.js';
import { CasePass } from '../pass/case-pass.js';
import { type LetterFacts, letterFacts } from './letter-facts.js';
import { isObstacle } from './letter-obstacle.js';
import { guardianCopy, letterRecipient } from './letter-recipient.js';
import { exactJson, LetterStore } from './letter-store.js';
import { type Prepared, StepPreparation, stepToday, type Written } from './step-preparation.js';
import { StepWork } from './step-work.js';
import { takeable } from './takeable.js';

/** A case that people change again and again while its letter is looked at is left to the next run. */
const ATTEMPTS_MAX = 3;

export interface LetterRef {
  readonly caseId: CaseId;
  readonly id: CaseLetterId;
  readonly stepId: CaseStepId;
}

interface StoredLetter {
  readonly input: JsonObject;
  readonly recipient: JsonObject;
  readonly hasCopy: boolean;
}

interface Read {
  readonly record: CaseRecord;
  readonly terms: PassTerms;
  readonly facts: LetterFacts;
  readonly stored: StoredLetter;
}

/** What becomes of the letter: it leaves as it is, another takes its place, or it does not leave at all. */
type Finding =
  | { readonly is: 'true' }
  | { readonly is: 'replaced'; readonly planned: PlannedStep; readonly written: Written }
  | { readonly is: 'withdrawn'; readonly because: string; readonly again: boolean };

/**
 * Looks at the letter of a step once more before it leaves for the first time: money, a credit, an objection, a pause or a
 * plan may have come since it was written, or its day may have passed. It then says today's sum and day, or it is withdrawn
 * with what it would have cost. A letter that may have left already is never looked at: it stays as it was.
 */
@Injectable()
export class LetterCheck {
  constructor(
    private readonly database: Database,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly book: CaseBook,
    private readonly letters: LetterStore,
    private readonly preparation: StepPreparation,
    private readonly steps: StepWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Not inside a transaction. Afterwards the letter is marked as looked at, or taken back.
   * @param mayRepeat where the step still stands but not as it was written, it is taken anew at once
   */
  async check(creditorId: CreditorId, ref: LetterRef, mayRepeat: boolean): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const read = await this.database.asCreditor(creditorId, (tx) => this.#read(tx, creditorId, ref));
      if (read === undefined) return;
      const finding = this.#judge(read, ref);
      const done = await this.#act(creditorId, ref, read, finding);
      if (!done) continue;
      if (finding.is === 'withdrawn' && finding.again && mayRepeat) await this.#again(creditorId, ref);
      return;
    }
  }

  async #read(tx: Transaction, creditorId: CreditorId, { caseId, id }: LetterRef): Promise<Read | undefined> {
    await this.book.lock(tx, [caseId]);
    const [stored] = await tx.query<StoredLetter>(
      `select l.input, l.recipient, exists (select from case_letter c where c.creditor_id = $1 and c.case_id = $2
         and c.copy_of_id = $3) as "hasCopy" from case_letter l
       where l.creditor_id = $1 and l.case_id = $2 and l.id = $3 and l.state = 'planned' and l.attempts = 0`,
      [creditorId, caseId, id],
    );
    if (!stored) return undefined;
    const terms = await this.pass.terms(tx, creditorId);
    const [record] = await this.reader.some(tx, [caseId]);
    return record && { record, terms, facts: await letterFacts(tx, caseId), stored };
  }

  #judge({ record, terms, facts, stored }: Read, { stepId }: LetterRef): Finding {
    try {
      const answer = takeable(record, stepId, terms, this.clock);
      if ('because' in answer) return { is: 'withdrawn', ...answer };
      const { planned, channel } = answer;
      const step = stepToday(planned, stepId, channel, terms);
      const written = this.preparation.write(record, terms, facts, planned, step);
      const to = letterRecipient(facts, channel, planned.channel?.contactPointId);
      const same =
        isDeepStrictEqual(JSON.parse(exactJson(written.data)), stored.input) &&
        isDeepStrictEqual({ ...to }, stored.recipient) &&
        stored.hasCopy === (guardianCopy(facts, { channel }) !== undefined);
      return same ? { is: 'true' } : { is: 'replaced', planned, written };
    } catch (error) {
      if (!isObstacle(error)) throw error;
      return { is: 'withdrawn', because: error.message, again: true };
    }
  }

  /** @returns false when the case has changed since it was read: nothing was written */
  async #act(creditorId: CreditorId, ref: LetterRef, read: Read, finding: Finding): Promise<boolean> {
    let rendered: Pick<Prepared, 'letter' | 'copy'> | undefined;
    let found = finding;
    if (finding.is === 'replaced') {
      const { planned, written } = finding;
      try {
        // It is due already: the window of the day was waited for by the letter in whose place it comes.
        const { window: _, ...now } = planned;
        rendered = await this.preparation.render(written.data, read.facts, now, written.step);
      } catch (error) {
        if (!isObstacle(error)) throw error;
        found = { is: 'withdrawn', because: error.message, again: true };
      }
    }
    return this.database.asCreditor(creditorId, async (tx) => {
      const [locked] = await tx.query<{ revision: number }>(
        `select revision from debt_case where creditor_id = $1 and id = $2 for update`,
        [creditorId, ref.caseId],
      );
      if (locked?.revision !== read.record.revision) return false;
      if (found.is === 'withdrawn') return this.#withdraw(tx, creditorId, ref, read, found.because);
      if (found.is === 'replaced' && rendered)
        return this.#replace(tx, creditorId, ref, read, found.written, rendered);
      return this.#mark(tx, ref.caseId, ref.id);
    });
  }

  async #mark(tx: Transaction, caseId: CaseId, letterId: CaseLetterId): Promise<true> {
    await tx.query(
      `update case_letter l set checked_revision = d.revision from debt_case d
       where l.creditor_id = $1 and l.case_id = $2 and l.id = $3 and d.creditor_id = $1 and d.id = $2`,
      [tx.creditorId, caseId, letterId],
    );
    return true;
  }

  async #replace(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, id, stepId }: LetterRef,
    { stored }: Read,
    { step, fees, data }: Written,
    { letter, copy }: Pick<Prepared, 'letter' | 'copy'>,
  ): Promise<boolean> {
    if ((await this.letters.takeBack(tx, caseId, id, 'Replaced before sending.')) === 0) return false;
    const { deadlineOn } = step;
    await this.letters.add(tx, { caseId, stepId, replacesId: id, deadlineOn, letter });
    if (copy)
      await this.letters.add(tx, {
        caseId,
        stepId: null,
        replacesId: null,
        deadlineOn,
        letter: copy,
        copyOfId: letter.id,
      });
    await tx.query(
      `update case_step set done_on = $4, deadline_on = $5, letter_id = $6, changed_at = $7
       where creditor_id = $1 and case_id = $2 and id = $3`,
      [creditorId, caseId, stepId, step.on, deadlineOn, letter.id, this.clock.now()],
    );
    await this.book.charge(tx, fees);
    const before = (stored.input['total'] as JsonObject | undefined)?.['minor'] ?? null;
    const totals = { totalMinor: `${data.total.minor}`, beforeMinor: before };
    const detail = { stepId, letter: step.kind, letterId: letter.id, replacesId: id, ...totals };
    await this.book.tell(tx, [{ caseId, kind: 'letter-replaced', actor: 'system', detail }]);
    await this.book.touch(tx, [caseId]);
    await this.pass.assess(tx, creditorId, [caseId]);
    return this.#mark(tx, caseId, letter.id);
  }

  /** The step was not done: it counts for nothing, and costs nothing. */
  async #withdraw(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, id, stepId }: LetterRef,
    { record, terms }: Read,
    because: string,
  ): Promise<boolean> {
    if ((await this.letters.takeBack(tx, caseId, id, `Withdrawn before sending: ${because}`)) === 0)
      return false;
    await tx.query(
      `update case_step set state = 'cancelled', changed_at = $4
       where creditor_id = $1 and case_id = $2 and id = $3 and state = 'done'`,
      [creditorId, caseId, stepId, this.clock.now()],
    );
    const fees = await tx.query<FeeLeft>(FEES_LEFT, [creditorId, caseId, stepId]);
    await this.book.charge(
      tx,
      fees.map(({ number, minor, ...fee }) => ({
        ...fee,
        caseId,
        entry: 'lost',
        amountMinor: -minor,
        chargedOn: terms.today,
        rule: { rule: 'letter-never-left', because },
        stepId,
        aboutNumber: number,
        actor: 'system',
      })),
    );
    const step = record.steps.find((one) => one.id === stepId)?.kind ?? null;
    const detail = { stepId, step, letterId: id, because };
    await this.book.tell(tx, [{ caseId, kind: 'letter-withdrawn', actor: 'system', detail }]);
    await this.book.touch(tx, [caseId]);
    await this.pass.assess(tx, creditorId, [caseId]);
    return true;
  }

  /** What was found to be due is planned by now; where it is, it is done at once instead of in the night. */
  async #again(creditorId: CreditorId, { caseId }: LetterRef): Promise<void> {
    const [planned] = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<{ stepId: CaseStepId }>(
        `select id as "stepId" from case_step where creditor_id = $1 and case_id = $2 and state = 'planned'`,
        [creditorId, caseId],
      ),
    );
    if (planned) await this.steps.take(creditorId, { caseId, stepId: planned.stepId });
  }
}

interface FeeLeft extends Pick<CaseRecord['charges'][number], 'number' | 'part' | 'kind' | 'claimId'> {
  readonly minor: bigint;
}

/** Fees of the step, less what people gave up of them. */
const FEES_LEFT = `
  select f.number, f.part, f.kind, f.claim_id as "claimId", f.minor from (
    select c.number, c.part, c.kind, c.claim_id, (c.amount_minor + coalesce((select sum(w.amount_minor) from case_charge w
      where w.creditor_id = c.creditor_id and w.case_id = c.case_id and w.about_number = c.number), 0))::bigint as minor
    from case_charge c where c.creditor_id = $1 and c.case_id = $2 and c.step_id = $3 and c.about_number is null
  ) f where f.minor > 0 order by f.number`;
