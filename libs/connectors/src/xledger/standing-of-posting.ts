import { parseMoney } from '@app/domain';
import { currencyOf, isDocument } from './movements.js';
import type { WireEntry } from './wire.js';

/** What a posted line of ours stands in. */
export type PostingStanding = 'on-invoice' | 'unmatched' | 'elsewhere' | 'taken-back';

/**
 * How a posted line of ours stands. `rows` are the rows of its own match and those that name the same invoice.
 *
 * A line that is matched stands where its match says: with the invoice, with an entry that takes it back, or with
 * something else. One that nobody matched may have been taken back by an entry that nobody matched either: an opposite
 * one of the same amount that came later. Each such entry takes back the newest line before it that is still open.
 */
export function standingOfPosting(
  own: WireEntry,
  invoice: Pick<WireEntry, 'dbId' | 'matchId'> | undefined,
  rows: readonly WireEntry[],
): PostingStanding {
  if (own.matchId !== undefined) {
    if (own.matchId === invoice?.matchId) return 'on-invoice';
    const match = rows.filter((row) => row.matchId === own.matchId && row.dbId !== own.dbId);
    return match.some((row) => isOpposite(row, own) && isLater(row, own)) ? 'taken-back' : 'elsewhere';
  }
  const open = rows.filter(
    ({ matchId, invoiceNumber }) => matchId === undefined && invoiceNumber === own.invoiceNumber,
  );
  const lines = open.filter((row) => minorOf(row) === minorOf(own)).sort(byId);
  for (const back of open.filter((row) => isOpposite(row, own)).sort(byId)) {
    const taken = lines.findLastIndex((row) => isLater(back, row));
    if (taken < 0) continue;
    if (lines[taken]?.dbId === own.dbId) return 'taken-back';
    lines.splice(taken, 1);
  }
  return 'unmatched';
}

export function minorOf(row: WireEntry): bigint {
  return parseMoney(row.invoiceAmount, currencyOf(row)).minor;
}

/** Of the opposite amount, and no demand or credit memo of its own. */
function isOpposite(row: WireEntry, own: WireEntry): boolean {
  return !isDocument(row) && minorOf(row) === -minorOf(own);
}

function isLater(row: WireEntry, than: WireEntry): boolean {
  return BigInt(row.dbId) > BigInt(than.dbId);
}

function byId(a: WireEntry, b: WireEntry): number {
  return isLater(a, b) ? 1 : -1;
}
