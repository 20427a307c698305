import { type CaseLetterId, type Clock, newId } from '@app/domain';
import { type Channel, type LetterKind, recipientsOf } from '@app/collection';
import { type LetterData, LetterRenderer } from '@app/letters';
import { Inject, Injectable } from '@nestjs/common';
import { CaseReader } from '../../cases/facts/case-reader.js';
import type { CaseRecord } from '../../cases/facts/case-record.js';
import { CasePass } from '../../cases/pass/case-pass.js';
import { type LetterFacts, letterFacts } from '../../cases/steps/letter-facts.js';
import { isObstacle } from '../../cases/steps/letter-obstacle.js';
import { isKnownToFail, standInOf } from '../../cases/steps/letter-recipient.js';
import { LetterStore, type RenderedLetter } from '../../cases/steps/letter-store.js';
import { addressLines, stepLetter } from '../../cases/steps/step-letter.js';
import { CLOCK } from '../../config/clock.js';
import { SYSTEM_ACTOR } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import type { DeskCase } from '../file/desk-case.js';
import { TaskBook } from '../tasks/task-book.js';

/** Letters that answer the debtor or confirm what was agreed; none of them is a step, and none charges anything. */
export type DeskLetterKind = Extract<
  LetterKind,
  | 'plan-agreement'
  | 'instalment-reminder'
  | 'instalment-late'
  | 'deferral-confirmation'
  | 'objection-received'
  | 'objection-answered'
>;

export type DeskLetterContent = Partial<
  Pick<LetterData, 'plan' | 'instalment' | 'deferredUntilOn' | 'objection' | 'deadlineOn' | 'total'>
>;

/**
 * Makes letters in the transaction of what they confirm, so that there is none without it. A letter that cannot be made
 * never keeps a stop or an agreement from being stored: a person is asked to write it.
 */
@Injectable()
export class DeskLetters {
  constructor(
    private readonly reader: CaseReader,
    private readonly pass: CasePass,
    private readonly store: LetterStore,
    private readonly renderer: LetterRenderer,
    private readonly tasks: TaskBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the letter's id; undefined when a person has to write it */
  async write(
    tx: Transaction,
    desk: DeskCase,
    kind: DeskLetterKind,
    content: DeskLetterContent,
  ): Promise<CaseLetterId | undefined> {
    const facts = await letterFacts(tx, desk.id);
    const [record] = await this.reader.some(tx, [desk.id]);
    if (!record || record.debtor.circumstances.deceased) return undefined;
    try {
      const letter = await this.#render(tx, desk, record, facts, kind, content);
      const deadlineOn = content.deadlineOn ?? null;
      await this.store.add(tx, { caseId: desk.id, stepId: null, replacesId: null, deadlineOn, letter });
      await this.store.wake(tx, desk.creditorId);
      return letter.id;
    } catch (error) {
      if (!isObstacle(error)) throw error;
      const title = `Write to the debtor by hand (${kind}): ${error.message}`;
      const task = { caseId: desk.id, key: `letter-by-hand:${kind}`, title, dueOn: desk.today };
      await this.tasks.open(tx, desk.creditorId, task, SYSTEM_ACTOR);
      return undefined;
    }
  }

  async #render(
    tx: Transaction,
    desk: DeskCase,
    record: CaseRecord,
    facts: LetterFacts,
    kind: DeskLetterKind,
    content: DeskLetterContent,
  ): Promise<RenderedLetter> {
    const { creditor, settings, counter, today } = await this.pass.terms(tx, desk.creditorId);
    const claimIds = record.claims.filter(({ state }) => state !== 'withdrawn').map(({ id }) => id);
    const terms = { creditor, settings, regime: desk.regime, sentOn: today, deadlineOn: null };
    const balance = counter.balance(record, today);
    const data = stepLetter(record, balance, { kind: 'reminder', claimIds }, facts, terms);
    const { channel, to } = reachOf(record, facts);
    return this.store.render(
      this.renderer,
      { ...data, ...content, kind },
      {
        id: newId<'CaseLetterId'>(this.clock) as CaseLetterId,
        channel,
        to,
        notBefore: this.clock.now(),
        byHand:
          channel === 'letter' &&
          (isKnownToFail(facts) || record.debtor.circumstances.protectedAddress?.byHand === true),
        isDocument: false,
      },
    );
  }
}

/** By e-mail where the debtor has agreed to it or post came back, else as a letter; whoever stands in for the debtor gets it in their place. */
function reachOf(
  record: CaseRecord,
  facts: LetterFacts,
): { readonly channel: Channel; readonly to: RenderedLetter['recipient'] } {
  const { contactPoints, debtorName, address, addressFailed, guardian } = facts;
  const recipients = recipientsOf(record.debtor.circumstances);
  const standIn = standInOf(facts) ?? (recipients.includes('guardian') ? guardian : null);
  if (standIn) {
    const { name, email } = standIn;
    if (email !== undefined) return { channel: 'email', to: { name, value: email } };
    return { channel: 'letter', to: { name, addressLines: addressLines(standIn.address ?? null) } };
  }
  // Nobody else's e-mail address stands in for that of an agent or an estate.
  const mayMail = recipients[0] === 'debtor';
  const email = contactPoints.find(
    ({ channel, consent, failed }) =>
      mayMail &&
      channel === 'email' &&
      !failed &&
      (consent === 'given' || (addressFailed && consent !== 'withdrawn')),
  );
  if (email) return { channel: 'email', to: { name: debtorName, value: email.value } };
  return { channel: 'letter', to: { name: debtorName, addressLines: addressLines(address) } };
}
