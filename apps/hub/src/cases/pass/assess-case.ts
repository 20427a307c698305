import { type CaseStepId, type Clock, type JsonObject, type LocalDate, newId } from '@app/domain';
import { planNextStep, type ProcessSettings, regimeOn, type StepDecision } from '@app/collection';
import type { NewCaseEvent, NewCharge, NewStep } from '../case-book.js';
import { firstLapse, limitationsOf } from '../facts/case-limitation.js';
import { type BalanceCounter, type CaseBalance, sumOf } from '../facts/case-balance.js';
import { dueCharges, recordedCharge } from '../facts/case-costs.js';
import type { CaseCreditor, CaseRecord } from '../facts/case-record.js';
import { plannerFacts, settingsFor } from '../facts/planner-facts.js';
import type { CollectionSettings } from '../settings/collection-settings.js';
import { decisionJson, decisionText, digestOf } from './decision-text.js';

/** What is the same for all cases of a batch. */
export interface PassTerms {
  readonly creditor: CaseCreditor;
  readonly settings: CollectionSettings;
  /** The settings' process, with the crisis pauses over all of the creditor's cases. */
  readonly process: ProcessSettings;
  readonly counter: BalanceCounter;
  readonly today: LocalDate;
}

/** What an assessment of a case found, and what of it is to be written. */
export interface Assessment {
  readonly record: CaseRecord;
  readonly balance: CaseBalance;
  readonly decision: StepDecision;
  /** The decision as JSON, without the day of asking. */
  readonly decisionText: string;
  readonly charges: readonly NewCharge[];
  /** The decision says something else than the stored one. */
  readonly changed: boolean;
  readonly digest: string;
  /** A step that is due and not planned yet. */
  readonly toPlan?: NewStep;
  /** The planned step that no longer holds. */
  readonly toCancel?: CaseStepId;
  readonly closes: boolean;
  readonly lapsesOn: LocalDate | null;
  readonly events: readonly NewCaseEvent[];
}

/** Balance, fees and next step of a case on a day: from its facts alone, so that the same day twice finds nothing new. */
export function assessCase(record: CaseRecord, terms: PassTerms, clock: Clock): Assessment {
  const { creditor, settings, counter, today } = terms;
  const regime = regimeOn(creditor.country, today, settings.process.regimeDates);
  const charges = dueCharges(record, {
    country: creditor.country,
    regime,
    vatLiable: settings.vatLiable,
    agreedReminderFee: settings.agreedReminderFeeMinor !== null,
    today,
  });
  const charged =
    charges.length === 0
      ? record
      : { ...record, charges: [...record.charges, ...charges.map(recordedCharge)] };
  const balance = counter.balance(charged, today);
  const limitations = limitationsOf(charged, creditor.country, today);
  const decision = planNextStep(
    plannerFacts(charged, balance, creditor.country, limitations),
    settingsFor(record, terms.process),
    today,
  );
  const text = decisionText(decision);
  const digest = digestOf(decision, text);
  const closes = record.state !== 'closed' && isOver(record, balance);
  const due = decision.outcome === 'due' && !closes && record.state === 'open';
  const same = record.planned !== null && due && samePlan(record.planned, decision);
  return {
    record,
    balance,
    decision,
    decisionText: text,
    charges,
    changed: digest !== record.decisionDigest,
    digest,
    closes,
    lapsesOn: firstLapse(record, limitations) ?? null,
    events: charges.map(chargeEvent),
    ...(record.planned !== null && !same ? { toCancel: record.planned.id } : {}),
    ...(due && !same ? { toPlan: plannedStep(record, decision, today, clock) } : {}),
  };
}

/** Nothing is demanded here any more: all is paid, credited or taken back, and no costs or interest were ever demanded. */
export function isOver(record: CaseRecord, balance: CaseBalance): boolean {
  const { total } = balance;
  if (total.principal > 0n) return false;
  if (record.claims.every(({ state }) => state === 'withdrawn')) return true;
  if (total.costs > 0n || total.court > 0n) return false;
  return total.interest === 0n || !interestDemanded(record);
}

/** Interest is owed from the first day, and demanded once one of our letters has named it: kind reminders do not, a plan does. */
export function interestDemanded({ steps, plan }: CaseRecord): boolean {
  // Whoever agreed to a plan agreed to the sum that it pays off, interest until then included.
  if (plan !== null && plan.state !== 'proposed') return true;
  return steps.some(({ byCreditor, kind }) => !byCreditor && kind !== 'friendly-reminder');
}

function plannedStep(record: CaseRecord, decision: StepDecision, today: LocalDate, clock: Clock): NewStep {
  const step = decision.step!;
  return {
    caseId: record.id,
    id: newId<'CaseStepId'>(clock) as CaseStepId,
    kind: step.kind,
    regime: step.regime,
    state: 'planned',
    dueOn: today,
    doneOn: null,
    deadlineOn: null,
    channel: step.channel?.channel ?? 'letter',
    tone: step.channel?.tone ?? null,
    fallback: [...(step.channel?.fallback ?? [])],
    rule: (step.channel?.rule as JsonObject | undefined) ?? null,
    decision: decisionJson(decision),
    claimIds: [...step.claimIds],
    byCreditor: false,
    contentConfirmed: true,
    announcesLegalAction: step.kind === 'legal-notice',
    undelivered: false,
    letterId: null,
    approvedBy: null,
  };
}

function samePlan(planned: NonNullable<CaseRecord['planned']>, { step }: StepDecision): boolean {
  return (
    step !== undefined &&
    planned.kind === step.kind &&
    planned.claimIds.length === step.claimIds.length &&
    planned.claimIds.every((id) => step.claimIds.includes(id))
  );
}

/** Whether the change is one that a reader would notice. */
export function isNews(before: string | null, now: string): boolean {
  return before === null || before.split('.')[0] !== now.split('.')[0];
}

function chargeEvent({ caseId, entry, kind, claimId, amountMinor, rule }: NewCharge): NewCaseEvent {
  const detail = { entry, kind, claimId, amountMinor: `${amountMinor}`, rule: rule['rule'] ?? '' };
  return { caseId, kind: amountMinor < 0n ? 'fee-reduced' : 'fee-charged', actor: 'system', detail };
}

export function totalOf({ balance }: Pick<Assessment, 'balance'>): bigint {
  return sumOf(balance.total);
}
