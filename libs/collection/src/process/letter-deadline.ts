import type { LocalDate } from '@app/domain';
import { type Deadline, deadline } from '../calendar/index.js';
import { REGIME_DESCRIPTIONS } from '../regimes/index.js';
import type { Channel, Regime, StepKind } from '../vocabulary.js';
import { NoSuchLetterError } from './letter-content.js';
import { stepRule } from './road.js';

/**
 * The last day to pay or object that a letter of the kind prints when it is sent on the day. `days` are the creditor's
 * wish; the regime's minimum is kept whatever it says, and post is added where the regime does.
 * @throws NoSuchLetterError when the regime knows no step of the kind
 */
export function letterDeadline(
  regime: Regime,
  kind: StepKind,
  channel: Channel,
  sentOn: LocalDate,
  days: number,
): Deadline {
  const rule = stepRule(regime, kind);
  if (!rule) throw new NoSuchLetterError(regime, kind);
  const byPost = channel === 'letter';
  return deadline({
    country: REGIME_DESCRIPTIONS[regime].country,
    sentOn,
    days: Math.max(days, rule.deadlineDaysMin),
    ...(byPost && rule.postDays !== undefined ? { postDays: rule.postDays } : {}),
    ...(rule.bankDaysAfterReceipt === undefined ? {} : { bankDaysAfterReceipt: rule.bankDaysAfterReceipt }),
  });
}
