import { amountText, dayText, type Money, money, numberText, shortDayText, startOfDay } from '@app/domain';
import { Pen, type TextStyle } from '../pdf/pen.js';
import { COLOUR, FONT, mm, PAGE } from '../pdf/sheet.js';
import type { StatementAmounts, StatementData, StatementRow } from './statement-data.js';
import { type Column, COLUMNS, fill, STATEMENT_WORDINGS } from './statement-wording.js';

/** A4 on its side: eleven columns. */
const SHEET = { width: PAGE.height, height: PAGE.width } as const;
const LEFT = mm(15);
const WIDTH = SHEET.width - 2 * LEFT;
const TOP = mm(15);
const BOTTOM = SHEET.height - mm(18);
const GAP = 4;
const ROW: TextStyle = { size: 8 };
const STRONG: TextStyle = { size: 8, font: FONT.strong };
const QUIET: TextStyle = { size: 9, colour: COLOUR.quiet };

/** Shares of the width, in the order of the columns. */
const SHARES: Readonly<Record<Column, number>> = {
  on: 0.075,
  what: 0.105,
  invoiceNumber: 0.095,
  reference: 0.125,
  principal: 0.095,
  interest: 0.08,
  fees: 0.08,
  surplus: 0.085,
  collectorsFee: 0.085,
  advanced: 0.08,
  toCreditor: 0.095,
};
const FIRST_AMOUNT = COLUMNS.indexOf('principal');

/**
 * The statement of a remittance on A4: what was paid, and every line that it is made of. Tagged, with title and language. The
 * same statement is the same bytes.
 */
export async function statementPdf(data: StatementData): Promise<Buffer> {
  const wording = STATEMENT_WORDINGS[data.language];
  const title = fill(wording.title, { number: `${data.number}` });
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    lang: data.language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: `${title}, ${data.creditor.name}`,
      Author: data.collector,
      CreationDate: startOfDay(data.remittedOn, data.country),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.once('end', () => resolve(Buffer.concat(chunks)));
    pdf.once('error', reject);
  });
  const pen = new Pen(pdf, TOP);
  drawHead(pen, data, title);
  drawRows(pen, data);
  drawEnd(pen, data);
  drawFooters(pen, data, title);
  pen.end();
  pdf.end();
  return done;
}

function drawHead(pen: Pen, data: StatementData, title: string): void {
  const { language, country, currency, creditor } = data;
  const wording = STATEMENT_WORDINGS[language];
  const half = WIDTH / 2;
  const say = (tag: string, text: string, style: TextStyle, x = LEFT): void => {
    pen.y += pen.put(tag, text, { x, y: pen.y, width: half }, style);
  };
  say('P', data.collector, { size: 12, font: FONT.strong, colour: COLOUR.accent });
  pen.y += 6;
  say('H1', title, { size: 17, font: FONT.strong });
  say('P', `${creditor.name}, ${creditor.organisationNumber}`, { size: 10.5 });
  pen.y += 4;
  say('P', fill(wording.of, { day: dayText(data.remittedOn, language) }), QUIET);
  say('P', fill(wording.until, { day: dayText(data.cutOffOn, language) }), QUIET);
  const after = pen.y;
  // What was paid, at a glance, to the right.
  const box = { x: LEFT + half + mm(10), y: TOP, width: half - mm(10), height: after - TOP };
  pen.decorate((drawn) => {
    drawn.rect(box.x, box.y, box.width, box.height).fill(COLOUR.box);
    drawn.rect(box.x, box.y, 4, box.height).fill(COLOUR.accent);
  });
  const inside = { x: box.x + 16, width: box.width - 28 };
  let y = box.y + 12;
  y += pen.put('P', wording.paid, { ...inside, y }, QUIET);
  const paid = amountText(money(data.paidMinor, currency), language, country);
  y += pen.put('P', paid, { ...inside, y }, { size: 17, font: FONT.strong }) + 2;
  pen.put('P', fill(wording.paidTo, { account: data.paidTo }), { ...inside, y }, { size: 9 });
  pen.y = after + 14;
}

function drawRows(pen: Pen, data: StatementData): void {
  const table = pen.group('Table');
  drawTitles(pen, data, table);
  for (const row of data.rows) {
    const cells = cellsOf(row, data);
    if (pen.y + heightOf(pen, cells, ROW) > BOTTOM) {
      nextSheet(pen);
      drawTitles(pen, data, table);
    }
    drawRow(pen, cells, ROW, table);
  }
  const { language, currency } = data;
  const sum = amountsOf(data.totals).map((minor) => numberText(money(minor, currency), language));
  const cells = [STATEMENT_WORDINGS[language].total, '', '', '', ...sum];
  if (pen.y + heightOf(pen, cells, STRONG) > BOTTOM) nextSheet(pen);
  const { y } = pen;
  pen.decorate((pdf) => pdf.rect(LEFT, y, WIDTH, 0.8).fill(COLOUR.text));
  drawRow(pen, cells, STRONG, table);
}

type Parent = ReturnType<Pen['group']>;

function drawTitles(pen: Pen, { language }: StatementData, table: Parent): void {
  const titles = COLUMNS.map((column) => STATEMENT_WORDINGS[language].columns[column]);
  const height = heightOf(pen, titles, STRONG);
  const { y } = pen;
  pen.decorate((pdf) => pdf.rect(LEFT, y, WIDTH, height).fill(COLOUR.box));
  drawRow(pen, titles, { ...STRONG, scope: 'Column' }, table);
}

function drawRow(pen: Pen, cells: readonly string[], style: TextStyle, table: Parent): void {
  const row = pen.group('TR', table);
  const height = heightOf(pen, cells, style);
  let x = LEFT;
  cells.forEach((cell, at) => {
    const width = widthOf(at);
    const place = { x: x + GAP, y: pen.y + GAP, width: width - 2 * GAP };
    const align = at >= FIRST_AMOUNT ? 'right' : 'left';
    pen.put(style.scope ? 'TH' : 'TD', cell, place, { ...style, align }, row);
    x += width;
  });
  const bottom = pen.y + height;
  pen.decorate((pdf) => pdf.rect(LEFT, bottom, WIDTH, 0.4).fill(COLOUR.line));
  pen.y = bottom + 0.4;
}

function heightOf(pen: Pen, cells: readonly string[], style: TextStyle): number {
  return Math.max(...cells.map((cell, at) => pen.height(cell, widthOf(at) - 2 * GAP, style))) + 2 * GAP - 2;
}

function widthOf(at: number): number {
  return SHARES[COLUMNS[at] ?? 'on'] * WIDTH;
}

function cellsOf(row: StatementRow, { language, currency }: StatementData): string[] {
  const amounts = amountsOf(row).map((minor) =>
    minor === 0n ? '–' : numberText(money(minor, currency), language),
  );
  const words = STATEMENT_WORDINGS[language].what[row.what];
  return [shortDayText(row.on, language), words, row.invoiceNumber, row.reference, ...amounts];
}

function amountsOf(of: StatementAmounts): bigint[] {
  const received = [of.principalMinor, of.interestMinor, of.feesMinor, of.surplusMinor];
  return [...received, of.collectorsFeeMinor, of.advancedMinor, of.toCreditorMinor];
}

function drawEnd(pen: Pen, data: StatementData): void {
  const { language, country, currency } = data;
  const wording = STATEMENT_WORDINGS[language];
  const sums: [string, Money][] = [[wording.toCreditor, money(data.totals.toCreditorMinor, currency)]];
  if (data.withheldMinor > 0n) sums.push([wording.withheld, money(-data.withheldMinor, currency)]);
  sums.push([wording.paid, money(data.paidMinor, currency)]);
  if (pen.y + 18 * sums.length + 50 > BOTTOM) nextSheet(pen);
  pen.y += 12;
  const label = WIDTH * 0.32;
  sums.forEach(([name, amount], at) => {
    const style: TextStyle = { size: 10, font: at === sums.length - 1 ? FONT.strong : FONT.text };
    const x = LEFT + WIDTH - label - mm(45);
    pen.put('P', name, { x, y: pen.y, width: label }, style);
    const text = amountText(amount, language, country);
    pen.y +=
      pen.put('P', text, { x: x + label, y: pen.y, width: mm(45) - GAP }, { ...style, align: 'right' }) + 2;
  });
  pen.y += 6;
  const note = `${fill(wording.amountsIn, { currency })}. ${wording.explanation}`;
  pen.y += pen.put('P', note, { x: LEFT, y: pen.y, width: WIDTH * 0.7 }, { size: 8, colour: COLOUR.quiet });
}

function drawFooters(pen: Pen, data: StatementData, title: string): void {
  const wording = STATEMENT_WORDINGS[data.language];
  const { start, count } = pen.pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pen.pdf.switchToPage(page);
    const text = fill(wording.page, { page: `${page + 1}`, pages: `${count}` });
    const place = { x: LEFT, y: SHEET.height - mm(12), width: WIDTH };
    pen.decorate(() => {
      pen.plain(`${data.collector} · ${title} · ${data.creditor.name}`, place, {
        size: 8,
        colour: COLOUR.quiet,
      });
      pen.plain(text, place, { size: 8, colour: COLOUR.quiet, align: 'right' });
    }, 'Pagination');
  }
}

function nextSheet(pen: Pen): void {
  pen.nextPage();
  pen.y = TOP;
}
