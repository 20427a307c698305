import type { LocalDate } from '@app/domain';
import { Columns, LINE_LENGTH } from '../columns.js';
import type { DeclaredTotal } from '../events.js';
import { bankAccount } from '../identifiers.js';
import type { ReadOptions } from '../piece-reader.js';
import { RecordFileReader } from '../record-file-reader.js';
import { compareSigned, compareTotal, enforce } from '../totals.js';
import { Assignment } from './assignment.js';
import { SERVICE_OCR, SERVICE_TRANSMISSION } from './records.js';

/** An assignment of another service, such as new standing orders: counted, and no money. */
interface Foreign {
  readonly service: string;
  records: number;
}

/** Nets OCR giro: one transmission of assignments, one per agreement and day. */
export class OcrGiroReader extends RecordFileReader {
  private assignment: Assignment | undefined;
  private foreign: Foreign | undefined;
  /** Of the whole transmission, its first line counted. */
  private counted = { transactions: 0n, records: 1n, sum: 0n, unreadable: 0 };

  constructor(options: ReadOptions) {
    super(options, 'the record that ends the transmission (89)');
  }

  protected override take(untrimmed: string, line: number): void {
    const text = untrimmed.length > LINE_LENGTH ? untrimmed.trimEnd().padEnd(LINE_LENGTH) : untrimmed;
    if (text.trim() === '') return;
    if (this.hasEnded) this.refuse('structure', 'text after the end of the transmission', line);
    if (!text.startsWith('NY')) this.refuse('structure', 'a record begins with NY', line);
    const columns = new Columns(text);
    const kind =
      columns.at(3, 4) === SERVICE_TRANSMISSION ? `transmission ${columns.at(7, 8)}` : columns.at(7, 8);
    if (!this.file) return this.orRefused(line, () => this.begin(columns, kind, line));
    if (kind.startsWith('transmission'))
      return this.orRefused(line, () => this.endTransmission(columns, kind, line));
    if (kind === '20') return this.orRefused(line, () => this.beginAssignment(columns, line));
    if (kind === '88') return this.orRefused(line, () => this.endAssignment(columns, line));
    if (this.foreign) this.foreign.records += 1;
    else if (this.assignment) this.assignment.take(text, line);
    else this.refuse('structure', 'a transaction outside of an assignment', line);
  }

  private begin(columns: Columns, kind: string, line: number): void {
    if (kind !== 'transmission 10')
      this.refuse('structure', 'the record that starts the transmission (10) is missing', line);
    this.begun({ format: 'ocr-giro', messageId: columns.digits(17, 23), isTest: false });
  }

  private beginAssignment(columns: Columns, line: number): void {
    if (this.assignment || this.foreign)
      this.refuse('structure', 'the record that ends the assignment before (88) is missing', line);
    const service = columns.digits(3, 4);
    this.reports += 1;
    const report = {
      place: { line },
      index: this.reports,
      id: `${columns.digits(9, 17)}/${columns.digits(18, 24)}`,
      account: bankAccount('bban', columns.digits(25, 35), 'NOK'),
      isPartOfPages: false,
    };
    this.outbox.push({ type: 'account', report });
    if (service === SERVICE_OCR) {
      this.assignment = new Assignment(report, this.options.today, (event) => this.outbox.push(event));
      return;
    }
    this.foreign = { service, records: 1 };
    this.setAside += 1;
    this.outbox.push({
      type: 'set-aside',
      record: {
        place: { line },
        report: report.index,
        reason: 'other-service',
        rawText: columns.text,
        isRawTextCut: false,
        readable: {},
      },
    });
  }

  private endAssignment(columns: Columns, line: number): void {
    const { assignment, foreign } = this;
    if (foreign) return this.endForeign(foreign, columns, line);
    if (!assignment || columns.at(3, 4) !== SERVICE_OCR)
      this.refuse('structure', 'an assignment ends that has not begun', line);
    assignment.end();
    const { tally, report } = assignment;
    const totals = [
      ...this.compare(columns, line, {
        transactions: BigInt(tally.count),
        records: BigInt(assignment.records),
        sum: tally.net,
        unreadable: tally.unreadable,
      }),
      ...dateTotals(columns, line, assignment),
    ];
    enforce(totals, this.options);
    if (totals.some(({ what, verdict }) => what === 'sum' && verdict !== 'holds'))
      this.areAmountsConfirmed = false;
    this.outbox.push({
      type: 'account-end',
      totals: {
        report,
        transactions: assignment.transactions,
        setAside: assignment.setAside,
        ...assignment.moved(),
        totals,
      },
    });
    this.transactions += assignment.transactions;
    this.setAside += assignment.setAside;
    this.counted.transactions += BigInt(tally.count);
    this.counted.records += BigInt(assignment.records);
    this.counted.sum += tally.net;
    this.counted.unreadable += tally.unreadable;
    this.assignment = undefined;
  }

  /** Its own counts are taken as they stand: what it holds is not ours to count. */
  private endForeign(foreign: Foreign, columns: Columns, line: number): void {
    if (columns.at(3, 4) !== foreign.service)
      this.refuse('structure', 'an assignment ends that has not begun', line);
    this.counted.transactions += columns.count(9, 16);
    this.counted.records += BigInt(foreign.records + 1);
    this.counted.sum += columns.count(25, 41);
    this.foreign = undefined;
  }

  private endTransmission(columns: Columns, kind: string, line: number): void {
    if (kind !== 'transmission 89') this.refuse('structure', 'a second transmission', line);
    if (this.assignment || this.foreign)
      this.refuse('structure', 'the record that ends the assignment (88) is missing', line);
    this.counted.records += 1n;
    this.totals = this.compare(columns, line, this.counted);
    enforce(this.totals, this.options);
    this.hasEnded = true;
  }

  /** Counts and sum stand in the same positions of records 88 and 89. */
  private compare(columns: Columns, line: number, read: OcrGiroReader['counted']): DeclaredTotal[] {
    const place = { line };
    return [
      compareTotal({ what: 'transactions', place, declared: columns.count(9, 16), read: read.transactions }),
      compareTotal({ what: 'records', place, declared: columns.count(17, 24), read: read.records }),
      compareSigned({
        what: 'sum',
        place,
        declared: columns.count(25, 41),
        read: read.sum,
        unreadable: read.unreadable,
      }),
    ];
  }
}

/** Every day of settlement lies between the first and the last that record 88 tells. */
function dateTotals(columns: Columns, line: number, { firstDay, lastDay }: Assignment): DeclaredTotal[] {
  const [first, last]: (LocalDate | undefined)[] = [columns.shortDay(48), columns.shortDay(54)];
  if (first === undefined || last === undefined || firstDay === undefined || lastDay === undefined) return [];
  return [
    {
      what: 'dates',
      place: { line },
      declared: `${first} to ${last}`,
      read: `${firstDay} to ${lastDay}`,
      verdict: first <= firstDay && lastDay <= last ? 'holds' : 'fails',
    },
  ];
}
