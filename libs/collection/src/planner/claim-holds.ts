import { addDays, type LocalDate } from '@app/domain';
import { earliestAfter, workingDayFrom } from '../calendar/index.js';
import type { StepKind } from '../vocabulary.js';
import type { Hold } from './decision.js';
import type { CaseFacts, ClaimFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';
import { concerns, type WalkedRoad } from './walked-road.js';

/** What holds one claim whatever the next step is: what people have said and agreed comes before any calendar. */
export function claimStops(
  facts: CaseFacts,
  claim: ClaimFacts,
  settings: ProcessSettings,
  asOf: LocalDate,
): Hold[] {
  const { claimId } = claim;
  const holds: Hold[] = [];
  if (claim.held) holds.push({ reason: 'claim-held', claimId, inputs: { held: claim.held.reason } });
  if (claim.lapsesOn !== undefined && asOf >= claim.lapsesOn) {
    holds.push({ reason: 'lapsed', claimId, inputs: { lapsesOn: claim.lapsesOn } });
  }
  pushObjections(facts, claim, settings, holds);
  for (const doubt of facts.doubts) {
    if (!concerns(doubt, claimId)) continue;
    holds.push({ reason: 'doubt', claimId, inputs: { about: doubt.about, sinceOn: doubt.sinceOn } });
  }
  for (const deferral of facts.deferrals) {
    if (!concerns(deferral, claimId) || asOf > deferral.until) continue;
    holds.push(until('deferral', claim, deferral.until, { grantedOn: deferral.grantedOn }));
  }
  for (const pause of facts.pauses) {
    if (!concerns(pause, claimId) || asOf < pause.fromOn) continue;
    if (pause.until !== undefined && asOf > pause.until) continue;
    const inputs = { by: pause.by, fromOn: pause.fromOn };
    if (pause.until === undefined) holds.push({ reason: 'pause', claimId, inputs });
    else holds.push(until('pause', claim, pause.until, inputs));
  }
  for (const payment of facts.paymentsUnderWay) {
    if (!concerns(payment, claimId) || asOf > payment.expectedBy) continue;
    holds.push(until('payment-under-way', claim, payment.expectedBy, { orderedOn: payment.orderedOn }));
  }
  for (const payment of facts.paidDirectly) {
    if (!concerns(payment, claimId)) continue;
    holds.push({ reason: 'paid-directly', claimId, inputs: { paidOn: payment.paidOn } });
  }
  return holds;
}

function until(
  reason: Hold['reason'],
  { claimId }: ClaimFacts,
  lastDay: LocalDate,
  inputs: Readonly<Record<string, string>>,
): Hold {
  return { reason, claimId, inputs: { ...inputs, until: lastDay }, changesOn: addDays(lastDay, 1) };
}

/** Inkassoloven §§ 13, 17(2); LOV-2026-05-22-19 §§ 24, 25; inkassolagen 8 §. */
function pushObjections(facts: CaseFacts, claim: ClaimFacts, settings: ProcessSettings, holds: Hold[]): void {
  const { claimId } = claim;
  for (const objection of facts.objections) {
    if (!concerns(objection, claimId)) continue;
    const inputs = { raisedOn: objection.raisedOn };
    if (objection.beforeBoard === true) holds.push({ reason: 'objection-before-board', claimId, inputs });
    if (objection.outcome === undefined) holds.push({ reason: 'objection-open', claimId, inputs });
    if (objection.outcome === 'upheld') holds.push({ reason: 'objection-upheld', claimId, inputs });
    if (objection.outcome === 'rejected' && !settings.legalRoute) {
      holds.push({ reason: 'objection-rejected', claimId, inputs });
    }
  }
}

/** The day since which a claim is disputed for good: an objection was rejected and not taken back. */
export function disputedSince(facts: CaseFacts, { claimId }: ClaimFacts): LocalDate | undefined {
  const rejected = facts.objections.find(
    (objection) => objection.outcome === 'rejected' && concerns(objection, claimId),
  );
  return rejected && (rejected.outcomeOn ?? rejected.raisedOn);
}

/** What of the calendar holds the step: nothing is overdue yet, days of patience, time that a letter gave. */
export function calendarHolds(
  facts: CaseFacts,
  claim: ClaimFacts,
  kind: StepKind,
  road: WalkedRoad,
  settings: ProcessSettings,
  asOf: LocalDate,
): Hold[] {
  const { claimId, dueOn } = claim;
  const holds: Hold[] = [];
  // A due day without work moves to the next working day (gjeldsbrevlova § 5; lag 1930:173 2 §).
  const late = addDays(workingDayFrom(dueOn, facts.country), 1);
  if (asOf < late) holds.push({ reason: 'not-due', claimId, inputs: { dueOn }, changesOn: late });
  const days = settings.daysAfterDue[kind] ?? 0;
  const patient = addDays(dueOn, days);
  if (asOf < patient && patient > late) {
    holds.push({ reason: 'days-after-due', claimId, inputs: { dueOn, days }, changesOn: patient });
  }
  const { deadlineEndsOn } = road;
  if (deadlineEndsOn !== undefined) {
    const { allowanceDays } = settings;
    const free = earliestAfter(deadlineEndsOn, allowanceDays, facts.country);
    if (asOf < free) {
      const inputs = { deadlineOn: deadlineEndsOn, allowanceDays };
      holds.push({ reason: 'deadline-running', claimId, inputs, changesOn: free });
    }
  }
  return holds;
}
