import { addDays, type Country, type LocalDate } from '@app/domain';
import { addMonths } from '../calendar/index.js';
import { judgedBy, type RegimeDates } from '../regimes/index.js';
import type { Channel, StepKind } from '../vocabulary.js';
import { stepRule } from './road.js';
import type { StepRule } from './step-rule.js';

/** As much of a sent step as decides whether it counts. */
export interface SentFacts {
  readonly kind: StepKind;
  readonly sentBy: 'creditor' | 'collector';
  readonly sentOn: LocalDate;
  readonly channel: Channel;
  readonly deadlineOn?: LocalDate;
  readonly contentConfirmed: boolean;
  readonly undelivered: boolean;
}

/** Why a step that was sent does not count for what follows. */
export type NotCounting =
  | 'undelivered'
  | 'other-rules-now'
  | 'unknown-step'
  | 'only-a-collector-may-send-it'
  | 'content-not-confirmed'
  | 'channel-not-allowed'
  | 'no-deadline'
  | 'deadline-too-short';

/**
 * Whether a step counts on a day, judged by the rules of the day it was sent. What the law does not ask for counts as
 * soon as it was sent; a statutory letter must have been all that the law says.
 */
export function whyNotCounting(
  sent: SentFacts,
  country: Country,
  asOf: LocalDate,
  dates: RegimeDates,
): NotCounting | undefined {
  if (sent.undelivered) return 'undelivered';
  const regime = judgedBy(country, sent.sentOn, asOf, dates);
  if (regime === undefined) return 'other-rules-now';
  const rule = stepRule(regime, sent.kind);
  if (!rule) return 'unknown-step';
  if (sent.kind === 'legal-hand-off' || (!rule.statutory && rule.deadlineDaysMin === 0)) return undefined;
  return flawOfLetter(sent, rule);
}

function flawOfLetter(sent: SentFacts, rule: StepRule): NotCounting | undefined {
  if (rule.collectorOnly && sent.sentBy === 'creditor') return 'only-a-collector-may-send-it';
  if (!sent.contentConfirmed) return 'content-not-confirmed';
  if (!rule.channels.includes(sent.channel) && !rule.channelsWithConsent.includes(sent.channel)) {
    return 'channel-not-allowed';
  }
  if (sent.deadlineOn === undefined) return 'no-deadline';
  return sent.deadlineOn < addDays(sent.sentOn, rule.deadlineDaysMin) ? 'deadline-too-short' : undefined;
}

/**
 * First day on which the step is too old for what builds on it, where the regime sets an age (inkassoloven § 11: the
 * demand no more than six months before the legal step).
 */
export function tooOldFrom(sentOn: LocalDate, rule: StepRule): LocalDate | undefined {
  return rule.validMonths === undefined ? undefined : addDays(addMonths(sentOn, rule.validMonths), 1);
}
