/** Measures of the A4 sheet, in points, and the looks that all parts share. */

/** Points in a millimetre. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const PAGE = { width: 595.28, height: 841.89 } as const;
export const LEFT = mm(20);
export const RIGHT = PAGE.width - mm(20);
export const WIDTH = RIGHT - LEFT;
/** Lines of running text are kept short enough to be read with ease. */
export const TEXT_WIDTH = mm(156);

/** Where the body of the first page begins, below the window, and that of every other page. */
export const FIRST_BODY_TOP = mm(88);
export const BODY_TOP = mm(28);
/** Above the footer. */
export const BODY_BOTTOM = mm(274);
export const FOOTER_TOP = mm(281);

/** The window of a DL or C5 envelope, left: 20 mm from the edge, from 45 mm below the top. */
export const WINDOW = { left: LEFT, top: mm(47), width: mm(80), height: mm(36) } as const;
export const FACTS_COLUMN = { left: mm(118), top: mm(47), label: mm(22), width: mm(72) } as const;

export const SLIP_HEIGHT = mm(47);

export const FONT = { text: 'Helvetica', strong: 'Helvetica-Bold' } as const;
export const SIZE = { text: 10.5, small: 8.5, tiny: 7, heading: 11.5, title: 17, amount: 16 } as const;
export const COLOUR = {
  text: '#1b1f24',
  quiet: '#4a5560',
  line: '#c5ccd3',
  box: '#eef3f6',
  accent: '#2f6f8f',
} as const;
export const LINE_GAP = 2.5;
