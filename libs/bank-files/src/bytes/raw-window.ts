import { RAW_TEXT_MAX } from '../limits.js';

/** The last text that was read, so that a record set aside can be kept as it stands. Positions count UTF-16 units. */
export class RawWindow {
  private kept = '';
  private keptFrom = 0;
  private piece = '';
  private pieceFrom = 0;

  /** The end of all text so far. */
  get end(): number {
    return this.pieceFrom + this.piece.length;
  }

  /** Takes the next piece and lets go of what lies before `from`. */
  push(piece: string, from: number): void {
    const { text } = this.between(from, this.end);
    this.kept = text;
    this.keptFrom = Math.min(from, this.end);
    this.pieceFrom = this.end;
    this.piece = piece;
  }

  between(from: number, to: number): { readonly text: string; readonly isCut: boolean } {
    const end = Math.min(to, from + RAW_TEXT_MAX);
    const before = this.kept.slice(Math.max(0, from - this.keptFrom), Math.max(0, end - this.keptFrom));
    const isWhole = this.keptFrom + this.kept.length >= Math.min(this.pieceFrom, end);
    // What was cut off before the piece leaves a hole: nothing after it belongs to the text.
    const after = isWhole
      ? this.piece.slice(Math.max(0, from - this.pieceFrom), Math.max(0, end - this.pieceFrom))
      : '';
    return { text: before + after, isCut: end < to || !isWhole };
  }
}
