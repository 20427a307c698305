import type { CaseId, CaseLetterId, Clock, CreditorId, LocalDate } from '@app/domain';
import { type Channel, mayContactAt, regimeOn } from '@app/collection';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { SendResult } from '../../dispatch/message-channel.js';
import { MessageChannels } from '../../dispatch/message-channels.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { orderForCreditors } from '../../scheduler/creditors-due.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { CaseBook } from '../case-book.js';
import { CasePass } from '../pass/case-pass.js';
import { LetterCheck, type LetterRef } from './letter-check.js';
import { LetterSender, type LetterToSend } from './letter-sender.js';
import { LETTER_QUEUE, LetterStore } from './letter-store.js';
import { StepWork } from './step-work.js';

const LETTERS_MAX = 100_000;
/** A letter that could not leave in as many tries is for a person. */
const ATTEMPTS_MAX = 8;
const RETRY_MS = 60_000;

type Next = { readonly letter: LetterToSend } | { readonly check: LetterRef };

/**
 * Sends stored letters through their channels, outside of any transaction. The letter of a step is looked at once more
 * before it leaves for the first time (`LetterCheck`). Before the first call the letter is marked as
 * being sent; found so later, its outcome is unknown: it goes again only where the channel knows it by its id, else a
 * person looks. A channel that refuses gives way to the next one that the step allows.
 */
@Injectable()
export class LetterDispatch implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly environment: Environment,
    private readonly channels: MessageChannels,
    private readonly sender: LetterSender,
    private readonly letters: LetterStore,
    private readonly steps: StepWork,
    private readonly check: LetterCheck,
    private readonly pass: CasePass,
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(LETTER_QUEUE, ({ data, signal }) => this.run(data.creditorId, signal), { concurrency: 2 });
    this.scheduler.every({
      name: 'case-letters-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      run: (lease) =>
        orderForCreditors(
          this.database,
          lease,
          {
            sql: `select distinct creditor_id as "creditorId" from case_letter
             where state in ('planned', 'sending', 'unknown') and not_before <= $1`,
            parameters: [this.clock.now()],
          },
          (tx, creditorId) => this.letters.wake(tx, creditorId),
        ),
    });
  }

  /** Not inside a transaction. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    const checked = new Set<CaseId | CaseLetterId>();
    for (let sent = 0; sent < LETTERS_MAX && !signal.aborted; sent += 1) {
      const next = await this.database.asCreditor(creditorId, (tx) => this.#next(tx, creditorId));
      if (next === undefined) return;
      if ('check' in next) {
        const { check } = next;
        // Somebody changes the case at this moment: the letter waits until they are done.
        if (checked.has(check.id))
          await this.database.asCreditor(creditorId, (tx) => this.#postpone(tx, check));
        // A step that was taken anew in this run, and does not hold either, is left to the night.
        else await this.check.check(creditorId, check, !checked.has(check.caseId));
        checked.add(check.id).add(check.caseId);
        continue;
      }
      const { letter } = next;
      if (letter.state === 'sending' && !this.#mayRepeat(letter.channel)) {
        const unknown: SendResult = {
          outcome: 'unknown',
          reason: 'The process ended while it was being sent.',
        };
        await this.database.asCreditor(creditorId, (tx) => this.#record(tx, creditorId, letter, unknown));
        continue;
      }
      const result = await this.sender.send(letter, signal);
      await this.database.asCreditor(creditorId, (tx) => this.#record(tx, creditorId, letter, result));
    }
  }

  /**
   * Takes the next letter and marks it, so that whoever comes after a crash knows that it may have left; or says that it is to
   * be looked at first, and its copies after it. Nothing of the case can change between the look and the mark: the case is locked, and a look holds
   * for one revision of it.
   */
  async #next(tx: Transaction, creditorId: CreditorId): Promise<Next | undefined> {
    const { mayContact, today } = await this.#contactNow(tx, creditorId);
    const [due] = await tx.query<LetterRef>(
      `select l.id, l.case_id as "caseId", l.step_id as "stepId" from case_letter l
       where l.creditor_id = $1 and l.state in ('planned', 'sending') and l.not_before <= $2 and (l.channel = 'letter' or $3)
         and not exists (select from case_letter o where o.creditor_id = $1 and o.case_id = l.case_id and o.id = l.copy_of_id
           and o.state = 'planned' and o.attempts = 0)
       order by l.not_before, l.id limit 1`,
      [creditorId, this.clock.now(), mayContact],
    );
    if (due === undefined) return undefined;
    await this.book.lock(tx, [due.caseId]);
    const [letter] = await tx.query<LetterToSend>(
      `with next as (
         select l.*, d.reference, r.country from case_letter l join debt_case d on d.creditor_id = $1 and d.id = l.case_id
           join creditor r on r.creditor_id = $1
         where l.creditor_id = $1 and l.case_id = $2 and l.id = $3 and l.state in ('planned', 'sending') and (
           l.state = 'sending' or l.attempts > 0 or l.step_id is null
           or (l.checked_revision = d.revision and l.input->>'sentOn' = $4))
       )
       update case_letter l set state = 'sending', attempts = l.attempts + 1
       from next where l.creditor_id = $1 and l.case_id = next.case_id and l.id = next.id
       returning l.id, l.case_id as "caseId", l.step_id as "stepId", l.kind, l.channel, l.recipient, l.subject, l.text, l.html,
         l.document, l.attempts, next.state, next.reference, next.country`,
      [creditorId, due.caseId, due.id, today],
    );
    return letter ? { letter } : { check: due };
  }

  async #postpone(tx: Transaction, { caseId, id }: LetterRef): Promise<void> {
    await tx.query(
      `update case_letter set not_before = $4
       where creditor_id = $1 and case_id = $2 and id = $3 and state = 'planned' and attempts = 0`,
      [tx.creditorId, caseId, id, new Date(this.clock.now().getTime() + RETRY_MS)],
    );
  }

  /** Whatever delayed it: an e-mail or sms leaves within the hours of contact of its own moment, else it waits for them. */
  async #contactNow(
    tx: Transaction,
    creditorId: CreditorId,
  ): Promise<{ readonly mayContact: boolean; readonly today: LocalDate }> {
    const { creditor, settings, today } = await this.pass.terms(tx, creditorId);
    const { country } = creditor;
    const { contact, regimeDates } = settings.process;
    // How often and on which days was the planner's question; here only the clock is left.
    const mayContact = mayContactAt(this.clock.now(), {
      channel: 'email',
      country,
      regime: regimeOn(country, today, regimeDates),
      settings: { ...contact, caps: [], quietPeriods: [] },
      contacts: [],
    });
    return { mayContact, today };
  }

  #mayRepeat(channel: Channel): boolean {
    if (channel === 'call') return false;
    const state = this.channels.of(channel);
    return !state.isOn || state.channel.repeat === 'same-result';
  }

  async #record(
    tx: Transaction,
    creditorId: CreditorId,
    letter: LetterToSend,
    result: SendResult,
  ): Promise<void> {
    await this.book.lock(tx, [letter.caseId]);
    switch (result.outcome) {
      case 'accepted':
        return this.#sent(tx, letter, result.reference);
      case 'not-sent':
        if (letter.attempts < ATTEMPTS_MAX)
          return this.#later(tx, letter, result.reason, result.retryAfterMs);
        return this.#refused(tx, creditorId, letter, result.reason);
      case 'refused':
        return this.#refused(tx, creditorId, letter, result.reason);
      case 'unknown':
        if (this.#mayRepeat(letter.channel) && letter.attempts < ATTEMPTS_MAX)
          return this.#later(tx, letter, result.reason);
        return this.#unknown(tx, letter, result.reason);
    }
  }

  async #sent(tx: Transaction, letter: LetterToSend, reference: string): Promise<void> {
    const now = this.clock.now();
    const proof = {
      channel: letter.channel,
      reference,
      acceptedAt: now.toISOString(),
      attempts: letter.attempts,
    };
    await tx.query(
      `update case_letter set state = 'sent', sent_at = $4, external_id = $5, proof = $6, note = null
       where creditor_id = $1 and case_id = $2 and id = $3`,
      [tx.creditorId, letter.caseId, letter.id, now, reference, JSON.stringify(proof)],
    );
    await this.#tell(tx, letter, 'letter-sent', { reference });
    await this.book.touch(tx, [letter.caseId]);
  }

  async #later(tx: Transaction, letter: LetterToSend, note: string, afterMs = RETRY_MS): Promise<void> {
    await tx.query(
      `update case_letter set state = 'planned', note = $4, not_before = $5
       where creditor_id = $1 and case_id = $2 and id = $3`,
      [tx.creditorId, letter.caseId, letter.id, note, new Date(this.clock.now().getTime() + afterMs)],
    );
  }

  async #unknown(tx: Transaction, letter: LetterToSend, reason: string): Promise<void> {
    await tx.query(
      `update case_letter set state = 'unknown', note = $4, not_before = 'infinity'
       where creditor_id = $1 and case_id = $2 and id = $3`,
      [tx.creditorId, letter.caseId, letter.id, reason],
    );
    await this.#tell(tx, letter, 'letter-outcome-unknown', { reason });
    const title = 'Find out whether this message arrived; it is not sent again by itself.';
    await this.letters.ask(tx, letter.caseId, `unknown:${letter.id}`, title, this.#today(), {
      letterId: letter.id,
    });
  }

  /** The next channel that the step allows; where none is left, a person, and the step counts for nothing. */
  async #refused(
    tx: Transaction,
    creditorId: CreditorId,
    letter: LetterToSend,
    reason: string,
  ): Promise<void> {
    await tx.query(
      `update case_letter set state = 'refused', note = $4 where creditor_id = $1 and case_id = $2 and id = $3`,
      [tx.creditorId, letter.caseId, letter.id, reason],
    );
    await this.#tell(tx, letter, 'letter-refused-by-channel', { reason });
    if (
      letter.stepId !== null &&
      (await this.steps.sendOtherwise(tx, creditorId, letter.caseId, letter.stepId, letter.id))
    )
      return;
    if (letter.stepId !== null) {
      await tx.query(
        `update case_step set undelivered = true where creditor_id = $1 and case_id = $2 and id = $3`,
        [tx.creditorId, letter.caseId, letter.stepId],
      );
    }
    await this.letters.ask(
      tx,
      letter.caseId,
      'no-channel',
      'No channel could deliver this letter: find another way to reach the debtor.',
      this.#today(),
      { letterId: letter.id, reason },
    );
    await this.book.touch(tx, [letter.caseId]);
  }

  #tell(
    tx: Transaction,
    { caseId, id, kind, channel }: LetterToSend,
    what: string,
    detail: object,
  ): Promise<void> {
    return this.book.tell(tx, [
      { caseId, kind: what, actor: 'system', detail: { letterId: id, letter: kind, channel, ...detail } },
    ]);
  }

  #today(): LocalDate {
    return this.clock.now().toISOString().slice(0, 10) as LocalDate;
  }
}
