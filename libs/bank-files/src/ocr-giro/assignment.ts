import type { LocalDate, Money } from '@app/domain';
import { Columns } from '../columns.js';
import type { BankFileEvent, SetAside } from '../events.js';
import { fingerprintOf } from '../fingerprint.js';
import { isNorwegianAccount } from '../identifiers.js';
import { TRANSACTION_LINES_MAX } from '../limits.js';
import type { AccountReport, BankTransaction, Direction, TransactionNote } from '../model.js';
import { RecordProblem } from '../record-problem.js';
import { Tally } from '../tally.js';
import {
  type AmountItem,
  amountItem,
  countedAs,
  isReversalType,
  itemAmount,
  type SourceItem,
  sourceItem,
  textItem,
} from './records.js';

interface OpenTransaction {
  readonly line: number;
  readonly number: string;
  readonly lines: string[];
  readonly amount: Money | undefined;
  readonly counted: Direction | undefined;
  readonly isReversal: boolean;
  item: AmountItem | undefined;
  source: SourceItem | undefined;
  texts: string[];
  problem: RecordProblem | undefined;
}

/** The transactions of one assignment, each handed out when the next record does not belong to it. */
export class Assignment {
  /** As records 88 and 89 count, by `countedAs`. */
  readonly tally = new Tally();
  private readonly movements = new Tally();
  transactions = 0;
  setAside = 0;
  /** Lines between the assignment's first and last, those included once it has ended. */
  records = 1;
  firstDay: LocalDate | undefined;
  lastDay: LocalDate | undefined;
  private open: OpenTransaction | undefined;

  constructor(
    readonly report: AccountReport,
    private readonly today: LocalDate,
    private readonly put: (event: BankFileEvent) => void,
  ) {}

  take(text: string, line: number): void {
    this.records += 1;
    const columns = new Columns(text);
    const type = text.length === 80 ? columns.at(7, 8) : '';
    if (type === '30') this.begin(columns, line);
    else if ((type === '31' || type === '32') && this.open?.number === columns.at(9, 15))
      this.goOn(columns, type);
    else this.putAside({ line, text, problem: this.misplaced(type) });
  }

  end(): void {
    this.records += 1;
    this.close();
  }

  /** What came and what went. */
  moved(): ReturnType<Tally['sums']> {
    return this.movements.sums();
  }

  private begin(columns: Columns, line: number): void {
    this.close();
    const open: OpenTransaction = {
      line,
      number: columns.at(9, 15),
      lines: [columns.text],
      amount: attempt(() => itemAmount(columns)).value,
      counted: countedAs(columns),
      isReversal: isReversalType(columns),
      item: undefined,
      source: undefined,
      texts: [],
      problem: undefined,
    };
    const { value, problem } = attempt(() => amountItem(columns));
    this.open = { ...open, item: value, problem };
  }

  private goOn(columns: Columns, type: '31' | '32'): void {
    const { open } = this;
    if (!open) return;
    if (open.lines.length < TRANSACTION_LINES_MAX) open.lines.push(columns.text);
    // The types of the records may differ, but not in whether money came or went.
    if (isReversalType(columns) !== open.isReversal) {
      open.problem ??= new RecordProblem('direction-unknown', 'positions 5-6');
    }
    if (type === '32') {
      open.texts.push(textItem(columns));
      if (open.texts.length > 1) open.problem ??= new RecordProblem('told-twice', 'record 32');
      return;
    }
    if (open.source) open.problem ??= new RecordProblem('told-twice', 'record 31');
    const { value, problem } = attempt(() => sourceItem(columns));
    open.source = value;
    open.problem ??= problem;
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    const { item, source, problem } = open;
    // What can be counted is counted, also of a transaction that is set aside.
    this.tally.add(open.amount, open.counted);
    this.movements.add(open.amount, item?.direction);
    if (item) this.countDay(item.settledOn);
    if (item && source && !problem) {
      this.transactions += 1;
      this.put({ type: 'transaction', transaction: this.transaction(open, item, source) });
      return;
    }
    this.putAside({
      line: open.line,
      text: open.lines.join('\n'),
      problem: problem ?? new RecordProblem('record-malformed', 'record 31'),
      ...(open.amount && { readable: { amount: open.amount } }),
    });
  }

  private transaction(open: OpenTransaction, item: AmountItem, source: SourceItem): BankTransaction {
    const { report } = this;
    const identity = {
      account: report.account,
      amount: item.amount,
      direction: item.direction,
      isReversal: item.isReversal,
      bookedOn: item.settledOn,
      ...(source.bankReference !== '' && { bankReference: source.bankReference }),
      references: item.kid === '' ? [] : [{ kind: 'kid' as const, text: item.kid }],
    };
    const notes: TransactionNote[] = [];
    if (item.settledOn > this.today) notes.push('future-date');
    if (source.debitAccount !== '' && !isNorwegianAccount(source.debitAccount))
      notes.push('payer-account-check-digit');
    return {
      place: { line: open.line },
      report: report.index,
      ...identity,
      ...(source.paidOn !== undefined && { paidOn: source.paidOn }),
      texts: open.texts.filter((text) => text !== ''),
      payer: source.debitAccount === '' ? {} : { account: source.debitAccount },
      bankCode: item.type,
      notes,
      // The number within the assignment tells two equal payments of one day apart.
      fingerprint: fingerprintOf(identity, `${report.id}/${item.number}`),
    };
  }

  private countDay(day: LocalDate): void {
    if (this.firstDay === undefined || day < this.firstDay) this.firstDay = day;
    if (this.lastDay === undefined || day > this.lastDay) this.lastDay = day;
  }

  private misplaced(type: string): RecordProblem {
    const isKnown = type === '31' || type === '32';
    return isKnown
      ? new RecordProblem('record-out-of-order', `record ${type}`)
      : new RecordProblem('record-malformed');
  }

  private putAside(aside: {
    readonly line: number;
    readonly text: string;
    readonly problem: RecordProblem;
    readonly readable?: SetAside['readable'];
  }): void {
    const { reason, field } = aside.problem;
    this.setAside += 1;
    this.put({
      type: 'set-aside',
      record: {
        place: { line: aside.line },
        report: this.report.index,
        reason,
        ...(field !== undefined && { field }),
        rawText: aside.text,
        isRawTextCut: false,
        readable: aside.readable ?? {},
      },
    });
  }
}

function attempt<T>(read: () => T): {
  readonly value: T | undefined;
  readonly problem: RecordProblem | undefined;
} {
  try {
    return { value: read(), problem: undefined };
  } catch (error) {
    if (error instanceof RecordProblem) return { value: undefined, problem: error };
    throw error;
  }
}
