import { addDays, daysBetween, type LocalDate } from '@app/domain';
import { whyNotCounting } from '../process/index.js';
import type { CaseWarning, PlannedStep } from './decision.js';
import type { CaseFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';
import { concerns } from './walked-road.js';

/** What a person must see today, whatever holds the case: a claim about to lapse, a creditor who does not answer. */
export function caseWarnings(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
  step: PlannedStep | undefined,
): readonly CaseWarning[] {
  const warnings: CaseWarning[] = [];
  for (const { claimId, lapsesOn, owedMinor } of facts.claims) {
    if (lapsesOn === undefined || owedMinor <= 0n) continue;
    const daysLeft = daysBetween(today, lapsesOn);
    if (daysLeft > settings.limitationWarningDays) continue;
    warnings.push({ kind: 'limitation-near', claimId, inputs: { lapsesOn, daysLeft } });
  }
  for (const { about, askedOn } of facts.doubts) {
    // LOV-2026-05-22-19 § 24(2): without an answer in reasonable time, the claim is given back.
    if (askedOn === undefined || daysBetween(askedOn, today) < settings.doubtAnswerDays) continue;
    warnings.push({ kind: 'creditor-silent', inputs: { about, askedOn } });
  }
  if (step) pushNotCounting(facts, settings, today, step, warnings);
  return warnings;
}

/** The next step repeats a letter of the creditor's that the law does not count: the creditor should know why. */
function pushNotCounting(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
  { kind, claimIds }: PlannedStep,
  warnings: CaseWarning[],
): void {
  for (const sent of facts.steps) {
    if (sent.kind !== kind || sent.sentBy !== 'creditor' || !claimIds.some((id) => concerns(sent, id)))
      continue;
    const because = whyNotCounting(sent, facts.country, today, settings.regimeDates);
    if (because === undefined) continue;
    const inputs = { step: kind, sentOn: sent.sentOn, because };
    warnings.push({ kind: 'letter-of-creditor-does-not-count', inputs });
  }
}

/** The next day on which a warning begins. */
export function nextWarningOn(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
): LocalDate | undefined {
  let first: LocalDate | undefined;
  const consider = (day: LocalDate): void => {
    if (day > today && (first === undefined || day < first)) first = day;
  };
  for (const { lapsesOn, owedMinor } of facts.claims) {
    if (lapsesOn === undefined || owedMinor <= 0n) continue;
    consider(addDays(lapsesOn, -settings.limitationWarningDays));
    consider(lapsesOn);
  }
  for (const { askedOn } of facts.doubts) {
    if (askedOn !== undefined) consider(addDays(askedOn, settings.doubtAnswerDays));
  }
  return first;
}
