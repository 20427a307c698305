import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import fc from 'fast-check';
import { csvText, statementCsv } from './statement-csv.js';
import type { StatementData, StatementRow } from './statement-data.js';
import { statementPdf } from './statement-pdf.js';
import { sampleStatement } from '../testing/sample-statement.js';

/** Reads RFC 4180 with a semicolon. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ';' || character === '\r') {
      rows.at(-1)!.push(field);
      field = '';
      if (character === '\r') {
        at += 1;
        rows.push([]);
      }
    } else field += character;
  }
  return rows.slice(0, -1);
}

describe('a statement as text for a spreadsheet', () => {
  it('has a line for each settlement, and its amounts add up to the sums', () => {
    const data = sampleStatement('nb');
    const rows = readCsv(statementCsv(data).slice(1));
    expect(rows).toHaveLength(data.rows.length + 2);
    expect(rows[1]).toEqual(
      expect.arrayContaining([data.rows[0]!.on, data.rows[0]!.invoiceNumber, data.rows[0]!.reference]),
    );
    const cents = (cell: string): bigint => BigInt(cell.replace(',', ''));
    const sum = rows.slice(1, -1).reduce((total, row) => total + cents(row.at(-1)!), 0n);
    expect(cents(rows.at(-1)!.at(-1)!)).toBe(sum);
    expect(sum).toBe(data.totals.toCreditorMinor);
  });

  it('reads back as what was written, and begins no field like a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), { minLength: 1 }),
        (rows) => {
          const read = readCsv(csvText(rows).slice(1));
          const isFormula = (field: string): boolean => /^[=+\-@\t\r\n]/.test(field);
          expect(read).toEqual(
            rows.map((row) => row.map((field) => (isFormula(field) ? `'${field}` : field))),
          );
          for (const field of read.flat()) expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
        },
      ),
    );
    expect(csvText([['=1+2', { amount: '-5,00' }]])).toBe("\ufeff'=1+2;-5,00\r\n");
  });
});

describe('a statement as PDF', () => {
  it.each(['nb', 'sv', 'en'] as const)(
    'is the same bytes for the same data, tagged, in %s',
    async (language) => {
      const data = sampleStatement(language);
      const [first, second] = [await statementPdf(data), await statementPdf(data)];
      expect(first.equals(second)).toBe(true);
      const raw = first.toString('latin1');
      expect(raw).toContain(`/Lang (${language})`);
      for (const tag of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD']) expect(raw).toContain(`/S /${tag}\n`);
      expect((await statementPdf({ ...data, paidMinor: data.paidMinor + 1n })).equals(first)).toBe(false);
    },
  );

  it('goes on on further sheets, with its titles on each', async () => {
    const data = sampleStatement('nb');
    const rows: StatementRow[] = Array.from({ length: 100 }, (_, at) => ({
      ...data.rows[0]!,
      on: localDate('2026-03-02'),
      invoiceNumber: `${at}`,
    }));
    const many: StatementData = { ...data, rows };
    const raw = (await statementPdf(many)).toString('latin1');
    const pages = raw.match(/\/Type \/Page\n/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    expect(raw.match(/\/Scope \/Column/g)?.length).toBe(11 * pages);
  });
});
