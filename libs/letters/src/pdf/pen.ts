import type PdfDocument from 'pdfkit';
import { BODY_BOTTOM, BODY_TOP, COLOUR, FONT, LEFT, LINE_GAP, SIZE, TEXT_WIDTH } from './sheet.js';
import { winAnsi } from './win-ansi.js';

export type Pdf = InstanceType<typeof PdfDocument>;
type Structure = ReturnType<Pdf['struct']>;

export interface TextStyle {
  readonly font?: string;
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
  /** Of a title cell: what it is the title of. */
  readonly scope?: 'Row' | 'Column';
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Writes onto the sheets from top to bottom, and tags what it writes, so that a screen reader reads the letter in order.
 * Decoration is marked as such.
 */
export class Pen {
  /** Where the next part of the body begins. */
  y: number;
  readonly #root: Structure;

  constructor(
    readonly pdf: Pdf,
    top: number,
  ) {
    this.y = top;
    this.#root = pdf.struct('Document');
    pdf.addStructure(this.#root);
  }

  /** A structure element that parts can be added to, e.g. a table. */
  group(type: string, parent: Structure = this.#root): Structure {
    const element = this.pdf.struct(type);
    parent.add(element);
    return element;
  }

  /** Text at a place, tagged; does not move the pen. Answers its height. */
  put(
    tag: string,
    text: string,
    place: Place,
    style: TextStyle = {},
    parent: Structure = this.#root,
  ): number {
    const drawn = winAnsi(text);
    this.#use(style);
    const height = this.pdf.heightOfString(drawn || ' ', { width: place.width, lineGap: LINE_GAP });
    // pdfkit knows the scope; its types do not yet.
    const options: Parameters<Pdf['struct']>[1] & { scope?: string } =
      style.scope === undefined ? {} : { scope: style.scope };
    const element = this.pdf.struct(tag, options, [() => this.#draw(drawn, place, style)]);
    parent.add(element);
    element.end();
    return height;
  }

  height(text: string, width: number, style: TextStyle = {}): number {
    this.#use(style);
    return this.pdf.heightOfString(winAnsi(text) || ' ', { width, lineGap: LINE_GAP });
  }

  /** A part of the body; a text that is longer than the sheet goes on on the next. */
  flow(
    tag: string,
    text: string,
    style: TextStyle = {},
    { indent = 0, after = 7, parent = this.#root } = {},
  ): void {
    const place = { x: LEFT + indent, width: TEXT_WIDTH - indent };
    let rest = text;
    // Each turn writes at least one word, so it ends.
    while (rest !== '') {
      const room = BODY_BOTTOM - this.y;
      const whole = this.height(rest, place.width, style);
      if (whole > room && (whole < 120 || room < 60)) {
        this.nextPage();
        continue;
      }
      const part = whole <= room ? rest : this.#fitting(rest, place.width, room, style);
      this.y += this.put(tag, part, { ...place, y: this.y }, style, parent);
      rest = rest.slice(part.length).trimStart();
      if (rest !== '') this.nextPage();
    }
    this.y += after;
  }

  /** Goes to the next page unless so much room is left. */
  need(height: number): void {
    if (this.y + height > BODY_BOTTOM && this.y > BODY_TOP) this.nextPage();
  }

  nextPage(): void {
    this.pdf.addPage();
    this.y = BODY_TOP;
  }

  /** Lines and areas, which a screen reader passes over. */
  decorate(draw: (pdf: Pdf) => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw(this.pdf);
    this.pdf.endMarkedContent();
  }

  /** Text that repeats on every page and is no part of the letter's content. */
  plain(text: string, place: Place, style: TextStyle = {}): void {
    this.#draw(winAnsi(text), place, style);
  }

  end(): void {
    this.#root.end();
  }

  #use({ font = FONT.text, size = SIZE.text }: TextStyle): void {
    this.pdf.font(font).fontSize(size);
  }

  #draw(text: string, { x, y, width }: Place, style: TextStyle): void {
    this.#use(style);
    this.pdf
      .fillColor(style.colour ?? COLOUR.text)
      .text(text, x, y, { width, align: style.align ?? 'left', lineGap: LINE_GAP });
  }

  /** The longest beginning, in whole words, that fits into the height. */
  #fitting(text: string, width: number, height: number, style: TextStyle): string {
    const words = text.split(' ');
    let [fits, tooMany] = [1, words.length];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (this.height(words.slice(0, middle).join(' '), width, style) <= height) fits = middle;
      else tooMany = middle;
    }
    return words.slice(0, fits).join(' ');
  }
}
