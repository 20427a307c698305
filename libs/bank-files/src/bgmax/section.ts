import type { Currency, Money } from '@app/domain';
import { type Columns, span } from '../columns.js';
import type { BankFileEvent } from '../events.js';
import { fingerprintOf } from '../fingerprint.js';
import { TRANSACTION_LINES_MAX } from '../limits.js';
import type {
  AccountReport,
  BankTransaction,
  Payer,
  StructuredReference,
  TransactionNote,
} from '../model.js';
import { RecordProblem } from '../record-problem.js';
import { Tally } from '../tally.js';
import {
  ADDRESS,
  DEDUCTION,
  EXTRA_REFERENCE,
  EXTRA_REFERENCE_DEDUCTION,
  NAME,
  ORGANISATION,
  PAYMENT,
  type PaymentRecord,
  paymentRecord,
  TEXT,
  TOWN,
} from './records.js';

interface OpenPayment {
  readonly line: number;
  readonly isDeduction: boolean;
  readonly record: PaymentRecord | undefined;
  readonly references: StructuredReference[];
  readonly texts: string[];
  readonly lines: string[];
  readonly notes: Set<TransactionNote>;
  payer: Payer;
  problem: RecordProblem | undefined;
}

/** From an opening record (05) to its deposit (15): the payments that the deposit is made of. */
export class Section {
  readonly tally = new Tally();
  transactions = 0;
  setAside = 0;
  payments = 0;
  deductions = 0;
  extraReferences = 0;
  private open: OpenPayment | undefined;

  constructor(
    readonly report: AccountReport,
    readonly currency: Currency,
    readonly messageId: string,
    private readonly put: (event: BankFileEvent) => void,
  ) {}

  take(columns: Columns, line: number, isMended: boolean): void {
    const code = columns.at(1, 2);
    if (code === PAYMENT || code === DEDUCTION) this.payment(columns, line, code === DEDUCTION);
    else if (code === EXTRA_REFERENCE || code === EXTRA_REFERENCE_DEDUCTION) this.extra(columns, line);
    else this.detail(columns, code, line);
    if (isMended) this.open?.notes.add('line-mended');
  }

  close(): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    const { record, problem } = open;
    this.tally.add(record?.amount, record ? directionOf(record) : undefined);
    if (record && !problem && record.amount.minor > 0n) {
      this.transactions += 1;
      this.put({ type: 'transaction', transaction: this.transaction(open, record) });
      return;
    }
    this.putAside(
      open.line,
      open.lines.join('\n'),
      problem ?? new RecordProblem('amount-not-positive', span(38, 55)),
      record?.amount,
    );
  }

  private payment(columns: Columns, line: number, isDeduction: boolean): void {
    const { record, problem } = this.read(columns);
    // Without an amount and with the number of the payment before, it is one more reference of that payment.
    if (record?.serial && this.open?.record?.serial === record.serial && record.amount.minor === 0n) {
      return this.addReference(record, columns);
    }
    this.close();
    if (isDeduction) this.deductions += 1;
    else this.payments += 1;
    this.open = {
      line,
      isDeduction,
      record,
      references: record?.reference ? [record.reference] : [],
      texts: [],
      lines: [columns.text],
      notes: new Set(),
      payer: record?.payerBankgiro ? { account: record.payerBankgiro } : {},
      problem,
    };
  }

  private extra(columns: Columns, line: number): void {
    const { record, problem } = this.read(columns);
    const { open } = this;
    if (open && record && open.record?.serial === record.serial && open.isDeduction === record.isDeduction) {
      return this.addReference(record, columns);
    }
    this.extraReferences += 1;
    const reason = problem ?? new RecordProblem('record-out-of-order', span(58, 69));
    if (open) open.problem ??= reason;
    this.putAside(line, columns.text, reason);
  }

  private addReference({ reference, amount }: PaymentRecord, columns: Columns): void {
    const { open } = this;
    this.extraReferences += 1;
    if (!open) return;
    this.keep(open, columns);
    if (reference) open.references.push({ ...reference, ...(amount.minor > 0n && { amount }) });
  }

  private detail(columns: Columns, code: string, line: number): void {
    const { open } = this;
    if (!open || ![TEXT, NAME, ADDRESS, TOWN, ORGANISATION].includes(code)) {
      return this.putAside(
        line,
        columns.text,
        new RecordProblem(open ? 'record-malformed' : 'record-out-of-order', span(1, 2)),
      );
    }
    this.keep(open, columns);
    if (code === TEXT) open.texts.push(columns.at(3, 52).trim());
    // Where people live is not needed to recognise a payment, so it is not taken.
    if (code === NAME) open.payer = { ...open.payer, ...named(columns) };
    if (code === ORGANISATION) {
      const number = columns.at(3, 14).trim().replace(/^0+/, '');
      if (/^\d{10,12}$/.test(number)) open.payer = { ...open.payer, organisationNumber: number };
    }
  }

  private keep(open: OpenPayment, columns: Columns): void {
    if (open.lines.length < TRANSACTION_LINES_MAX) open.lines.push(columns.text);
    else open.problem ??= new RecordProblem('too-long');
  }

  private read(columns: Columns): { readonly record?: PaymentRecord; readonly problem?: RecordProblem } {
    try {
      return { record: paymentRecord(columns, this.currency) };
    } catch (error) {
      if (error instanceof RecordProblem) return { problem: error };
      throw error;
    }
  }

  private transaction(open: OpenPayment, record: PaymentRecord): BankTransaction {
    const { report } = this;
    const identity = {
      account: report.account,
      amount: record.amount,
      direction: directionOf(record),
      isReversal: false,
      ...(record.serial !== '' && { bankReference: record.serial }),
      references: open.references,
    };
    const told = open.references.reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
    if (told > record.amount.minor) open.notes.add('references-exceed-amount');
    return {
      place: { line: open.line },
      report: report.index,
      ...identity,
      texts: open.texts.filter((text) => text !== ''),
      payer: open.payer,
      bankCode: record.channel,
      notes: [...open.notes],
      // The serial number is the bank's own for one day, and the message names the day; without one, the place tells.
      fingerprint: fingerprintOf(identity, `${this.messageId}/${record.serial === '' ? open.line : ''}`),
    };
  }

  private putAside(line: number, rawText: string, { reason, field }: RecordProblem, amount?: Money): void {
    this.setAside += 1;
    this.put({
      type: 'set-aside',
      record: {
        place: { line },
        report: this.report.index,
        reason,
        ...(field !== undefined && { field }),
        rawText,
        isRawTextCut: false,
        readable: amount ? { amount } : {},
      },
    });
  }
}

function directionOf({ isDeduction }: PaymentRecord): 'credit' | 'debit' {
  return isDeduction ? 'debit' : 'credit';
}

function named(columns: Columns): Payer {
  const name = `${columns.at(3, 37).trim()} ${columns.at(38, 72).trim()}`.trim();
  return name === '' ? {} : { name };
}
