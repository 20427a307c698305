import type { Country, LocalDate } from '@app/domain';
import type { Regime } from '../vocabulary.js';
import { NOT_SET, REGIME_DATES, type RegimeDates } from './regime-dates.js';

export interface RegimeDescription {
  readonly country: Country;
  /** The act, as people in the country call it. */
  readonly act: string;
  readonly source: string;
}

export const REGIME_DESCRIPTIONS: Readonly<Record<Regime, RegimeDescription>> = {
  'NO-1988': { country: 'NO', act: 'inkassoloven', source: 'LOV-1988-05-13-26' },
  'NO-2026': { country: 'NO', act: 'lov om inkassovirksomhet', source: 'LOV-2026-05-22-19' },
  'SE-1974': { country: 'SE', act: 'inkassolagen', source: 'SFS 1974:182' },
};

/** Which rules govern a step that is taken on the day. */
export function regimeOn(country: Country, day: LocalDate, dates: RegimeDates = REGIME_DATES): Regime {
  if (country === 'SE') return 'SE-1974';
  const from = dates['NO-2026'];
  return from !== NOT_SET && day >= from ? 'NO-2026' : 'NO-1988';
}

/** How a case in the middle of the road goes on when other rules enter into force. */
export interface Transition {
  readonly from: Regime;
  readonly to: Regime;
  /**
   * `when-sent`: a step is judged by the rules of the day on which it was sent, and what was valid then counts on.
   * `not-at-all`: steps of the old rules count for nothing, and the road begins anew.
   */
  readonly earlierStepsCount: 'when-sent' | 'not-at-all';
  readonly source: string;
  /** Nobody has decided it: an assumption of ours, to be confirmed when the transitional rules are there. */
  readonly open: boolean;
}

/**
 * LOV-2026-05-22-19 § 55 leaves transitional rules to the King, and none is published. What was validly sent is kept:
 * a debtor who has had notice and time once would gain nothing but a second letter. A notice or demand that the creditor
 * sends on the day of the change or later has no effect (§§ 20, 21), whatever went before.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    from: 'NO-1988',
    to: 'NO-2026',
    earlierStepsCount: 'when-sent',
    source: 'LOV-2026-05-22-19 § 55',
    open: true,
  },
];

/**
 * The rules by which a step that was sent on `sentOn` is judged on a later day, or undefined when it no longer counts.
 */
export function judgedBy(
  country: Country,
  sentOn: LocalDate,
  asOf: LocalDate,
  dates: RegimeDates = REGIME_DATES,
  transitions: readonly Transition[] = TRANSITIONS,
): Regime | undefined {
  const [then, now] = [regimeOn(country, sentOn, dates), regimeOn(country, asOf, dates)];
  if (then === now) return then;
  const transition = transitions.find(({ from, to }) => from === then && to === now);
  return transition?.earlierStepsCount === 'when-sent' ? then : undefined;
}
