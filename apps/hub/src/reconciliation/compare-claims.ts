import type { ItemReadings } from '@app/connectors';
import type { LedgerItemId, OpenItem } from '@app/domain';
import type { Transaction } from '../database/transaction.js';
import { classifyClaim } from './classify-difference.js';
import { moneyOfClaims } from './client-money/money-facts.js';
import type { LedgerSide } from './compared-sides.js';
import { claimSides, type ComparedClaim } from './reconciliation-facts.js';
import type { ComparedOutcome } from './reconciliation-store.js';

/** Our sides are read after the ledger's, so that nothing of ours that the ledger shows is missing from them. */
export async function compareClaims(
  tx: Transaction,
  claims: readonly ComparedClaim[],
  readings: ItemReadings,
  readingBegan: Date,
): Promise<ComparedOutcome[]> {
  const ids = claims.map(({ id }) => id);
  const [sides, money] = await Promise.all([claimSides(tx, ids, readingBegan), moneyOfClaims(tx, ids)]);
  const found = new Map<LedgerItemId, OpenItem>(readings.found.map((item) => [item.ledgerItemId, item]));
  const unreadable = new Set(readings.refused.map(({ ledgerItemId }) => ledgerItemId));
  const outcomes: ComparedOutcome[] = [];
  for (const { id, ledgerItemId } of claims) {
    const side = sides.get(id);
    // What the ledger shows and we cannot read is in the list of refused records, not gone.
    if (side === undefined || unreadable.has(ledgerItemId)) continue;
    const item = found.get(ledgerItemId);
    const ledger = item === undefined ? null : ledgerSide(item);
    const differences = classifyClaim(side, ledger, money.get(id) ?? []);
    outcomes.push({ claimId: id, currency: side.currency, differences });
  }
  return outcomes;
}

function ledgerSide({ outstanding, movements }: OpenItem): LedgerSide {
  return {
    currency: outstanding.currency,
    outstandingMinor: outstanding.minor,
    movements: movements.map(({ postingId, change, reverses, writeBackKey }) => ({
      postingId,
      changeMinor: change.minor,
      ...(reverses === undefined ? {} : { reverses }),
      ...(writeBackKey === undefined ? {} : { writeBackKey }),
    })),
  };
}
