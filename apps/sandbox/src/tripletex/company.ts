import type { LocalDate } from '@app/domain';
import { Books } from '../books/books.js';
import { DayIndex } from '../books/day-index.js';
import type { Posting, Voucher } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { CHART, NOK, PAYMENT_TYPES } from './catalogue.js';
import type {
  Address,
  Customer,
  Invoice,
  LedgerAccount,
  ParkedVoucher,
  PaymentType,
  Reminder,
  VoucherStatusRow,
} from './rows.js';

/** What the token may do in a company. Missing rights hide rows or refuse writes, as the vendor documents. */
export interface CompanyRights {
  readonly ledger: boolean;
  readonly invoicing: boolean;
  readonly advancedVoucher: boolean;
}

export interface CompanyOptions {
  readonly name: string;
  readonly organizationNumber: string;
  readonly email: string;
  readonly type?: string;
  readonly address?: Omit<Address, 'id'>;
  readonly accountingOffice?: boolean;
}

/** Vouchers of invoices are numbered from a million on, all others from 1, each per year. */
const INVOICE_SERIES_START = 1_000_001;

/** One company's data: its books, its customers and its invoices, with the indexes that the lists need. */
export class Company {
  readonly id: number;
  readonly books: Books;
  readonly customers = new Map<number, Customer>();
  readonly invoices = new Map<number, Invoice>();
  readonly invoicesByDay = new DayIndex<Invoice>();
  readonly invoicesByCustomer = new Map<number, Invoice[]>();
  readonly invoicesByNumber = new Map<number, Invoice>();
  readonly invoicesByVoucher = new Map<number, Invoice>();
  readonly remindersByDay = new DayIndex<Reminder>();
  readonly accounts: readonly LedgerAccount[];
  readonly paymentTypes = new Map<number, PaymentType>();
  readonly voucherStatuses: VoucherStatusRow[] = [];
  readonly parkedVouchers: ParkedVoucher[] = [];
  readonly address: Address | null;
  readonly voucherTypeIdBase: number;
  rights: CompanyRights = { ledger: true, invoicing: true, advancedVoucher: true };
  readonly #accountsByNumber: ReadonlyMap<number, LedgerAccount>;
  #invoiceNumber = 10_000;
  #customerNumber = 10_000;
  #edits = 0;

  constructor(
    readonly options: CompanyOptions,
    readonly ids: Sequences,
    readonly nowMs: () => number,
  ) {
    this.id = ids.next('company');
    this.books = new Books({
      currency: NOK.code,
      ids,
      nowMs,
      seriesStart: (kind) => (kind === 'invoice' || kind === 'credit-note' ? INVOICE_SERIES_START : 1),
    });
    this.accounts = CHART.map(([number, name, role]) => ({
      id: ids.next('account'),
      number,
      name,
      role,
      isInvoiceAccount: number === 1920,
      // Eleven digits with a first group no bank has, and so no account of anybody's.
      bankAccountNumber: number === 1920 ? `0000${String(this.id % 10_000_000).padStart(7, '0')}` : '',
    }));
    this.#accountsByNumber = new Map(this.accounts.map((account) => [account.number, account]));
    this.voucherTypeIdBase = ids.next('voucherTypeBlock');
    this.address = options.address ? { id: ids.next('address'), ...options.address } : null;
    PAYMENT_TYPES.forEach(([description, account]) => this.addPaymentType(description, account));
  }

  /** Grows with every change that a list could show. */
  get revision(): number {
    return this.books.revision + this.#edits;
  }

  /** Tells cached result sets that a row changed outside the books. */
  touch(): void {
    this.#edits += 1;
  }

  account(number: number): LedgerAccount {
    const found = this.#accountsByNumber.get(number);
    if (!found) throw new Error(`Company ${this.id} has no account ${number}.`);
    return found;
  }

  addPaymentType(description: string, accountNumber: number): PaymentType {
    const type: PaymentType = {
      id: this.ids.next('paymentType'),
      description,
      debitAccount: this.account(accountNumber),
      sequence: this.paymentTypes.size + 1,
    };
    this.paymentTypes.set(type.id, type);
    this.touch();
    return type;
  }

  removePaymentType(id: number): boolean {
    this.touch();
    return this.paymentTypes.delete(id);
  }

  paymentTypeNamed(description: string): PaymentType | undefined {
    return [...this.paymentTypes.values()].find((type) => type.description === description);
  }

  addCustomer(
    customer: Omit<Customer, 'id' | 'version' | 'number' | 'createdAtMs' | 'changedAtMs'>,
  ): Customer {
    const id = this.ids.next('customer');
    const nowMs = this.nowMs();
    this.#customerNumber += 1;
    const row: Customer = {
      ...customer,
      id,
      version: 1,
      number: this.#customerNumber,
      createdAtMs: nowMs,
      changedAtMs: nowMs,
    };
    this.customers.set(id, row);
    this.touch();
    return row;
  }

  nextInvoiceNumber(): number {
    this.#invoiceNumber += 1;
    return this.#invoiceNumber;
  }

  addInvoice(invoice: Invoice): void {
    this.invoices.set(invoice.id, invoice);
    if (invoice.charged) {
      this.invoicesByDay.add(invoice.on, invoice);
      this.invoicesByNumber.set(invoice.number, invoice);
      this.invoicesByVoucher.set(invoice.charged.voucher.id, invoice);
      const ofCustomer = this.invoicesByCustomer.get(invoice.customer.id);
      if (ofCustomer) ofCustomer.push(invoice);
      else this.invoicesByCustomer.set(invoice.customer.id, [invoice]);
    }
    this.touch();
  }

  /** Forgets the invoice and takes its voucher out of the books; payments on it stay as unmatched postings. */
  removeInvoice(invoice: Invoice): void {
    this.invoices.delete(invoice.id);
    this.invoicesByDay.remove(invoice.on, invoice);
    this.invoicesByNumber.delete(invoice.number);
    const ofCustomer = this.invoicesByCustomer.get(invoice.customer.id);
    const at = ofCustomer?.indexOf(invoice) ?? -1;
    if (at >= 0) ofCustomer?.splice(at, 1);
    if (invoice.charged) {
      this.invoicesByVoucher.delete(invoice.charged.voucher.id);
      this.books.remove(invoice.charged.voucher);
    }
    this.touch();
  }

  addReminder(reminder: Reminder): void {
    reminder.invoice.reminders.push(reminder);
    this.remindersByDay.add(reminder.on, reminder);
    this.touch();
  }

  /** The invoice whose customer-ledger line the posting counts towards. */
  invoiceOf(posting: Posting): Invoice | undefined {
    const first = posting.item?.postings[0];
    return first && this.invoicesByVoucher.get(first.voucher.id);
  }

  /** The voucher in the books, only if it is this company's. */
  voucher(id: number): Voucher | undefined {
    return this.books.vouchers.get(id);
  }

  /** Sum of the receivables account in minor units. */
  receivablesMinor(until?: LocalDate): number {
    let sum = 0;
    for (const posting of this.books.postings.values()) {
      if (posting.account.role === 'customers' && (until === undefined || posting.on < until))
        sum += posting.amountMinor;
    }
    return sum;
  }
}
