import { addDays } from '@app/domain';
import { ControlError, dayOf } from '../../control/control-api.js';
import { minorOf } from '../../tripletex/control/read-spec.js';
import { bookInvoice, bookSettling, reverseRow } from '../bookings.js';
import { currencyOf } from '../catalogue.js';
import { malformedColumns } from '../fill.js';
import { match, unmatch } from '../matching.js';
import type { LedgerRow } from '../rows.js';
import { VismaBusinessOffice } from './office.js';
import type { AmountText, VismaInvoiceSpec, VismaRowChange, VismaSettlingSpec } from './specs.js';

/** What the companies' own people do, behind the API's back. Every method has a control route of the same meaning. */
export class VismaBusinessBookkeeper extends VismaBusinessOffice {
  readonly #changed = (row: LedgerRow): void => this.world.changed(row);

  addInvoice(companyId: number, spec: VismaInvoiceSpec): LedgerRow {
    const associate = this.customer(companyId, spec.customerNo);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const grossMinor = minorOf(spec.amount);
    const domestic = associate.company.options.currency;
    const currency = spec.currency ?? domestic;
    if (!isKnown(currency)) throw new ControlError(`The sandbox keeps no currency ${currency}.`);
    const { kid, text, malformed, invoiceNo } = spec;
    const row = bookInvoice(this.world, {
      associate,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 14)),
      grossMinor,
      currency,
      vatPercent: currency === domestic ? 25 : 0,
      ...(kid === undefined ? {} : { cid: kid ?? '' }),
      ...(text === undefined ? {} : { text }),
      ...(invoiceNo === undefined ? {} : { invoiceNo }),
    });
    row.malformed = typeof malformed === 'string' ? malformedColumns(malformed, grossMinor) : malformed;
    if (spec.isOld === true) row.changedAtMs = this.world.options.timestampsSinceMs - 1;
    return row;
  }

  changeRow(companyId: number, rowId: number, change: VismaRowChange): LedgerRow {
    const row = this.row(companyId, rowId);
    const { dueDate, stopCollectionDate, isHidden } = change;
    const today = this.world.today();
    if (dueDate !== undefined) row.dueOn = dueDate === null ? undefined : dayOf(dueDate, today);
    if (stopCollectionDate !== undefined)
      row.stopCollectionOn = stopCollectionDate === null ? undefined : dayOf(stopCollectionDate, today);
    row.noReminders = change.noReminders ?? row.noReminders;
    row.debtCollectionCaseNo = change.debtCollectionCaseNo ?? row.debtCollectionCaseNo;
    row.debtCollectionStatus = change.debtCollectionStatus ?? row.debtCollectionStatus;
    row.paymentSuggested = change.paymentSuggested ?? row.paymentSuggested;
    if (isHidden !== undefined) row.isHidden = isHidden;
    this.world.changed(row);
    return row;
  }

  /** Takes a row out with its voucher, as if it never was. */
  removeRow(companyId: number, rowId: number): void {
    this.world.removeRow(this.row(companyId, rowId));
  }

  /** A payment that reached the creditor. */
  receivePayment(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const payment = bookSettling(this.world, row.associate, {
      kind: 'payment',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.outstandingMinor),
      currency: row.posting.currency,
      account: 'bank',
      text: 'Innbetaling',
      ...(spec.namesInvoice === false ? {} : { invoiceNo: row.invoiceNo, crossReference: row.reference }),
    });
    return this.#matched(row, payment, spec);
  }

  /** Money from a customer that nobody knows an invoice for. */
  receiveOnAccount(companyId: number, customerNo: number, spec: VismaSettlingSpec): LedgerRow {
    const associate = this.customer(companyId, customerNo);
    return bookSettling(this.world, associate, {
      kind: 'payment',
      on: dayOf(spec.date, this.world.today()),
      minor: minorOf(spec.amount ?? 0),
      currency: associate.company.options.currency,
      account: 'bank',
      text: 'Innbetaling uten referanse',
    });
  }

  addCreditNote(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const note = bookSettling(this.world, row.associate, {
      kind: 'credit-note',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.amountMinor),
      currency: row.posting.currency,
      account: 'vat-free-sales',
      text: `Kreditnota til faktura ${row.invoiceNo}`,
      ...(spec.namesInvoice === false ? {} : { invoiceNo: row.invoiceNo, crossReference: row.reference }),
    });
    return this.#matched(row, note, spec);
  }

  /** A loss booked by hand. */
  writeOff(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const loss = bookSettling(this.world, row.associate, {
      kind: 'loss',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.outstandingMinor),
      currency: row.posting.currency,
      account: 'losses',
      text: 'Tap på fordring',
      crossReference: row.reference,
    });
    return this.#matched(row, loss, spec);
  }

  /** The creditor reminds: the invoice counts it, and a fee is a debt beside it. Without an amount there is no fee. */
  addReminder(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const on = dayOf(spec.date, this.world.today());
    row.remindersSent += 1;
    row.lastReminderOn = on;
    this.world.changed(row);
    const feeMinor = this.#minorOf(spec.amount, 0);
    if (feeMinor !== 0)
      bookSettling(this.world, row.associate, {
        kind: 'fee',
        on,
        minor: 0 - feeMinor,
        currency: row.company.options.currency,
        account: 'fees',
        text: 'Purregebyr',
        dueOn: addDays(on, 14),
      });
    return row;
  }

  /** Rows that settle each other, as far as they reach. Answers whether anything was settled. */
  match(companyId: number, rowIds: readonly number[]): boolean {
    const rows = rowIds.map((id) => this.row(companyId, id));
    return match(rows, this.world.today(), this.#changed) > 0;
  }

  /** Reverses the matches of a row: a payment's invoice is open again. */
  unmatch(companyId: number, rowId: number): void {
    unmatch(this.row(companyId, rowId), this.#changed);
  }

  /** Books the opposite of the row's voucher; what the row had settled is open again. */
  reverseRow(companyId: number, rowId: number, date?: string): LedgerRow {
    return reverseRow(this.world, this.row(companyId, rowId), dayOf(date, this.world.today()));
  }

  /** Interest of late payments is calculated: the entries that waited for it are gone. Answers how many. */
  calculateInterest(companyId: number): number {
    const waiting = [...this.company(companyId).rows.values()].filter(
      (row) => !row.isInterestDone && row.outstandingMinor === 0,
    );
    for (const row of waiting) {
      row.isInterestDone = true;
      this.world.changed(row);
    }
    return waiting.length;
  }

  row(companyId: number, rowId: number): LedgerRow {
    const row = this.company(companyId).rows.get(rowId);
    if (!row) throw new ControlError(`Company ${companyId} has no row ${rowId}.`, 404);
    return row;
  }

  #minorOf(amount: AmountText | undefined, fallbackMinor: number): number {
    return amount === undefined ? fallbackMinor : minorOf(amount);
  }

  #matched(row: LedgerRow, other: LedgerRow, { isMatched = true }: VismaSettlingSpec): LedgerRow {
    if (isMatched) match([row, other], other.posting.on, this.#changed);
    return other;
  }
}

function isKnown(currency: string): boolean {
  try {
    currencyOf(currency);
    return true;
  } catch {
    return false;
  }
}
