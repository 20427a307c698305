import type { LocalDate } from '@app/domain';
import { type StepRule, stepRule } from '../process/index.js';
import type { Regime } from '../vocabulary.js';
import { approvalHold } from './case-holds.js';
import { calendarHolds, claimStops, disputedSince } from './claim-holds.js';
import { type Hold, HOLDS_OF_CALENDAR } from './decision.js';
import type { CaseFacts, ClaimFacts } from './facts.js';
import { nextKind } from './next-kind.js';
import type { ProcessSettings } from './settings.js';
import type { WalkedRoad } from './walked-road.js';

/** One claim on its road: the next step and what holds it, as of a day. */
export interface ClaimPlan {
  readonly claim: ClaimFacts;
  readonly road: WalkedRoad;
  readonly rule: StepRule;
  readonly renewal: boolean;
  readonly holds: readonly Hold[];
  /** Something holds it that no calendar ends. */
  readonly blocked: boolean;
  /** First day on which nothing of the calendar holds it, as far as can be seen from the day asked about. */
  readonly readyOn: LocalDate;
}

/** @param road what lies behind the claim, by the rules of the day. Undefined when the claim is settled, or at the end of its road. */
export function planClaim(
  facts: CaseFacts,
  claim: ClaimFacts,
  road: WalkedRoad,
  regime: Regime,
  settings: ProcessSettings,
  asOf: LocalDate,
): ClaimPlan | undefined {
  if (claim.owedMinor <= 0n) return undefined;
  const since = disputedSince(facts, claim);
  const disputed = since === undefined ? {} : { disputedSince: since };
  const next = nextKind(road, { regime, settings, asOf, ...disputed }) ?? fallbackOf(since);
  const rule = next && stepRule(regime, next.kind);
  if (!next || !rule) return undefined;
  const holds = claimStops(facts, claim, settings, asOf);
  holds.push(...calendarHolds(facts, claim, next.kind, road, settings, asOf));
  const approval = approvalHold(
    facts,
    {
      claimId: claim.claimId,
      rule,
      renewal: next.renewal,
      disputed: since !== undefined,
      ...(road.lastSentOn === undefined ? {} : { lastSentOn: road.lastSentOn }),
    },
    settings,
  );
  if (approval) holds.push(approval);
  return { claim, road, rule, renewal: next.renewal, holds, ...readiness(holds, asOf) };
}

/** A disputed claim without a legal road stays in sight, held: a person withdraws it or opens the road. */
function fallbackOf(disputed: LocalDate | undefined): ReturnType<typeof nextKind> {
  return disputed === undefined ? undefined : { kind: 'legal-notice', renewal: false };
}

/** Whether anything holds that no calendar ends, and otherwise the first day on which nothing does. */
export function readiness(
  holds: readonly Hold[],
  asOf: LocalDate,
): { readonly blocked: boolean; readonly readyOn: LocalDate } {
  let blocked = false;
  let readyOn = asOf;
  for (const hold of holds) {
    if (!endsByItself(hold)) blocked = true;
    else if (hold.changesOn > readyOn) readyOn = hold.changesOn;
  }
  return { blocked, readyOn };
}

/** The calendar ends it, and nobody need do anything. A plan's day is none: on it, unpaid, another hold begins. */
export function endsByItself(hold: Hold): hold is Hold & { readonly changesOn: LocalDate } {
  return hold.changesOn !== undefined && HOLDS_OF_CALENDAR.has(hold.reason);
}
