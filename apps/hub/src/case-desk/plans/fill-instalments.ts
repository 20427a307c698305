import type { LocalDate } from '@app/domain';
import type { StoredInstalment } from './plan-store.js';

/**
 * Money meets the instalments in order, each as far as it goes.
 * @param paidMinor all that was paid towards the plan; what was taken back is no longer in it
 * @param today the day on which an instalment is first seen to be met
 */
export function fillInstalments(
  instalments: readonly StoredInstalment[],
  paidMinor: bigint,
  today: LocalDate,
): StoredInstalment[] {
  let left = paidMinor;
  return instalments.map((instalment) => {
    const { amountMinor } = instalment;
    const filled = left < amountMinor ? left : amountMinor;
    left -= filled;
    const paidOn = filled === amountMinor ? (instalment.paidOn ?? today) : null;
    return { ...instalment, paidMinor: filled, paidOn };
  });
}
