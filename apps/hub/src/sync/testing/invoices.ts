import { type LedgerItemId, type LedgerMovement, money, type OpenItem } from '@app/domain';
import { aMovement, anItem } from '../../../../../libs/mapping/src/testing/items.js';

/** An invoice of 1000.00 NOK that was due on 2 March 2026; its movements, if any, explain what is left. */
export function invoice(id: string, more: Partial<OpenItem> = {}): OpenItem {
  return anItem({ ledgerItemId: id as LedgerItemId, invoiceNumber: `F${id}`, ...more });
}

/** The invoice after these movements; what is outstanding follows from them. */
export function moved(item: OpenItem, ...movements: readonly LedgerMovement[]): OpenItem {
  const left = movements.reduce((sum, { change }) => sum + change.minor, item.original.minor);
  return { ...item, movements, outstanding: money(left, item.original.currency) };
}

/** A payment in the ledger that reduces what is owed. */
export function payment(postingId: string, minor: bigint): LedgerMovement {
  return aMovement(postingId, 'payment', -minor);
}

export function creditNote(postingId: string, minor: bigint): LedgerMovement {
  return aMovement(postingId, 'credit', -minor);
}

/** Takes an earlier posting back. */
export function reversal(postingId: string, minor: bigint, reverses?: string): LedgerMovement {
  return aMovement(postingId, 'reversal', minor, reverses);
}
