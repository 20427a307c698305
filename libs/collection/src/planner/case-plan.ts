import type { LocalDate } from '@app/domain';
import { type ChannelAnswer, type ChannelPlan, chooseChannel } from '../channels/index.js';
import { contactObstacle } from '../contact/index.js';
import type { StepRule } from '../process/index.js';
import { regimeOn } from '../regimes/index.js';
import { type Regime, STEP_KINDS } from '../vocabulary.js';
import { caseHolds } from './case-holds.js';
import { type ClaimPlan, planClaim, readiness } from './claim-plan.js';
import type { Hold } from './decision.js';
import type { CaseFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';
import { type WalkedRoad, walkedRoad } from './walked-road.js';

const NONE: readonly ClaimPlan[] = [];

/** The case as of one day: which claims would go on with which step, and what holds that. */
export interface CasePlan {
  readonly regime: Regime;
  /** The claims that the step covers; at least one. */
  readonly covered: readonly [ClaimPlan, ...ClaimPlan[]];
  /** Claims with another step, or held by themselves. */
  readonly others: readonly ClaimPlan[];
  readonly channel?: ChannelPlan;
  /** Of the case, the step and the covered claims. */
  readonly holds: readonly Hold[];
  readonly blocked: boolean;
  /** First day on which nothing of the calendar that holds now still does. */
  readonly readyOn: LocalDate;
}

/** What was found of a case as of one day and holds for the next as well: the same facts are asked about several days. */
export class FoundBefore {
  /** By the claim's place among the case's. */
  readonly roads: { readonly regime: Regime; readonly road: WalkedRoad }[] = [];
  channel:
    { readonly step: StepRule; readonly owedMinor: bigint; readonly answer: ChannelAnswer } | undefined;
}

/**
 * Undefined when no claim has a step left.
 * @param before of the same facts and settings; the answer is the same without it
 */
export function planCase(
  facts: CaseFacts,
  settings: ProcessSettings,
  asOf: LocalDate,
  before = new FoundBefore(),
): CasePlan | undefined {
  const regime = regimeOn(facts.country, asOf, settings.regimeDates);
  const plans: ClaimPlan[] = [];
  let owedMinor = 0n;
  facts.claims.forEach((claim, place) => {
    if (claim.owedMinor <= 0n) return;
    owedMinor += claim.owedMinor;
    const known = before.roads[place];
    const road = known?.regime === regime ? known.road : walkedRoad(facts, claim, settings, asOf);
    if (road !== known?.road) before.roads[place] = { regime, road };
    const plan = planClaim(facts, claim, road, regime, settings, asOf);
    if (plan) plans.push(plan);
  });
  const first = plans[0];
  if (!first) return undefined;
  const alone = plans.length === 1;
  const lead = alone ? first : plans.reduce(better);
  const covered = alone ? NONE : plans.filter((plan) => plan !== lead && joins(plan, lead));
  const others = alone ? NONE : plans.filter((plan) => plan !== lead && !covered.includes(plan));
  const holds = caseHolds(facts, lead.rule, owedMinor, settings, asOf);
  holds.push(...lead.holds);
  for (const plan of covered) holds.push(...plan.holds);
  holds.push(...jointHolds(lead, others, asOf));
  const coveredMinor = covered.reduce((sum, { claim }) => sum + claim.owedMinor, lead.claim.owedMinor);
  const channel = pushContact(facts, settings, regime, lead, coveredMinor, asOf, holds, before);
  return {
    regime,
    covered: [lead, ...covered],
    others,
    holds,
    ...(channel === undefined ? {} : { channel }),
    ...readiness(holds, asOf),
  };
}

/** What can go on goes before what is held; the earlier before the later; then by the order of the road. */
function better(a: ClaimPlan, b: ClaimPlan): ClaimPlan {
  if (a.blocked !== b.blocked) return a.blocked ? b : a;
  if (a.readyOn !== b.readyOn) return a.readyOn < b.readyOn ? a : b;
  return STEP_KINDS.indexOf(a.rule.kind) <= STEP_KINDS.indexOf(b.rule.kind) ? a : b;
}

/** One letter tells of all claims that stand at the same step on the day; claims kept apart stay so. */
function joins(plan: ClaimPlan, lead: ClaimPlan): boolean {
  return (
    plan.rule === lead.rule &&
    plan.renewal === lead.renewal &&
    plan.claim.apart === undefined &&
    lead.claim.apart === undefined &&
    !plan.blocked &&
    !lead.blocked &&
    plan.readyOn <= lead.readyOn
  );
}

/**
 * LOV-2026-05-22-19 § 22(4): the joint demand goes out when the time given by all notices that were sent has run out.
 * § 22(3): a claim that is stopped for a reason of its own is not waited for.
 */
function jointHolds(lead: ClaimPlan, others: readonly ClaimPlan[], asOf: LocalDate): Hold[] {
  if (!lead.rule.preconditions.includes('joined-deadlines-missed') || lead.claim.apart !== undefined)
    return [];
  return others.flatMap((other): Hold[] => {
    if (other.rule !== lead.rule || other.claim.apart !== undefined || other.blocked) return [];
    const waits = other.holds.every(({ reason }) => reason === 'deadline-running');
    if (!waits || other.readyOn <= asOf) return [];
    const inputs = { otherClaimId: other.claim.claimId, noticeEndsOn: other.road.deadlineEndsOn ?? asOf };
    return [{ reason: 'waits-for-joint-demand', inputs, changesOn: other.readyOn }];
  });
}

/** The channel, and what of contact holds the step on the day it could be taken. A hand-off reaches no debtor. */
function pushContact(
  facts: CaseFacts,
  settings: ProcessSettings,
  regime: Regime,
  { rule, claim }: ClaimPlan,
  owedMinor: bigint,
  asOf: LocalDate,
  holds: Hold[],
  before: FoundBefore,
): ChannelPlan | undefined {
  if (rule.channels.length === 0) return undefined;
  const { debtor, profile, country, contacts } = facts;
  let known = before.channel;
  if (known?.step !== rule || known.owedMinor !== owedMinor) {
    const answer = chooseChannel(settings.channelRules, { step: rule, debtor, profile, owedMinor });
    before.channel = known = { step: rule, owedMinor, answer };
  }
  const { answer } = known;
  if ('hold' in answer) {
    const refused = answer.refused.map(({ channel, reason }) => `${channel}: ${reason}`);
    holds.push({ reason: answer.hold, inputs: { step: rule.kind, claimId: claim.claimId, refused } });
    return undefined;
  }
  const { channel } = answer.plan;
  const question = { channel, country, regime, settings: settings.contact, contacts };
  const obstacle = contactObstacle(asOf, question);
  if (obstacle) holds.push(obstacle);
  return answer.plan;
}
