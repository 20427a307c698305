import { obeyOrder, WRITE_BACK_ORDERS, type WriteBackOrder } from './write-back-orders.js';
import { progressOf, type WriteBackRow } from './write-back-progress.js';

export interface WayOn {
  readonly order: WriteBackOrder;
  /** The person must have looked into the ledger first: `notInLedger` goes along with the order. */
  readonly needsLook: boolean;
}

/** What a person may order now, by the very rules that the orders themselves are judged by. */
export function waysOn(row: WriteBackRow, settlementReversed: boolean, now: Date): readonly WayOn[] {
  const facts = { hasPosting: row.posting !== null, settlementReversed, now };
  const isAllowed = (order: WriteBackOrder, notInLedger: boolean): boolean =>
    obeyOrder(order, progressOf(row), { ...facts, notInLedger }).ok;
  return WRITE_BACK_ORDERS.flatMap((order): WayOn[] => {
    if (isAllowed(order, false)) return [{ order, needsLook: false }];
    return isAllowed(order, true) ? [{ order, needsLook: true }] : [];
  });
}
