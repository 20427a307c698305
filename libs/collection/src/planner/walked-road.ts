import { addDays, type ClaimId, type LocalDate } from '@app/domain';
import { workingDayFrom } from '../calendar/index.js';
import { type NotCounting, stepRule, whyNotCounting } from '../process/index.js';
import { judgedBy } from '../regimes/index.js';
import type { StepKind } from '../vocabulary.js';
import type { CaseFacts, ClaimFacts, ObjectionFacts, SentStep } from './facts.js';
import type { ProcessSettings } from './settings.js';

/** What lies behind a claim on its road, as of a day. */
export interface WalkedRoad {
  /** The latest step of each kind that counts. */
  readonly counted: Readonly<Partial<Record<StepKind, SentStep>>>;
  readonly friendlySent: number;
  readonly remindersSent: number;
  /** A statutory letter was sent before the claim was corrected: it is sent anew, and no kind reminder comes before it. */
  readonly corrected: boolean;
  /** Last day of all time given, by whatever letter reached the debtor: also one that does not count binds us. */
  readonly deadlineEndsOn?: LocalDate;
  /** The latest step that reached the debtor, of any kind. */
  readonly lastSentOn?: LocalDate;
  /** Letters of the creditor that the law does not count, though they were meant as statutory ones. */
  readonly discounted: readonly { readonly sent: SentStep; readonly because: NotCounting }[];
}

/** Whether something that may name claims concerns this one; naming none means all. */
export function concerns(item: { readonly claimIds?: readonly ClaimId[] }, claimId: ClaimId): boolean {
  return item.claimIds === undefined || item.claimIds.includes(claimId);
}

export function walkedRoad(
  facts: CaseFacts,
  claim: ClaimFacts,
  settings: ProcessSettings,
  asOf: LocalDate,
): WalkedRoad {
  const counted: Partial<Record<StepKind, SentStep>> = {};
  const discounted: WalkedRoad['discounted'][number][] = [];
  let [friendlySent, remindersSent] = [0, 0];
  let corrected = false;
  let deadlineEndsOn: LocalDate | undefined;
  let lastSentOn: LocalDate | undefined;
  const correctedOn = lastCorrection(facts.objections, claim.claimId);
  for (const sent of facts.steps) {
    if (sent.undelivered || !concerns(sent, claim.claimId)) continue;
    const endsOn = endOfTimeGiven(sent, facts, settings);
    if (deadlineEndsOn === undefined || endsOn > deadlineEndsOn) deadlineEndsOn = endsOn;
    if (lastSentOn === undefined || sent.sentOn > lastSentOn) lastSentOn = sent.sentOn;
    const because = whyNotCounting(sent, facts.country, asOf, settings.regimeDates);
    if (because !== undefined) {
      discounted.push({ sent, because });
      continue;
    }
    if (correctedOn !== undefined && sent.sentOn < correctedOn && isStatutory(sent, facts, asOf, settings)) {
      corrected = true;
      continue;
    }
    if (sent.kind === 'friendly-reminder') friendlySent += 1;
    if (sent.kind === 'reminder') remindersSent += 1;
    const before = counted[sent.kind];
    if (before === undefined || sent.sentOn > before.sentOn) counted[sent.kind] = sent;
  }
  return {
    counted,
    friendlySent,
    remindersSent,
    corrected,
    discounted,
    ...(deadlineEndsOn === undefined ? {} : { deadlineEndsOn }),
    ...(lastSentOn === undefined ? {} : { lastSentOn }),
  };
}

/** The printed day, moved off a day without work; a message without one gives the days that its kind waits. */
function endOfTimeGiven(sent: SentStep, facts: CaseFacts, settings: ProcessSettings): LocalDate {
  const printed = sent.deadlineOn ?? addDays(sent.sentOn, settings.deadlineDays[sent.kind] ?? 0);
  return workingDayFrom(printed, facts.country);
}

/** The day on which the claim was last corrected after an objection: what the law asks for is said anew after it. */
function lastCorrection(objections: readonly ObjectionFacts[], claimId: ClaimId): LocalDate | undefined {
  let last: LocalDate | undefined;
  for (const objection of objections) {
    if (objection.outcome !== 'partly-upheld' || !concerns(objection, claimId)) continue;
    const on = objection.outcomeOn ?? objection.raisedOn;
    if (last === undefined || on > last) last = on;
  }
  return last;
}

function isStatutory(sent: SentStep, facts: CaseFacts, asOf: LocalDate, settings: ProcessSettings): boolean {
  const regime = judgedBy(facts.country, sent.sentOn, asOf, settings.regimeDates);
  return regime !== undefined && stepRule(regime, sent.kind)?.statutory === true;
}
