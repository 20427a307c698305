import { LineCutter } from './bytes/lines.js';
import type { BankFileEvent, DeclaredTotal } from './events.js';
import type { BankFile } from './model.js';
import type { PieceReader, ReadOptions } from './piece-reader.js';
import { RecordProblem } from './record-problem.js';
import { BankFileRefusedError, type RefusalCause } from './refusal.js';

/** What formats of one record a line have in common: a start, an end, and counts in between. */
export abstract class RecordFileReader implements PieceReader {
  readonly outbox: BankFileEvent[] = [];
  protected file: BankFile | undefined;
  protected hasEnded = false;
  protected reports = 0;
  protected transactions = 0;
  protected setAside = 0;
  protected totals: readonly DeclaredTotal[] = [];
  protected areAmountsConfirmed = true;
  private readonly lines = new LineCutter((text, line) => this.take(text, line));

  /** @param endRecord how the record that ends a file is called, for whoever reads that it is missing */
  constructor(
    protected readonly options: ReadOptions,
    private readonly endRecord: string,
  ) {}

  push(piece: Uint8Array): void {
    this.lines.push(piece);
  }

  end(content: { readonly contentHash: string; readonly bytes: number }): void {
    this.lines.end();
    if (!this.file || !this.hasEnded) this.refuse('cut-off', `${this.endRecord} is missing`, this.lines.line);
    const { file, reports, transactions, setAside, totals, areAmountsConfirmed } = this;
    this.outbox.push({
      type: 'end',
      summary: { file, ...content, reports, transactions, setAside, totals, areAmountsConfirmed },
    });
  }

  protected abstract take(text: string, line: number): void;

  protected begun(file: BankFile): void {
    this.file = file;
    this.outbox.push({ type: 'file', file });
  }

  /** Without a record that holds others, nothing of the file can be believed. */
  protected orRefused(line: number, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      this.refuse(
        'structure',
        `a record that holds all others cannot be read (${error.field ?? error.reason})`,
        line,
      );
    }
  }

  protected refuse(refusal: RefusalCause, reason: string, line: number): never {
    throw new BankFileRefusedError(refusal, Math.max(1, line), reason);
  }
}
