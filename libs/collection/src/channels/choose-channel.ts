import type { ContactPoint, DebtorCircumstances } from '../debtor/circumstances.js';
import { isGentle, recipientsOf } from '../debtor/debtor-effects.js';
import type { StepRule } from '../process/step-rule.js';
import type { Channel, StepKind } from '../vocabulary.js';
import type { ChannelPlan, RefusedChannel, RefusedChannelReason } from './channel-plan.js';
import type { ChannelConditions, ChannelRule, ChannelRuleTable, DebtorProfile } from './rule-table.js';

export interface ChannelQuestion {
  readonly step: StepRule;
  readonly debtor: DebtorCircumstances;
  readonly profile: DebtorProfile;
  /** What the step's claims owe together, in minor units. */
  readonly owedMinor: bigint;
}

/** A plan, or why there is none; then `refused` says what fell away. */
export type ChannelAnswer =
  | { readonly plan: ChannelPlan }
  | {
      readonly hold: 'no-channel-rule' | 'no-contact-point' | 'protected-address';
      readonly refused: readonly RefusedChannel[];
    };

/** The first rule of the table that matches. */
export function matchingRule(table: ChannelRuleTable, question: ChannelQuestion): ChannelRule | undefined {
  const { step, profile, owedMinor } = question;
  return table.rules.find(({ when }) => matches(when, step.kind, profile, owedMinor));
}

/** Whether every named condition holds. */
export function matches(
  when: ChannelConditions,
  step: StepKind,
  profile: DebtorProfile,
  owedMinor: bigint,
): boolean {
  return (
    (when.steps === undefined || when.steps.includes(step)) &&
    (when.standing === undefined || when.standing === profile.standing) &&
    (when.categories === undefined ||
      (profile.category !== undefined && when.categories.includes(profile.category))) &&
    (when.owedMinorMin === undefined || owedMinor >= when.owedMinorMin) &&
    (when.owedMinorBelow === undefined || owedMinor < when.owedMinorBelow) &&
    (when.histories === undefined || when.histories.includes(profile.history)) &&
    (when.workedBefore === undefined ||
      (profile.workedBefore !== undefined && when.workedBefore.includes(profile.workedBefore)))
  );
}

/**
 * The channel for a step towards this debtor: the rule's order, without what the law does not allow for such a letter and
 * what the debtor cannot or does not want to be reached by. Where nothing of the rule is left, the law's own channels are
 * tried: a rule that names only sms cannot keep a demand from going out as a letter.
 */
export function chooseChannel(table: ChannelRuleTable, question: ChannelQuestion): ChannelAnswer {
  const rule = matchingRule(table, question);
  if (!rule) return { hold: 'no-channel-rule', refused: [] };
  const refused: RefusedChannel[] = [];
  const usable: { readonly channel: Channel; readonly point: ContactPoint }[] = [];
  for (const channel of orderOf(rule, question.step)) {
    const found = usablePoint(channel, question);
    if (typeof found === 'string') refused.push({ channel, reason: found });
    else usable.push({ channel, point: found });
  }
  const [first, ...rest] = usable;
  if (!first) {
    const isProtected = refused.some(({ reason }) => reason === 'protected-address');
    return { hold: isProtected ? 'protected-address' : 'no-contact-point', refused };
  }
  const { protectedAddress } = question.debtor;
  return {
    plan: {
      channel: first.channel,
      contactPointId: first.point.id,
      fallback: rest.map(({ channel }) => channel),
      refused,
      tone: isGentle(question.debtor) ? 'warm' : rule.tone,
      rule: { ruleId: rule.id, version: table.version, because: rule.because },
      byHand: first.channel === 'letter' && protectedAddress !== undefined,
    },
  };
}

const ORDERS = new WeakMap<ChannelRule, Map<StepRule, readonly Channel[]>>();

/** Both are tables: the order of a pair never changes. */
function orderOf(rule: ChannelRule, step: StepRule): readonly Channel[] {
  let orders = ORDERS.get(rule);
  if (!orders) ORDERS.set(rule, (orders = new Map()));
  const known = orders.get(step);
  if (known) return known;
  const order = [...new Set([...rule.channels, ...step.channels, ...step.channelsWithConsent])];
  orders.set(step, order);
  return order;
}

/** What is missing, from the least to the most that a contact point has. */
const CLOSER: readonly RefusedChannelReason[] = [
  'no-contact-point',
  'contact-point-failed',
  'consent-withdrawn',
  'consent-missing',
];

function usablePoint(
  channel: Channel,
  { step, debtor }: ChannelQuestion,
): ContactPoint | RefusedChannelReason {
  const free = step.channels.includes(channel);
  if (!free && !step.channelsWithConsent.includes(channel)) return 'not-allowed-for-step';
  // Guardian, agent and estate are written to: whoever is not the debtor is not called about the debt.
  if ((channel === 'sms' || channel === 'call') && recipientsOf(debtor)[0] !== 'debtor')
    return 'written-only';
  if (channel === 'letter' && debtor.protectedAddress && !debtor.protectedAddress.byHand) {
    return 'protected-address';
  }
  let reason: RefusedChannelReason = 'no-contact-point';
  for (const point of debtor.contactPoints) {
    if (point.channel !== channel) continue;
    // Post needs no consent, and cannot be declined.
    const withdrawn = channel !== 'letter' && point.consent === 'withdrawn';
    if (!point.failed && !withdrawn && (free || point.consent === 'given')) return point;
    // The first point says what is missing, unless another one comes closer.
    const missing = point.failed
      ? 'contact-point-failed'
      : withdrawn
        ? 'consent-withdrawn'
        : 'consent-missing';
    if (CLOSER.indexOf(missing) > CLOSER.indexOf(reason)) reason = missing;
  }
  return reason;
}
