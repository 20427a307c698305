import { type Pen, sheet } from '@app/letters';

export interface Cell {
  readonly text: string;
  readonly right?: boolean;
  readonly strong?: boolean;
}

const PADDING = 2;
const STYLE = { size: sheet.SIZE.small } as const;

/** The title of a part of the report. */
export function heading(pen: Pen, text: string): void {
  pen.need(60);
  pen.y += 6;
  pen.flow('H2', text, { font: sheet.FONT.strong, size: sheet.SIZE.heading }, { after: 5 });
}

/**
 * A table with a title and a head, tagged so that a screen reader tells the columns. A row that does not fit goes to the next
 * page, and the head with it.
 * @param shares of the width, together 1
 */
export function drawTable(
  pen: Pen,
  title: string,
  shares: readonly number[],
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const columns = shares.map((share, at) => ({
    x: sheet.LEFT + sheet.WIDTH * shares.slice(0, at).reduce((sum, one) => sum + one, 0),
    width: sheet.WIDTH * share - 6,
  }));
  const heightOf = (cells: readonly Cell[]): number =>
    Math.max(
      ...cells.map(({ text, strong }, at) => pen.height(text, columns[at]?.width ?? 0, fontOf(strong))),
    );
  // Title, head and the first row stay together.
  pen.need(70);
  pen.flow('H3', title, { font: sheet.FONT.strong, size: sheet.SIZE.text }, { after: 3 });
  const table = pen.group('Table');
  const draw = (cells: readonly Cell[], tag: 'TH' | 'TD'): void => {
    const height = heightOf(cells);
    const row = pen.group('TR', table);
    cells.forEach(({ text, right, strong }, at) => {
      const place = { x: columns[at]?.x ?? 0, y: pen.y, width: columns[at]?.width ?? 0 };
      const style = { ...fontOf(strong), align: right ? ('right' as const) : ('left' as const) };
      pen.put(
        tag,
        text,
        place,
        tag === 'TH' ? { ...style, colour: sheet.COLOUR.quiet, scope: 'Column' } : style,
        row,
      );
    });
    row.end();
    pen.y += height + PADDING;
  };
  const drawHead = (): void => {
    const last = head.length - 1;
    draw(
      head.map((text, at) => ({ text, right: rows.some((row) => row[at]?.right === true) && at === last })),
      'TH',
    );
    const y = pen.y - PADDING;
    pen.decorate((pdf) => {
      pdf.moveTo(sheet.LEFT, y).lineTo(sheet.RIGHT, y).lineWidth(0.5).strokeColor(sheet.COLOUR.line).stroke();
    });
    pen.y += 2;
  };
  drawHead();
  for (const row of rows) {
    if (pen.y + heightOf(row) > sheet.BODY_BOTTOM) {
      pen.nextPage();
      drawHead();
    }
    draw(row, 'TD');
  }
  table.end();
  pen.y += 8;
}

function fontOf(strong = false): { readonly font: string; readonly size: number } {
  return { ...STYLE, font: strong ? sheet.FONT.strong : sheet.FONT.text };
}
