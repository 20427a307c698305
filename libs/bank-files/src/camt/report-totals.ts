import type { Currency } from '@app/domain';
import type { DeclaredTotal } from '../events.js';
import type { AccountReport } from '../model.js';
import { RecordProblem } from '../record-problem.js';
import type { Tally } from '../tally.js';
import { compareSigned, compareTotal } from '../totals.js';
import type { Draft } from './draft.js';
import { amountOf } from './values.js';

export interface ReportTallies {
  /** Every entry, booked or not: what the summary counts. */
  readonly all: Tally;
  /** What moved the balance. */
  readonly booked: Tally;
  readonly currency: Currency | undefined;
}

/**
 * The summary and the balances against what was read. A part of several pages is not compared: the rest is elsewhere.
 * @throws RecordProblem a declared figure that is none
 */
export function reportTotals(draft: Draft, report: AccountReport, tallies: ReportTallies): DeclaredTotal[] {
  if (report.isPartOfPages) return [];
  return [...summaryTotals(draft, tallies), ...balanceTotals(report, tallies)];
}

function summaryTotals(draft: Draft, { all, currency }: ReportTallies): DeclaredTotal[] {
  const place = { line: draft.line };
  const { unreadable } = all;
  const totals: DeclaredTotal[] = [];
  const count = (field: string, what: DeclaredTotal['what'], read: number, open: number): void => {
    const declared = countIn(draft, field);
    if (declared !== undefined) {
      totals.push(compareTotal({ what, place, declared, read: BigInt(read), unreadable: open }));
    }
  };
  const sum = (field: string, what: DeclaredTotal['what'], read: bigint): void => {
    const declared = sumIn(draft, field, currency);
    if (declared !== undefined) totals.push(compareTotal({ what, place, declared, read, unreadable }));
  };
  count('TtlNtries/NbOfNtries', 'entries', all.count, 0);
  count('TtlCdtNtries/NbOfNtries', 'credit entries', all.creditCount, unreadable);
  count('TtlDbtNtries/NbOfNtries', 'debit entries', all.debitCount, unreadable);
  sum('TtlNtries/Sum', 'sum', all.credits + all.debits);
  sum('TtlCdtNtries/Sum', 'credit sum', all.credits);
  sum('TtlDbtNtries/Sum', 'debit sum', all.debits);
  const net = sumIn(draft, 'TtlNetNtry/Amt', currency);
  if (net !== undefined) {
    const declared = draft.get('TtlNetNtry/CdtDbtInd') === 'DBIT' ? -net : net;
    totals.push(compareSigned({ what: 'net sum', place, declared, read: all.net, unreadable }));
  }
  return totals;
}

/** Opening balance and everything booked make the closing balance. */
function balanceTotals(
  { openingBalance, closingBalance, place }: AccountReport,
  { booked }: ReportTallies,
): DeclaredTotal[] {
  if (!openingBalance || !closingBalance) return [];
  const read = openingBalance.amount.minor + booked.net;
  const { unreadable } = booked;
  return [
    compareSigned({
      what: 'closing balance',
      place,
      declared: closingBalance.amount.minor,
      read,
      unreadable,
    }),
  ];
}

function countIn(draft: Draft, field: string): bigint | undefined {
  const text = draft.get(field);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new RecordProblem('record-malformed', field);
  return BigInt(text);
}

/** The summary's sums carry no currency: they are in the account's. */
function sumIn(draft: Draft, field: string, currency: Currency | undefined): bigint | undefined {
  const text = draft.get(field);
  if (text === undefined) return undefined;
  if (currency === undefined) return /^[0.]+$/.test(text) ? 0n : undefined;
  return amountOf(text, currency, field).minor;
}
