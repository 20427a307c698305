import { currency, UnknownCurrencyError } from '@app/domain';
import { Columns } from '../columns.js';
import type { DeclaredTotal } from '../events.js';
import { bankAccount } from '../identifiers.js';
import type { ReadOptions } from '../piece-reader.js';
import { RecordFileReader } from '../record-file-reader.js';
import { compareSigned, compareTotal, enforce } from '../totals.js';
import { DEPOSIT, END, mend, SECTION, START } from './records.js';
import { Section } from './section.js';

/** BgMax, Bankgiro Inbetalningar. Tolerates short lines and tabs: the counts of the deposits confirm what was read. */
export class BgMaxReader extends RecordFileReader {
  private section: Section | undefined;
  private readonly counted = { payments: 0, deductions: 0, extraReferences: 0, deposits: 0 };

  constructor(options: ReadOptions) {
    super(options, 'the end record (70)');
  }

  protected override take(original: string, line: number): void {
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
    this.begun({ format: 'bgmax', version, messageId: createdAt, createdAt, isTest: mark === 'T' });
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
