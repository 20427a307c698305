import type { DifferenceKind } from '../difference-kinds.js';

/**
 * - `open`: nobody has said or done anything about it
 * - `explained`: a person has said why it is so, and nothing about it has changed since
 * - `action-taken`: somebody has done something; the next run shows whether it helped
 * - `cleared`: a run has found that all sides agree
 */
export const DIFFERENCE_STATES = ['open', 'explained', 'action-taken', 'cleared'] as const;
export type DifferenceState = (typeof DIFFERENCE_STATES)[number];

/** What an explanation was about: with another kind or sum it no longer holds. */
export interface DifferenceFigure {
  readonly kind: DifferenceKind;
  readonly ledgerMinor: bigint | null;
  readonly expectedMinor: bigint;
  readonly clientMoneyMinor: bigint | null;
}

export interface Met {
  readonly state: DifferenceState;
  /** What to write into its history; undefined when nothing happened. */
  readonly event: 'seen' | 'changed' | 'not-helped' | 'reopened' | 'cleared' | undefined;
}

/**
 * How a difference goes on when a run has looked at its claim. Only runs open, clear and reopen: what people do about a
 * difference never says that it is over.
 *
 * @param readBeforeTold the ledger was read before a person said or did something: the reading tells nothing about that
 */
export function meetAgain(
  was: ({ readonly state: DifferenceState } & DifferenceFigure) | undefined,
  found: DifferenceFigure | undefined,
  readBeforeTold = false,
): Met {
  if (found === undefined) {
    const isOver = was === undefined || was.state === 'cleared';
    return isOver ? { state: 'cleared', event: undefined } : { state: 'cleared', event: 'cleared' };
  }
  if (was === undefined) return { state: 'open', event: 'seen' };
  if (was.state === 'cleared') return { state: 'open', event: 'reopened' };
  // Something is under way: what was said or done about it is neither proven nor disproven.
  if ((found.kind === 'timing' || readBeforeTold) && was.state !== 'open')
    return { state: was.state, event: undefined };
  if (was.state === 'action-taken') return { state: 'open', event: 'not-helped' };
  const isSame = found.kind === was.kind && gapOf(found) === gapOf(was);
  if (isSame) return { state: was.state, event: undefined };
  return { state: 'open', event: 'changed' };
}

/** By how much it differs; undefined where there is nothing to compare with. */
export function gapOf({
  ledgerMinor,
  expectedMinor,
  clientMoneyMinor,
}: DifferenceFigure): bigint | undefined {
  if (clientMoneyMinor !== null) return clientMoneyMinor - expectedMinor;
  return ledgerMinor === null ? undefined : ledgerMinor - expectedMinor;
}
