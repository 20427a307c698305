import type { LocalDate } from '@app/domain';
import type { Limitation } from './events.js';

/**
 * - `none`: far away, or suspended by a legal step
 * - `soon`: within the days of warning
 * - `during-pause`: would lapse before the pause ends, or so soon after it that no time to act is left
 * - `lapsed`: nothing may be demanded any more
 */
export type LimitationWarning = 'none' | 'soon' | 'during-pause' | 'lapsed';

/**
 * What a person must be told today. A pause, a deferral or a crisis stop holds the letters back and never the
 * limitation: so it is asked while paused, too. `pausedUntil` is the pause's last day; `'unknown'` when it has no end.
 */
export function limitationWarning(
  { state, lapsesOn, warnOn }: Limitation,
  asOf: LocalDate,
  pausedUntil?: LocalDate | 'unknown',
): LimitationWarning {
  if (state === 'lapsed') return 'lapsed';
  if (lapsesOn === undefined || warnOn === undefined) return 'none';
  if (asOf >= lapsesOn) return 'lapsed';
  if (asOf >= warnOn) return pausedUntil === undefined ? 'soon' : 'during-pause';
  return pausedUntil !== undefined && pausedUntil !== 'unknown' && pausedUntil >= warnOn
    ? 'during-pause'
    : 'none';
}
