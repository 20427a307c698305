import { isUtf8 } from 'node:buffer';
import { LINE_BYTES_MAX } from '../limits.js';
import { BankFileRefusedError } from '../refusal.js';
import { byteOrderMark, latin1, type PieceDecoder, pieceDecoder } from './encoding.js';

/** Takes the lines of a fixed-width file one by one, without their ends. `number` counts from 1. */
export type TakeLine = (text: string, number: number) => void;

const LINE_FEED = 10;
const RETURN = 13;

/**
 * Cuts bytes into lines of text. These formats are ISO-8859-1 by their specifications; a line that holds other than
 * ASCII and is valid UTF-8 is read as that, since no name in ISO-8859-1 comes out so by chance. UTF-16 is known by its
 * mark. Lines end with LF or CR LF.
 */
export class LineCutter {
  private rest: Uint8Array = new Uint8Array();
  private number = 0;
  private wide: PieceDecoder | undefined;
  private isBegun = false;

  constructor(private readonly take: TakeLine) {}

  get line(): number {
    return this.number;
  }

  push(piece: Uint8Array): void {
    const bytes = this.narrow(piece);
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    let from = 0;
    for (let at = all.indexOf(LINE_FEED); at !== -1; at = all.indexOf(LINE_FEED, from)) {
      this.cut(all.subarray(from, at));
      from = at + 1;
    }
    this.rest = all.slice(from);
    if (this.rest.length > LINE_BYTES_MAX) this.tooLong();
  }

  end(): void {
    if (this.wide) this.rest = Buffer.concat([this.rest, Buffer.from(this.wide.end())]);
    if (this.rest.length > 0) this.cut(this.rest);
  }

  private cut(bytes: Uint8Array): void {
    this.number += 1;
    if (bytes.length > LINE_BYTES_MAX) this.tooLong();
    const line = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
    const text = latin1(line);
    // eslint-disable-next-line no-control-regex
    const isAscii = !/[^\x00-\x7f]/.test(text);
    this.take(isAscii || !isUtf8(line) ? text : Buffer.from(line).toString('utf8'), this.number);
  }

  /** Takes the mark off, and makes UTF-8 of UTF-16. */
  private narrow(piece: Uint8Array): Uint8Array {
    if (!this.isBegun) {
      this.isBegun = true;
      const mark = byteOrderMark(piece);
      if (mark === 'utf-8') return piece.subarray(3);
      if (mark !== undefined) this.wide = pieceDecoder(mark);
    }
    return this.wide ? Buffer.from(this.wide.decode(piece)) : piece;
  }

  private tooLong(): never {
    throw new BankFileRefusedError(
      'too-large-a-part',
      Math.max(1, this.number),
      `a line of more than ${LINE_BYTES_MAX} bytes, where 80 are usual`,
    );
  }
}
