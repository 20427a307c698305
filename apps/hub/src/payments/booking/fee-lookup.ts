import type { CreditorId } from '@app/domain';
import { feeFacts, feeShares } from '../../cases/money/fee-shares.js';
import type { Transaction } from '../../database/transaction.js';
import type { TakenSettlement } from '../../settlements/settlements-in-bulk.js';
import type { AllocatedPart } from './money-entries.js';

/** Whose the costs are that these settlements paid; they are counted in their cases already. */
export async function withFeeShares(
  tx: Transaction,
  creditorId: CreditorId,
  settlements: readonly TakenSettlement[],
): Promise<AllocatedPart[]> {
  const withFees = settlements.filter(({ feesMinor }) => feesMinor > 0n);
  const facts =
    withFees.length === 0
      ? undefined
      : await tx.asCreditor(creditorId, (part) =>
          feeFacts(
            part,
            withFees.map(({ claimId }) => claimId),
          ),
        );
  // Several payments of one claim in a batch: each is the last of those that came until then.
  const later = new Map<string, bigint>();
  const parts: AllocatedPart[] = [];
  for (const settlement of [...settlements].reverse()) {
    const { claimId, feesMinor } = settlement;
    const found = facts?.get(claimId);
    const since = later.get(claimId) ?? 0n;
    later.set(claimId, since + feesMinor);
    const fees = feeShares(feesMinor, found && { ...found, paidMinor: found.paidMinor - since });
    parts.unshift({ settlement, fees });
  }
  return parts;
}
