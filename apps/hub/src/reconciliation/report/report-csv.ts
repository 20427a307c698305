import { type Currency, formatDecimal, money } from '@app/domain';
import type { ReconciliationReport } from './reconciliation-report.js';

const HEAD = ['part', 'day', 'currency', 'side', 'account', 'what', 'amount', 'state', 'id', 'text'];

/**
 * One line per figure, after RFC 4180: opening, movements and closing of each account and day, what was received, then the
 * differences with what was said about them, then the totals. Amounts with a point; names of things as in the API.
 */
export function reportCsv(report: ReconciliationReport): string {
  const rows: (readonly string[])[] = [HEAD];
  const add = (part: string, cells: Partial<Record<string, string>>): void => {
    rows.push(HEAD.map((name) => (name === 'part' ? part : (cells[name] ?? ''))));
  };
  for (const { day, currency, accounts, differenceMinor, received } of report.days) {
    const at = { day, currency };
    for (const { side, account, openingMinor, movements, closingMinor } of accounts) {
      add('opening', { ...at, side, account, amount: text(openingMinor, currency) });
      for (const { what, minor } of movements)
        add('movement', { ...at, side, account, what, amount: text(minor, currency) });
      add('closing', { ...at, side, account, amount: text(closingMinor, currency) });
    }
    add('difference', { ...at, what: 'ledger-less-claims', amount: text(differenceMinor, currency) });
    for (const { overBank, count, minor } of received) {
      const what = overBank ? 'over-client-account' : 'elsewhere';
      add('received', { ...at, what, amount: text(minor, currency), text: `${count}` });
    }
  }
  for (const {
    id,
    kind,
    state,
    currency,
    subject,
    gapMinor,
    firstSeenAt,
    claimId,
    told,
  } of report.differences) {
    const of = { currency, side: subject, what: kind, state, id };
    const amount = gapMinor === null ? '' : text(gapMinor, currency);
    add('found', { ...of, day: firstSeenAt.toISOString(), amount, text: `claim ${claimId}` });
    for (const line of told)
      add(line.kind, { ...of, day: line.at.toISOString(), text: `${line.actor}: ${line.text}` });
  }
  for (const { kind, currency, open, explained, cleared, gapMinor } of report.totals) {
    const counts = `open ${open}, explained ${explained}, cleared ${cleared}`;
    add('total', { currency, what: kind, amount: text(gapMinor, currency), text: counts });
  }
  return rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

function text(minor: bigint, currency: Currency): string {
  return formatDecimal(money(minor, currency));
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front; an amount is none. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
