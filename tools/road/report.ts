import type { RoadResult } from './road.js';
import type { Tally } from './tally.js';

const LEDGER_WIDTH = 18;
const COMPANY_WIDTH = 26;
const SECONDS = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** One line of progress, in columns: seconds since the beginning, whose it is, and what is to tell. */
export function line(seconds: number, ledger: string, company: string, words: string): string {
  return `${SECONDS.format(seconds).padStart(6)}  ${ledger.padEnd(LEDGER_WIDTH)} ${company.padEnd(COMPANY_WIDTH)} ${words}`;
}

const ROWS: readonly (readonly [words: string, value: (tally: Tally) => number])[] = [
  ['companies', ({ companies }) => companies],
  ['invoices pulled', ({ invoicesPulled }) => invoicesPulled],
  ['set aside, with reasons', ({ refused }) => Object.values(refused).reduce((sum, count) => sum + count, 0)],
  ['claims', ({ claimsCreated }) => claimsCreated],
  ['of these handed over', ({ handedOver }) => handedOver],
  ['settlements taken in', ({ settlements }) => settlements],
  ['postings made', ({ postingsMade }) => postingsMade],
  ['postings verified', ({ postingsVerified }) => postingsVerified],
  ['duplicates', ({ duplicates }) => duplicates],
  ['differences', ({ reconciliationDifferences }) => reconciliationDifferences],
];

/** The result as a table: a column per ledger, and one for all. */
export function drawn(result: RoadResult): string {
  const columns = [
    ...result.ledgers.map((tally) => ({ name: tally.ledger, tally })),
    { name: 'all', tally: result },
  ];
  const row = (words: string, cell: (column: (typeof columns)[number]) => string): string =>
    `  ${words.padEnd(24)}${columns.map((column) => cell(column).padStart(Math.max(8, column.name.length + 2))).join('')}`;
  const reasons = Object.entries(result.refused).map(([reason, count]) => `${count} ${reason}`);
  return [
    row('', ({ name }) => name),
    ...ROWS.map(([words, value]) => row(words, ({ tally }) => String(value(tally)))),
    row('seconds', ({ tally }) => String('seconds' in tally ? tally.seconds : '')),
    '',
    `  Set aside: ${reasons.length === 0 ? 'nothing' : reasons.join(', ')}.`,
    `  Walked: ${result.ledgers.map(({ ledger }) => ledger).join(', ')}.` +
      (result.notWalked.length === 0
        ? ''
        : ` Not walked, since the hub has no connector yet: ${result.notWalked.join(', ')}.`),
  ].join('\n');
}
