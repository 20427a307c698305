import type { ClaimHoldReason } from '@app/domain';

/** Holds that end by themselves when the ledger gives a good answer again. All others need a person. */
const SELF_ENDING: ReadonlySet<ClaimHoldReason> = new Set<ClaimHoldReason>([
  'ledger-hold',
  'balance-unexplained',
  'vanished',
]);

export function endsByItself(reason: ClaimHoldReason | null): boolean {
  return reason !== null && SELF_ENDING.has(reason);
}
