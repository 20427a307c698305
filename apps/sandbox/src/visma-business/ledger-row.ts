import type { LocalDate } from '@app/domain';
import { toDomestic } from './catalogue.js';
import type { MatchingMethod } from './company-books.js';
import type { Associate, LedgerRow } from './rows.js';

/** How payments of a customer are matched: as the customer's override says, or the company. */
export function methodFor({ details, company }: Associate): MatchingMethod {
  return details.matchingMethod === 0 ? company.matchingMethod : details.matchingMethod;
}

/** `paidStatus` of a row: 1 open, 2 partly settled, 3 settled late, 4 settled in time. */
export function paidStatus(row: LedgerRow): 1 | 2 | 3 | 4 {
  if (row.outstandingMinor === row.amountMinor && row.amountMinor !== 0) return 1;
  if (row.outstandingMinor !== 0) return 2;
  const { dueOn } = row;
  const isLate = dueOn !== undefined && [...row.matches].some(({ on }) => on > dueOn);
  return isLate ? 3 : 4;
}

/** The row stands in the table of open entries. */
export function isOpenEntry(row: LedgerRow): boolean {
  if (!row.hasOpenEntry) return false;
  if (row.outstandingMinor !== 0) return true;
  return row.company.calculatesInterest && !row.isInterestDone && paidStatus(row) === 3;
}

/** The day of the last payment, if there was any. Credit notes are none. */
export function paidLast(row: LedgerRow, lossIsPayment: boolean): LocalDate | undefined {
  let last: LocalDate | undefined;
  for (const { debit, credit, on } of row.matches) {
    const other = debit === row ? credit : debit;
    const isPayment =
      other.kind !== 'credit-note' && other.kind !== 'invoice' && (lossIsPayment || other.kind !== 'loss');
    if (isPayment && (last === undefined || on > last)) last = on;
  }
  return last;
}

/** How much credit notes took off the row, in minor units of the company's currency. */
export function creditedMinor(row: LedgerRow): number {
  let minor = 0;
  for (const match of row.matches)
    if (match.debit === row && match.credit.kind === 'credit-note') minor += match.minor;
  return domesticPart(row, minor);
}

/** What remains, in minor units of the company's currency. */
export function outstandingDomestic(row: LedgerRow): number {
  return domesticPart(row, row.outstandingMinor);
}

/** Part of a row's amount in the company's currency; the whole is what was booked, to the øre. */
function domesticPart(row: LedgerRow, minor: number): number {
  if (minor === row.amountMinor) return row.posting.amountMinor;
  return toDomestic(minor, row.posting.currency, row.company.options.currency);
}
