import { addDays, type LocalDate } from '@app/domain';
import { hasHours, windowOn } from '../contact/index.js';
import { recipientsOf } from '../debtor/index.js';
import { stepRule, tooOldFrom } from '../process/index.js';
import { NOT_SET, regimeOn } from '../regimes/index.js';
import { type CasePlan, FoundBefore, planCase } from './case-plan.js';
import { caseWarnings, nextWarningOn } from './case-warnings.js';
import type { Hold, PlannedStep, StepDecision } from './decision.js';
import type { CaseFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';

/** Days on which one hold ends and another is found; more in a row means that the settings leave no day at all. */
const STAGES_MAX = 40;

/**
 * The next step of a case, the first day on which it may be taken, how it would reach the debtor, and every reason that
 * holds it. Nothing is sent and nothing is changed; the same facts give the same answer.
 *
 * Where only the calendar holds, the case is looked at again as of the day on which those holds end, until nothing
 * holds or something does that no calendar ends: so `earliestOn` is a day on which the same facts say `due`.
 */
export function planNextStep(facts: CaseFacts, settings: ProcessSettings, today: LocalDate): StepDecision {
  const before = new FoundBefore();
  const now = planCase(facts, settings, today, before);
  if (!now)
    return decide(facts, settings, today, { outcome: 'done', holds: settledHolds(facts), elsewhere: [] });
  let plan: CasePlan = now;
  let asOf = today;
  const found: Hold[] = [...now.holds];
  for (let stage = 0; stage < STAGES_MAX; stage += 1) {
    if (plan.blocked) break;
    if (plan.readyOn <= asOf) return open(facts, settings, today, asOf, now, plan, found);
    asOf = plan.readyOn;
    const later = planCase(facts, settings, asOf, before);
    if (!later) break;
    plan = later;
    found.push(...later.holds);
  }
  return decide(facts, settings, today, {
    outcome: 'held',
    step: stepOf(facts, settings, plan),
    holds: holdsOf(found, now, plan),
    elsewhere: elsewhereOf(now, plan),
  });
}

/** Nothing holds as of the day: the step is due, today or then. */
function open(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
  asOf: LocalDate,
  now: CasePlan,
  plan: CasePlan,
  found: readonly Hold[],
): StepDecision {
  const window =
    plan.channel && hasHours(plan.channel.channel)
      ? windowOn(asOf, facts.country, plan.regime, settings.contact)
      : undefined;
  const { fee } = plan.covered[0].rule;
  const mayCharge =
    fee !== undefined &&
    plan.covered.every(({ claim }) => asOf >= addDays(claim.dueOn, fee.earliestDaysAfterDue));
  return decide(facts, settings, today, {
    outcome: asOf === today ? 'due' : 'wait',
    step: {
      ...stepOf(facts, settings, plan),
      earliestOn: asOf,
      ...(window === undefined ? {} : { window }),
      ...(mayCharge ? { fee: fee.kind } : {}),
    },
    holds: asOf === today ? [] : holdsOf(found, now, plan),
    elsewhere: elsewhereOf(now, plan),
  });
}

function stepOf(facts: CaseFacts, settings: ProcessSettings, plan: CasePlan): PlannedStep {
  const { rule, renewal } = plan.covered[0];
  const days = Math.max(rule.deadlineDaysMin, settings.deadlineDays[rule.kind] ?? 0);
  return {
    kind: rule.kind,
    claimIds: plan.covered.map(({ claim }) => claim.claimId),
    regime: plan.regime,
    legalEffect: rule.legalEffect,
    onePerClaim: rule.onePerClaim,
    renewal,
    recipients: rule.channels.length === 0 ? [] : recipientsOf(facts.debtor),
    deadlineDays: days,
    ...(plan.channel === undefined ? {} : { channel: plan.channel }),
  };
}

/** What was found on the way that concerns the step, besides what holds its claims today; each once, its last day kept. */
function holdsOf(found: readonly Hold[], now: CasePlan, plan: CasePlan): readonly Hold[] {
  const claimIds = new Set(plan.covered.map(({ claim }) => claim.claimId));
  const all = [...now.others.flatMap(({ holds }) => holds), ...found];
  const kept = new Map<string, Hold>();
  for (const hold of all) {
    if (hold.claimId !== undefined && !claimIds.has(hold.claimId)) continue;
    const key = `${hold.reason} ${hold.claimId ?? ''} ${String(hold.inputs['rules'] ?? hold.inputs['fromOn'] ?? '')}`;
    const before = kept.get(key);
    if (
      before?.changesOn !== undefined &&
      hold.changesOn !== undefined &&
      before.changesOn >= hold.changesOn
    ) {
      continue;
    }
    kept.set(key, hold);
  }
  return [...kept.values()];
}

function elsewhereOf(now: CasePlan, plan: CasePlan): readonly Hold[] {
  if (now.others.length === 0) return [];
  const claimIds = new Set(plan.covered.map(({ claim }) => claim.claimId));
  return now.others.filter(({ claim }) => !claimIds.has(claim.claimId)).flatMap(({ holds }) => holds);
}

/** A case in which nothing is owed says so; one at the end of its road has nothing that holds it. */
function settledHolds(facts: CaseFacts): readonly Hold[] {
  const isSettled = facts.claims.every(({ owedMinor }) => owedMinor <= 0n);
  return isSettled ? [{ reason: 'settled', inputs: {} }] : [];
}

function decide(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
  found: Pick<StepDecision, 'outcome' | 'step' | 'holds' | 'elsewhere'>,
): StepDecision {
  const changesOn = changesFrom(facts, settings, today, found);
  return {
    ...found,
    warnings: caseWarnings(facts, settings, today, found.step),
    decidedOn: today,
    settingsVersion: settings.version,
    ...(changesOn === undefined ? {} : { changesOn }),
  };
}

/** The first day after today on which a hold ends, the step falls due, a warning begins, other rules govern, or a demand is too old. */
function changesFrom(
  facts: CaseFacts,
  settings: ProcessSettings,
  today: LocalDate,
  { outcome, step, holds, elsewhere }: Pick<StepDecision, 'outcome' | 'step' | 'holds' | 'elsewhere'>,
): LocalDate | undefined {
  if (outcome === 'due') return addDays(today, 1);
  const days: (LocalDate | undefined)[] = [step?.earliestOn, nextWarningOn(facts, settings, today)];
  if (outcome === 'held') days.push(...holds.map((hold) => hold.changesOn));
  days.push(...elsewhere.map((hold) => hold.changesOn), ...agesOfDemands(facts, settings, today));
  const from = settings.regimeDates['NO-2026'];
  if (facts.country === 'NO' && from !== NOT_SET) days.push(from);
  let first: LocalDate | undefined;
  for (const day of days) {
    if (day !== undefined && day > today && (first === undefined || day < first)) first = day;
  }
  return first;
}

/** Days on which a demand becomes too old for legal action, and is to be renewed. */
function agesOfDemands(
  { country, steps }: CaseFacts,
  { regimeDates }: ProcessSettings,
  today: LocalDate,
): (LocalDate | undefined)[] {
  const rule = stepRule(regimeOn(country, today, regimeDates), 'demand');
  if (!rule) return [];
  return steps.filter(({ kind }) => kind === 'demand').map(({ sentOn }) => tooOldFrom(sentOn, rule));
}
