import { currency, UnknownCurrencyError } from '@app/domain';
import { LineCutter } from '../bytes/lines.js';
import { Columns } from '../columns.js';
import type { BankFileEvent, DeclaredTotal } from '../events.js';
import { bankAccount } from '../identifiers.js';
import type { BankFile } from '../model.js';
import type { PieceReader, ReadOptions } from '../piece-reader.js';
import { RecordProblem } from '../record-problem.js';
import { BankFileRefusedError, type RefusalCause } from '../refusal.js';
import { compareSigned, compareTotal, enforce } from '../totals.js';
import { DEPOSIT, END, mend, SECTION, START } from './records.js';
import { Section } from './section.js';

/** BgMax, Bankgiro Inbetalningar. Tolerates short lines and tabs: the counts of the deposits confirm what was read. */
export class BgMaxReader implements PieceReader {
  readonly outbox: BankFileEvent[] = [];
  private readonly lines = new LineCutter((text, line) => this.take(text, line));
  private file: BankFile | undefined;
  private section: Section | undefined;
  private hasEnded = false;
  private reports = 0;
  private transactions = 0;
  private setAside = 0;
  private readonly counted = { payments: 0, deductions: 0, extraReferences: 0, deposits: 0 };
  private totals: readonly DeclaredTotal[] = [];
  private areAmountsConfirmed = true;

  constructor(private readonly options: ReadOptions) {}

  push(piece: Uint8Array): void {
    this.lines.push(piece);
  }

  end(content: { readonly contentHash: string; readonly bytes: number }): void {
    this.lines.end();
    if (!this.file || !this.hasEnded)
      this.refuse('cut-off', 'the end record (70) is missing', this.lines.line);
    this.outbox.push({
      type: 'end',
      summary: {
        file: this.file,
        ...content,
        reports: this.reports,
        transactions: this.transactions,
        setAside: this.setAside,
        totals: this.totals,
        areAmountsConfirmed: this.areAmountsConfirmed,
      },
    });
  }

  private take(original: string, line: number): void {
    if (original.trim() === '') return;
    const { text, isMended } = mend(original);
    if (text.length > 80) this.refuse('structure', 'a record of more than 80 characters', line);
    if (this.hasEnded) this.refuse('structure', 'text after the end record', line);
    const columns = new Columns(text);
    const code = columns.at(1, 2);
    this.orRefused(line, () => {
      if (!this.file) this.begin(columns, code, line);
      else if (code === SECTION) this.beginSection(columns, line);
      else if (code === DEPOSIT) this.endSection(columns, line);
      else if (code === END) this.endFile(columns, line);
      else if (this.section) this.section.take(columns, line, isMended);
      else this.refuse('structure', 'a payment outside of a section', line);
    });
  }

  private begin(columns: Columns, code: string, line: number): void {
    if (code !== START || columns.at(3, 22).trim() !== 'BGMAX')
      this.refuse('structure', 'the start record is missing', line);
    const version = columns.at(23, 24);
    if (version.trim().replace(/^0/, '') !== '1')
      this.refuse('version-unknown', 'another version of BgMax than 01', line);
    const mark = columns.at(45);
    if (mark !== 'P' && mark !== 'T')
      this.refuse('structure', 'it says neither P nor T in position 45', line);
    const createdAt = columns.digits(25, 44);
    this.file = { format: 'bgmax', version, messageId: createdAt, createdAt, isTest: mark === 'T' };
    this.outbox.push({ type: 'file', file: this.file });
  }

  private beginSection(columns: Columns, line: number): void {
    if (this.section)
      this.refuse('structure', 'the deposit record (15) of the section before is missing', line);
    const of = currencyOr(columns.at(23, 25));
    if (of === undefined) this.refuse('currency', 'a currency that the hub does not know', line);
    const [bankgiro, plusgiro] = [columns.filledNumber(3, 12), columns.filledNumber(13, 22)];
    this.reports += 1;
    const report = {
      place: { line },
      index: this.reports,
      id: String(this.reports),
      account:
        bankgiro === '' ? bankAccount('plusgiro', plusgiro, of) : bankAccount('bankgiro', bankgiro, of),
      isPartOfPages: false,
    };
    this.section = new Section(report, of, this.file?.messageId ?? '', (event) => this.outbox.push(event));
    this.outbox.push({ type: 'account', report });
  }

  private endSection(columns: Columns, line: number): void {
    const { section } = this;
    if (!section) this.refuse('structure', 'a deposit without a section', line);
    section.close();
    const { tally, report } = section;
    const bookedOn = columns.longDay(38);
    const totals = depositTotals(columns, line, section);
    if (columns.at(69, 71) !== section.currency) {
      this.refuse('currency', 'the deposit is in another currency than its section', line);
    }
    enforce(totals, this.options);
    if (totals.some(({ verdict }) => verdict !== 'holds')) this.areAmountsConfirmed = false;
    this.outbox.push({
      type: 'account-end',
      totals: {
        report: { ...report, id: columns.digits(46, 50) },
        bookedOn,
        isInFuture: bookedOn > this.options.today,
        transactions: section.transactions,
        setAside: section.setAside,
        ...tally.sums(),
        totals,
      },
    });
    this.transactions += section.transactions;
    this.setAside += section.setAside;
    this.counted.payments += section.payments;
    this.counted.deductions += section.deductions;
    this.counted.extraReferences += section.extraReferences;
    this.counted.deposits += 1;
    this.section = undefined;
  }

  private endFile(columns: Columns, line: number): void {
    if (this.section)
      this.refuse('structure', 'the deposit record (15) of the last section is missing', line);
    const place = { line };
    const { counted } = this;
    const compare = (what: DeclaredTotal['what'], from: number, read: number): DeclaredTotal =>
      compareTotal({ what, place, declared: columns.count(from, from + 7), read: BigInt(read) });
    this.totals = [
      compare('transactions', 3, counted.payments),
      compare('deductions', 11, counted.deductions),
      compare('extra references', 19, counted.extraReferences),
      compare('deposits', 27, counted.deposits),
    ];
    enforce(this.totals, this.options);
    this.hasEnded = true;
  }

  private orRefused(line: number, read: () => void): void {
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

  private refuse(refusal: RefusalCause, reason: string, line: number): never {
    throw new BankFileRefusedError(refusal, Math.max(1, line), reason);
  }
}

/** The deposit is the payments less the deductions, and counts both. */
function depositTotals(columns: Columns, line: number, section: Section): DeclaredTotal[] {
  const { tally, currency: of } = section;
  const place = { line };
  return [
    compareSigned({
      what: 'sum',
      place,
      declared: columns.amount(51, 68, of).minor,
      read: tally.net,
      unreadable: tally.unreadable,
    }),
    compareTotal({ what: 'transactions', place, declared: columns.count(72, 79), read: BigInt(tally.count) }),
  ];
}

function currencyOr(code: string): ReturnType<typeof currency> | undefined {
  try {
    return currency(code);
  } catch (error) {
    if (error instanceof UnknownCurrencyError) return undefined;
    throw error;
  }
}
