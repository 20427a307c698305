import { type CaseLetterId, type CaseStepId, type Clock, newId } from '@app/domain';
import { type Channel, letterDeadline, type PlannedStep, type StepDecision } from '@app/collection';
import { type LetterData, LetterRenderer } from '@app/letters';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import type { NewCharge } from '../case-book.js';
import { type CostTerms, dueCharges, recordedCharge } from '../facts/case-costs.js';
import type { CaseRecord, RecordStep } from '../facts/case-record.js';
import type { PassTerms } from '../pass/assess-case.js';
import type { LetterFacts } from './letter-facts.js';
import { guardianCopy, letterRecipient } from './letter-recipient.js';
import { LetterStore, type RenderedLetter } from './letter-store.js';
import { type FeeTerms, letterFees } from './step-fees.js';
import { stepLetter } from './step-letter.js';

/** Everything that is written for one step, made before the transaction that writes it. */
export interface Prepared {
  readonly step: RecordStep;
  readonly decision: StepDecision;
  readonly fees: readonly NewCharge[];
  readonly letter: RenderedLetter;
  /** The guardian's, where debtor and guardian both get it. */
  readonly copy: RenderedLetter | undefined;
}

/** What the letter of a step says today, and what its fees are besides those that the case has. */
export interface Written {
  readonly step: RecordStep;
  readonly data: LetterData;
  readonly fees: readonly NewCharge[];
}

/** Works out what a step writes and charges, and renders its letter. Changes nothing. */
@Injectable()
export class StepPreparation {
  constructor(
    private readonly letters: LetterStore,
    private readonly renderer: LetterRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not inside a transaction: it renders. @throws LetterError @throws SettingsIncompleteError */
  async prepare(
    record: CaseRecord,
    terms: PassTerms,
    facts: LetterFacts,
    decision: StepDecision,
    stepId: CaseStepId,
  ): Promise<Prepared> {
    const planned = decision.step!;
    const channel = planned.channel?.channel ?? 'letter';
    const step = stepToday(planned, stepId, channel, terms);
    const own = letterFees(record, step, feeTerms(planned, terms));
    const charged = { ...record, charges: [...record.charges, ...own.map(recordedCharge)] };
    const { data, fees } = this.write(charged, terms, facts, planned, step);
    return { step, decision, fees: [...own, ...fees], ...(await this.render(data, facts, planned, step)) };
  }

  /** @param record with the step's own fees; without the step, or with the step as it was before @throws SettingsIncompleteError */
  write(
    record: CaseRecord,
    terms: PassTerms,
    facts: LetterFacts,
    planned: PlannedStep,
    step: RecordStep,
  ): Written {
    const { creditor, settings, today, counter } = terms;
    const withStep = { ...record, steps: [...record.steps.filter(({ id }) => id !== step.id), step] };
    const fees = dueCharges(withStep, lawTerms(planned, terms));
    const asSent = { ...withStep, charges: [...withStep.charges, ...fees.map(recordedCharge)] };
    const { deadlineOn } = step;
    const letterTerms = { creditor, settings, regime: planned.regime, sentOn: today, deadlineOn };
    const data = stepLetter(asSent, counter.balance(asSent, today), step, facts, letterTerms);
    return { step, data, fees };
  }

  /** @throws LetterError */
  async render(
    data: LetterData,
    facts: LetterFacts,
    planned: PlannedStep,
    { kind, channel }: RecordStep,
  ): Promise<Pick<Prepared, 'letter' | 'copy'>> {
    const letter = await this.letters.render(this.renderer, data, {
      id: newId<'CaseLetterId'>(this.clock) as CaseLetterId,
      channel,
      to: letterRecipient(facts, channel, planned.channel?.contactPointId),
      notBefore: planned.window?.opensAt ?? this.clock.now(),
      byHand: planned.channel?.byHand ?? false,
      isDocument: kind === 'legal-hand-off',
    });
    const copied = kind === 'legal-hand-off' ? undefined : guardianCopy(facts, letter);
    const id = newId<'CaseLetterId'>(this.clock) as CaseLetterId;
    return { letter, copy: copied && { ...letter, ...copied, id } };
  }
}

/** The step as it is when its letter leaves today. */
export function stepToday(
  planned: PlannedStep,
  id: CaseStepId,
  channel: Channel,
  { today }: PassTerms,
): RecordStep {
  const { regime, kind, deadlineDays, claimIds } = planned;
  return {
    id,
    kind,
    on: today,
    deadlineOn: deadlineDays === 0 ? null : letterDeadline(regime, kind, channel, today, deadlineDays).endsOn,
    channel,
    claimIds,
    byCreditor: false,
    confirmed: true,
    announces: kind === 'legal-notice',
    undelivered: false,
  };
}

export function feeTerms({ regime }: PlannedStep, { today, settings }: PassTerms): FeeTerms {
  return { regime, today, agreedReminderFee: settings.agreedReminderFeeMinor !== null };
}

function lawTerms(planned: PlannedStep, terms: PassTerms): CostTerms {
  const { vatLiable } = terms.settings;
  return { ...feeTerms(planned, terms), country: terms.creditor.country, vatLiable };
}
