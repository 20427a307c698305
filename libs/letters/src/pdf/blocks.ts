import type { Block, Row, Table } from '../blocks.js';
import type { Pen, TextStyle } from './pen.js';
import { BODY_BOTTOM, COLOUR, FONT, LEFT, LINE_GAP, mm, SIZE, TEXT_WIDTH, WIDTH } from './sheet.js';

const PADDING = 10;
const CELL_PADDING = 4;

export function drawBlock(pen: Pen, block: Block): void {
  switch (block.kind) {
    case 'heading':
      // Never alone at the foot of a page.
      pen.need(60);
      pen.y += 3;
      return pen.flow('H2', block.text, { font: FONT.strong, size: SIZE.heading }, { after: 3 });
    case 'paragraph':
      return pen.flow('P', block.text);
    case 'list':
      return drawList(pen, block.items);
    case 'summary':
      return drawSummary(pen, block.rows);
    case 'table':
      return drawTable(pen, block.table);
  }
}

function drawList(pen: Pen, items: readonly string[]): void {
  const list = pen.group('L');
  for (const item of items) {
    pen.need(pen.height(item, TEXT_WIDTH - 12));
    const { y } = pen;
    pen.decorate((pdf) => pdf.circle(LEFT + 4, y + 5.5, 1.5).fill(COLOUR.accent));
    pen.flow('LBody', item, {}, { indent: 12, after: 3, parent: pen.group('LI', list) });
  }
  pen.y += 6;
}

/** What to pay, to whom, until when and how: the one thing to see at a glance. */
function drawSummary(pen: Pen, rows: readonly Row[]): void {
  const label = mm(44);
  const place = { x: LEFT + PADDING + 4, width: WIDTH - 2 * PADDING - 4 };
  const styleOf = (at: number): TextStyle => ({
    font: FONT.strong,
    size: at === 0 ? SIZE.amount : SIZE.text,
  });
  const heights = rows.map(({ value }, at) => pen.height(value, place.width - label, styleOf(at)) + 2);
  // The last line's gap is air already.
  const height = heights.reduce((sum, one) => sum + one, 0) + 2 * PADDING - LINE_GAP - 2;
  pen.need(height);
  const top = pen.y;
  pen.decorate((pdf) => {
    pdf.rect(LEFT, top, WIDTH, height).fill(COLOUR.box);
    pdf.rect(LEFT, top, 4, height).fill(COLOUR.accent);
  });
  const table = pen.group('Table');
  let y = top + PADDING;
  rows.forEach(({ label: name, value }, at) => {
    const row = pen.group('TR', table);
    pen.put(
      'TH',
      name,
      { x: place.x, y: at === 0 ? y + 5 : y, width: label },
      { colour: COLOUR.quiet, scope: 'Row' },
      row,
    );
    pen.put('TD', value, { x: place.x + label, y, width: place.width - label }, styleOf(at), row);
    y += heights[at] ?? 0;
  });
  pen.y = top + height + 10;
}

function drawTable(pen: Pen, { title, columns, rows, hasTotal }: Table): void {
  const widths = columns.map(({ share }) => share * WIDTH);
  const style: TextStyle = { size: 9.5 };
  const strong: TextStyle = { size: 9.5, font: FONT.strong };
  const titles = columns.map((column) => column.title);
  const hasTitles = titles.every((text) => text !== '');
  const rowHeight = (row: readonly string[], of: TextStyle): number =>
    Math.max(...row.map((cell, at) => pen.height(cell, (widths[at] ?? 0) - 2 * CELL_PADDING, of))) +
    2 * CELL_PADDING -
    3;

  const first = rowHeight(rows[0] ?? [], style) + (hasTitles ? 20 : 0);
  // A sum stays with what it sums, where that fits on one sheet.
  const whole = rows.reduce((sum, row) => sum + rowHeight(row, style), 0);
  pen.need(24 + (hasTotal && whole < 300 ? whole : first));
  pen.y += 3;
  pen.flow('H3', title, { font: FONT.strong, size: SIZE.heading }, { after: 3 });
  const table = pen.group('Table');
  const drawRow = (row: readonly string[], tag: 'TH' | 'TD', of: TextStyle, line: string): void => {
    const element = pen.group('TR', table);
    const height = rowHeight(row, of);
    let x = LEFT;
    row.forEach((cell, at) => {
      const width = widths[at] ?? 0;
      const place = {
        x: x + (at === 0 ? 0 : CELL_PADDING),
        y: pen.y + CELL_PADDING,
        width: width - (at === 0 ? CELL_PADDING : 2 * CELL_PADDING),
      };
      pen.put(
        tag,
        cell,
        columns[at]?.align === 'right' ? { ...place, width: width - CELL_PADDING } : place,
        { ...of, align: columns[at]?.align ?? 'left', ...(tag === 'TH' ? { scope: 'Column' as const } : {}) },
        element,
      );
      x += width;
    });
    pen.y += height;
    const { y } = pen;
    pen.decorate((pdf) =>
      pdf
        .moveTo(LEFT, y)
        .lineTo(LEFT + WIDTH, y)
        .lineWidth(0.5)
        .stroke(line),
    );
  };
  if (hasTitles) drawRow(titles, 'TH', { ...strong, size: SIZE.small, colour: COLOUR.quiet }, COLOUR.quiet);
  rows.forEach((row, at) => {
    const isTotal = hasTotal && at === rows.length - 1;
    if (pen.y + rowHeight(row, style) > BODY_BOTTOM) {
      pen.nextPage();
      if (hasTitles)
        drawRow(titles, 'TH', { ...strong, size: SIZE.small, colour: COLOUR.quiet }, COLOUR.quiet);
    }
    drawRow(row, 'TD', isTotal ? strong : style, isTotal ? COLOUR.quiet : COLOUR.line);
  });
  pen.y += 12;
}
