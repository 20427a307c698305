import type { LocalDate } from '@app/domain';
import { methodFor } from './ledger-row.js';
import type { LedgerRow, Match } from './rows.js';

/** Who is told that a row changed. */
export type RowChanged = (row: LedgerRow) => void;

/** Settles rows of one customer against each other as far as they reach. Answers how many parts were settled. */
export function match(rows: readonly LedgerRow[], on: LocalDate, changed: RowChanged): number {
  let settled = 0;
  const debits = rows.filter((row) => row.outstandingMinor > 0);
  for (const credit of rows.filter((row) => row.outstandingMinor < 0)) {
    for (const debit of debits) {
      if (debit.posting.currency !== credit.posting.currency) continue;
      const minor = Math.min(debit.outstandingMinor, 0 - credit.outstandingMinor);
      if (minor <= 0) continue;
      settle({ debit, credit, minor, on }, changed);
      settled += 1;
    }
  }
  return settled;
}

/** Takes a row out of everything it settled or was settled by. */
export function unmatch(row: LedgerRow, changed: RowChanged): void {
  for (const entry of row.matches) {
    entry.debit.outstandingMinor += entry.minor;
    entry.credit.outstandingMinor -= entry.minor;
    for (const side of [entry.debit, entry.credit]) {
      side.matches.delete(entry);
      side.isInterestDone = false;
      changed(side);
    }
  }
}

/**
 * What updating a batch tries for each new row, by the customer's method or the company's
 * (doc.visma.net/userdoc/business, "Open entry matching"). References count with method 4 only.
 */
export function matchAutomatically(
  row: LedgerRow,
  references: readonly string[],
  changed: RowChanged,
): number {
  const candidates = row.associate.rows
    .filter(
      (other) =>
        other !== row &&
        other.hasOpenEntry &&
        Math.sign(other.outstandingMinor) === 0 - Math.sign(row.outstandingMinor) &&
        other.posting.currency === row.posting.currency,
    )
    .sort(oldestFirst);
  const found = chosen(row, candidates, references);
  let settled = 0;
  for (const other of found) settled += match([row, other], row.posting.on, changed);
  return settled;
}

function chosen(row: LedgerRow, candidates: LedgerRow[], references: readonly string[]): LedgerRow[] {
  switch (methodFor(row.associate)) {
    case 2:
      return candidates;
    case 3:
      return candidates
        .filter(({ outstandingMinor }) => outstandingMinor === 0 - row.outstandingMinor)
        .slice(0, 1);
    case 4:
      return references.flatMap((reference) =>
        candidates.filter((other) => other.reference !== '' && other.reference === reference),
      );
    default:
      return [];
  }
}

function settle(entry: Match, changed: RowChanged): void {
  entry.debit.outstandingMinor -= entry.minor;
  entry.credit.outstandingMinor += entry.minor;
  for (const side of [entry.debit, entry.credit]) {
    side.matches.add(entry);
    changed(side);
  }
}

function oldestFirst(a: LedgerRow, b: LedgerRow): number {
  return a.posting.on < b.posting.on ? -1 : a.posting.on > b.posting.on ? 1 : a.id - b.id;
}
