import { addDays, type ClaimId, type LocalDate } from '@app/domain';
import { debtorHolds, needsPersonForLegalEffect } from '../debtor/index.js';
import { planStanding } from '../plans/index.js';
import type { StepRule } from '../process/index.js';
import type { Hold } from './decision.js';
import type { CaseFacts } from './facts.js';
import type { ProcessSettings } from './settings.js';
import { concerns } from './walked-road.js';

/** What holds the whole case for a step of the kind: who the debtor is, the plan, the crisis, the sum. */
export function caseHolds(
  facts: CaseFacts,
  rule: StepRule,
  owedMinor: bigint,
  settings: ProcessSettings,
  asOf: LocalDate,
): Hold[] {
  const holds = debtorHolds(facts.debtor, rule);
  pushPlan(facts, settings, asOf, holds);
  if (rule.kind === 'legal-notice' || rule.kind === 'legal-hand-off') {
    for (const pause of settings.crisisPauses) {
      if (asOf < pause.fromOn || asOf > pause.until || !pause.acts.includes('legal-action')) continue;
      holds.push({
        reason: 'crisis-pause',
        inputs: { fromOn: pause.fromOn, until: pause.until, why: pause.reason },
        changesOn: addDays(pause.until, 1),
      });
    }
  }
  const small = settings.smallBalanceMinor[facts.currency] ?? 0n;
  if (owedMinor < small) {
    const inputs = { owedMinor: owedMinor.toString(), smallBalanceMinor: small.toString() };
    holds.push({ reason: 'small-balance', inputs });
  }
  if (rule.legalEffect) pushRulesNotApproved(settings, holds);
  return holds;
}

/** A plan that is kept stops everything; one that is late is handled by contact, one that broke by a new offer. */
function pushPlan(facts: CaseFacts, settings: ProcessSettings, asOf: LocalDate, holds: Hold[]): void {
  const { plan } = facts;
  if (!plan) return;
  if (plan.status === 'proposed' && plan.answerBy !== undefined && asOf <= plan.answerBy) {
    const changesOn = addDays(plan.answerBy, 1);
    holds.push({ reason: 'plan-proposed', inputs: { answerBy: plan.answerBy }, changesOn });
  }
  if (plan.status !== 'running') return;
  const standing = planStanding(plan, asOf, settings.planTolerance);
  if (standing.state === 'paid') return;
  const inputs = {
    state: standing.state,
    missingMinor: standing.missingMinor.toString(),
    ...(standing.next ? { nextDueOn: standing.next.dueOn } : {}),
  };
  if (standing.state === 'broken') {
    holds.push({ reason: 'plan-broken-renegotiate', inputs });
    return;
  }
  // Whatever is paid until then changes the answer: the day says when the plan stands differently if nothing is.
  const changesOn =
    standing.state === 'late' ? standing.changesOn : standing.next && addDays(standing.next.dueOn, 1);
  const reason = standing.state === 'late' ? 'plan-late-contact-first' : 'plan-in-good-standing';
  holds.push({ reason, inputs, ...(changesOn === undefined ? {} : { changesOn }) });
}

/** No step with legal effect without rules that a person has approved (also: regulation (EU) 2016/679 art. 22). */
function pushRulesNotApproved(settings: ProcessSettings, holds: Hold[]): void {
  if (!settings.approval) {
    holds.push({ reason: 'rules-not-approved', inputs: { rules: 'process', version: settings.version } });
  }
  const { approval, version } = settings.channelRules;
  if (!approval) holds.push({ reason: 'rules-not-approved', inputs: { rules: 'channels', version } });
}

/** A claim's step that a person must approve, case by case. */
export interface ApprovalQuestion {
  readonly claimId: ClaimId;
  readonly rule: StepRule;
  readonly renewal: boolean;
  readonly disputed: boolean;
  /** An approval given before the last step does not cover the next. */
  readonly lastSentOn?: LocalDate;
}

export function approvalHold(
  facts: CaseFacts,
  question: ApprovalQuestion,
  settings: ProcessSettings,
): Hold | undefined {
  const { claimId, rule, renewal, disputed, lastSentOn } = question;
  const because = whyApproval(facts, question, settings);
  if (because === undefined) return undefined;
  const approved = facts.approvals.some(
    (approval) =>
      approval.kind === rule.kind &&
      concerns(approval, claimId) &&
      (lastSentOn === undefined || approval.on >= lastSentOn),
  );
  if (approved) return undefined;
  return { reason: 'person-must-approve', claimId, inputs: { step: rule.kind, because, renewal, disputed } };
}

function whyApproval(
  facts: CaseFacts,
  { rule, renewal, disputed }: ApprovalQuestion,
  settings: ProcessSettings,
): string | undefined {
  // Inkassoloven § 11(1): the collector must have weighed whether the claim stands. A machine weighs nothing.
  if (rule.preconditions.includes('claim-weighed')) return 'claim-weighed';
  if (disputed) return 'disputed';
  if (renewal) return 'renewal';
  if (rule.legalEffect && needsPersonForLegalEffect(facts.debtor)) return 'vulnerable';
  return settings.personApproves.includes(rule.kind) ? 'settings' : undefined;
}
