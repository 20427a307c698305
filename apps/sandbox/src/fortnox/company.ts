import type { LocalDate } from '@app/domain';
import { Books } from '../books/books.js';
import type { Voucher } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { CHART, MODES_OF_PAYMENT, type Scope, SCOPES, SEK, VOUCHER_SERIES } from './catalogue.js';
import type {
  AccountingMethod,
  Customer,
  CustomerDetails,
  FinancialYear,
  Invoice,
  InvoicePayment,
  Label,
  LedgerAccount,
  ModeOfPayment,
  SideEffect,
} from './rows.js';

export interface CompanyOptions {
  readonly name: string;
  /** Written with a hyphen, as Fortnox shows it. */
  readonly organizationNumber: string;
  readonly email: string;
  readonly address: string;
  readonly zipCode: string;
  readonly city: string;
  readonly method: AccountingMethod;
  /** The first document number; above 2^31 to test readers. */
  readonly firstDocumentNumber: number;
  /** The newest financial year that exists, as a calendar year. */
  readonly lastYear: number;
  /** `paymentBumpsInvoice` of `unverified.ts`. */
  readonly bumpsInvoices: boolean;
}

const SIDE_EFFECTS_MAX = 10_000;
const YEARS = 8;

/** One company's data: its books, its customers, invoices and payments, with the indexes that the lists need. */
export class Company {
  /** Also `DatabaseNumber`, and the number of the `TenantId` header. */
  readonly tenantId: number;
  readonly books: Books;
  readonly customers = new Map<string, Customer>();
  /** In the order of their numbers. */
  readonly invoices = new Map<string, Invoice>();
  /** In the order of their numbers. */
  readonly payments = new Map<string, InvoicePayment>();
  readonly paymentsByInvoice = new Map<Invoice, InvoicePayment[]>();
  readonly accounts = new Map<number, LedgerAccount>();
  readonly modes = new Map<string, ModeOfPayment>();
  readonly labels: Label[] = [];
  readonly years: FinancialYear[] = [];
  readonly sideEffects: SideEffect[] = [];
  /** Modules the company has bought; without one its scope is refused. */
  readonly licences = new Set<Scope>(SCOPES);
  /** Bookings on this day or before are refused; null when nothing is locked. */
  lockedUntil: LocalDate | null = null;
  /** New invoices may be paid in the next financial year without having been carried over by hand. */
  carriesOver = true;
  #customerNumber = 100;
  #documentNumber: number;
  #paymentNumber = 0;

  constructor(
    readonly options: CompanyOptions,
    readonly ids: Sequences,
    readonly nowMs: () => number,
    /** Tells the event stream, in the vendor's names of types. */
    readonly announce: (type: string, entityId: string) => void = () => undefined,
  ) {
    this.tenantId = ids.next('tenant');
    this.#documentNumber = options.firstDocumentNumber - 1;
    this.books = new Books({
      currency: SEK.code,
      ids,
      nowMs,
      seriesStart: (kind) => VOUCHER_SERIES[kind].start,
    });
    for (const [number, name, role] of CHART) {
      this.accounts.set(number, { id: ids.next('account'), number, name, role, isActive: true });
    }
    for (const [code, description, accountNumber] of MODES_OF_PAYMENT) {
      this.modes.set(code, { code, description, accountNumber });
    }
    for (let id = 1; id <= YEARS; id += 1) {
      const year = options.lastYear - YEARS + id;
      this.years.push({ id, from: `${year}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate });
    }
  }

  account(number: number): LedgerAccount {
    const found = this.accounts.get(number);
    if (!found) throw new Error(`Company ${this.tenantId} has no account ${number}.`);
    return found;
  }

  yearOf(day: LocalDate): FinancialYear | undefined {
    return this.years.find(({ from, to }) => from <= day && day <= to);
  }

  isLocked(day: LocalDate): boolean {
    return this.lockedUntil !== null && day <= this.lockedUntil;
  }

  addCustomer(details: CustomerDetails, number?: string): Customer {
    if (number === undefined) this.#customerNumber += 1;
    const customer: Customer = {
      id: this.ids.next('customer'),
      number: number ?? String(this.#customerNumber),
      details,
      changedAtMs: this.nowMs(),
    };
    this.customers.set(customer.number, customer);
    return customer;
  }

  nextDocumentNumber(): string {
    this.#documentNumber += 1;
    return String(this.#documentNumber);
  }

  nextPaymentNumber(): string {
    this.#paymentNumber += 1;
    return String(this.#paymentNumber);
  }

  addInvoice(invoice: Invoice): void {
    this.invoices.set(invoice.number, invoice);
    this.announce('invoice-created-v1', invoice.number);
  }

  addPayment(payment: InvoicePayment): void {
    this.payments.set(payment.number, payment);
    const ofInvoice = this.paymentsByInvoice.get(payment.invoice);
    if (ofInvoice) ofInvoice.push(payment);
    else this.paymentsByInvoice.set(payment.invoice, [payment]);
  }

  forgetPayment(payment: InvoicePayment): void {
    this.payments.delete(payment.number);
    this.announce('invoicepayment-deleted-v1', payment.number);
    const ofInvoice = this.paymentsByInvoice.get(payment.invoice);
    const at = ofInvoice?.indexOf(payment) ?? -1;
    if (at >= 0) ofInvoice?.splice(at, 1);
  }

  paymentsOf(invoice: Invoice): readonly InvoicePayment[] {
    return this.paymentsByInvoice.get(invoice) ?? [];
  }

  /** A payment, credit or reminder touched it: whether that moves its change time is open. */
  bump(invoice: Invoice): void {
    if (this.options.bumpsInvoices) invoice.changedAtMs = this.nowMs();
  }

  /** Keeps a trace of a call that sent mail or marked something as sent. */
  noteSideEffect(operation: string, documentNumber: string): void {
    if (this.sideEffects.length >= SIDE_EFFECTS_MAX) this.sideEffects.shift();
    this.sideEffects.push({ operation, documentNumber, at: new Date(this.nowMs()).toISOString() });
  }

  /** How the vendor names a voucher: series, number in the series, id of the financial year. */
  voucherKey(voucher: Voucher): { series: string; number: number; year: number } {
    const { series, start } = VOUCHER_SERIES[voucher.kind];
    return { series, number: voucher.number - start + 1, year: this.yearOf(voucher.on)?.id ?? 0 };
  }

  /** Sum of the receivables account in minor units. */
  receivablesMinor(): number {
    let sum = 0;
    for (const { account, amountMinor } of this.books.postings.values()) {
      if (account.role === 'customers') sum += amountMinor;
    }
    return sum;
  }
}
