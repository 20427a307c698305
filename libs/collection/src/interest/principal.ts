import { addDays, atLeastZero, type LocalDate } from '@app/domain';

/**
 * What changed the principal. A payment still bears interest on its own day and reduces from the next; a credit note
 * cancels the demand itself and reduces from the start; a reversal takes a payment back from the day it was made.
 */
export interface PrincipalChange {
  readonly on: LocalDate;
  /** Positive reduces. */
  readonly minor: bigint;
  readonly kind: 'payment' | 'credit';
}

/** The principal of a stretch of days: from the day after the last change to `until`. */
export interface PrincipalStep {
  readonly from: LocalDate;
  /** Absent for the last step. */
  readonly until?: LocalDate;
  readonly principalMinor: bigint;
}

/**
 * The principal over time, from the first day that carries interest. Changes may come in any order; what was paid up to
 * and including `inTimeUntil` was in time and never carried interest.
 */
export function principalSteps(
  principalMinor: bigint,
  changes: readonly PrincipalChange[],
  startsOn: LocalDate,
  inTimeUntil: LocalDate,
): readonly PrincipalStep[] {
  let left = principalMinor;
  const later = new Map<LocalDate, bigint>();
  for (const { on, minor, kind } of changes) {
    if (kind === 'credit' || on <= inTimeUntil) left -= minor;
    else later.set(on, (later.get(on) ?? 0n) + minor);
  }
  const steps: PrincipalStep[] = [];
  let from = startsOn;
  for (const on of [...later.keys()].sort()) {
    // Never before the first day: only a demand that came late can bring one here.
    if (on >= from) steps.push({ from, until: on, principalMinor: atLeastZero(left) });
    left -= later.get(on) ?? 0n;
    if (on >= from) from = addDays(on, 1);
  }
  steps.push({ from, principalMinor: atLeastZero(left) });
  return steps;
}
