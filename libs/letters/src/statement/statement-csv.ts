import { money, plainAmountText } from '@app/domain';
import type { StatementAmounts, StatementData } from './statement-data.js';
import { STATEMENT_WORDINGS } from './statement-wording.js';

/** Tells a spreadsheet that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows as RFC 4180 has them, with two choices of the Nordic countries: a semicolon between fields, since the comma stands in
 * amounts, and a byte order mark. A field that a spreadsheet would take for a formula begins with an apostrophe.
 * @param rows amounts are given as `{ amount }`, which is never taken for a formula
 */
export function csvText(rows: readonly (readonly (string | { readonly amount: string })[])[]): string {
  const lines = rows.map((row) =>
    row.map((field) => quoted(typeof field === 'string' ? harmless(field) : field.amount)),
  );
  return BYTE_ORDER_MARK + lines.map((fields) => `${fields.join(';')}\r\n`).join('');
}

/** The lines of a statement, one settlement each, and their sum. Amounts with a decimal comma, in English with a point. */
export function statementCsv(data: StatementData): string {
  const { language, currency, totals } = data;
  const wording = STATEMENT_WORDINGS[language];
  const { columns } = wording;
  const amounts = (row: StatementAmounts): { readonly amount: string }[] =>
    [
      row.principalMinor,
      row.interestMinor,
      row.feesMinor,
      row.surplusMinor,
      row.collectorsFeeMinor,
      row.advancedMinor,
      row.toCreditorMinor,
    ].map((minor) => ({ amount: plainAmountText(money(minor, currency), language) }));
  const titles = [columns.on, columns.what, 'Id', columns.invoiceNumber, columns.reference];
  const sums = [columns.principal, columns.interest, columns.fees, columns.surplus];
  return csvText([
    [...titles, ...sums, columns.collectorsFee, columns.advanced, columns.toCreditor],
    ...data.rows.map((row) => [
      row.on,
      wording.what[row.what],
      row.claim,
      row.invoiceNumber,
      row.reference,
      ...amounts(row),
    ]),
    [wording.total, '', '', '', '', ...amounts(totals)],
  ]);
}

/** OWASP, "CSV Injection": what begins so is run by some spreadsheets. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[";\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
