import { localDate, type LocalDate } from '@app/domain';
import { Books } from '../books/books.js';
import type { Posting } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { CHART, NOK, VAT_CODES } from './catalogue.js';
import { Matching } from './matching.js';
import type { Customer, CustomerDetails, Document, Entry, GlAccount, Invoice, VatCode } from './rows.js';
import type { Stamp } from './stamps.js';
import { uuidFrom } from './uuid.js';

export interface CompanyOptions {
  readonly name: string;
  readonly organizationNumber: string;
  readonly email: string;
}

/** What a company lends from the world around it. */
export interface CompanyTools {
  readonly seed: number;
  readonly ids: Sequences;
  readonly nowMs: () => number;
  readonly stamp: () => Stamp;
}

const VOUCHER_NO_START = 20_000;
const INVOICE_NO_START = 10_000;
const CUSTOMER_NO_START = 10_000;

/** One client company: its books, customers, invoices and customer ledger. */
export class Company {
  /** The sandbox's own number for it. */
  readonly id: number;
  /** Names the company in the API; no secret. */
  readonly clientId: string;
  readonly books: Books;
  readonly matching: Matching;
  readonly customers = new Map<number, Customer>();
  readonly customersByNumber = new Map<number, Customer>();
  readonly customersByAccount = new Map<number, Customer>();
  readonly accounts = new Map<number, GlAccount>();
  readonly vatCodes: readonly VatCode[];
  readonly documents = new Map<string, Document>();
  readonly documentsByVoucher = new Map<number, Document>();
  /** References in use: those of vouchers that were not reversed. */
  readonly references = new Map<string, Document>();
  readonly invoices = new Map<string, Invoice>();
  readonly invoicesByNumber = new Map<number, Invoice>();
  /** By posting id, in the order they were made. */
  readonly entries = new Map<number, Entry>();
  /** Roles that this company's modules do not cover. */
  invalidPrivileges = new Set<string>();
  subscriptions = ['Accounting', 'Invoicing'];
  /** Nothing is posted on this day or before. */
  lockDate: LocalDate = localDate('2019-12-31');
  readonly conversionDate: LocalDate = localDate('2018-01-01');
  usesKid = true;
  isActive = true;
  readonly bankAccountNumber: string;
  readonly seriesId: string;
  readonly vatSeriesStamp: Stamp;
  readonly #accountsByNumber: ReadonlyMap<number, GlAccount>;
  #voucherNo = VOUCHER_NO_START;
  #invoiceNo = INVOICE_NO_START;
  #customerNo = CUSTOMER_NO_START;
  #edits = 0;

  constructor(
    readonly options: CompanyOptions,
    readonly tools: CompanyTools,
  ) {
    const { ids, seed } = tools;
    this.id = ids.next('company');
    this.clientId = uuidFrom(seed, `client-id/${this.id}`);
    this.seriesId = uuidFrom(seed, `series/${this.id}`);
    this.vatSeriesStamp = tools.stamp();
    // Eleven digits with a first group no bank has, and so no account of anybody's.
    this.bankAccountNumber = `0000${String(this.id % 10_000_000).padStart(7, '0')}`;
    this.books = new Books({ currency: NOK, ids, nowMs: tools.nowMs, seriesStart: () => 1 });
    this.matching = new Matching({ nextId: () => ids.next('match'), stamp: tools.stamp });
    const accounts = CHART.map(([number, name, role, type]) => ({
      id: ids.next('account'),
      number,
      name,
      role,
      type,
      isActive: true,
      isVatCodeLocked: false,
      isDepartmentRequired: false,
      isProjectRequired: false,
      changedAt: this.vatSeriesStamp,
    }));
    for (const account of accounts) this.accounts.set(account.id, account);
    this.#accountsByNumber = new Map(accounts.map((account) => [account.number, account]));
    this.vatCodes = VAT_CODES.map(([code, name, rate]) => ({
      id: ids.next('vatCode'),
      code,
      name,
      rate,
      isActive: true,
    }));
  }

  /** Grows with every change that a list could show. */
  get revision(): number {
    return this.books.revision + this.#edits;
  }

  touch(): void {
    this.#edits += 1;
  }

  account(number: number): GlAccount {
    const found = this.#accountsByNumber.get(number);
    if (!found) throw new Error(`Company ${this.id} has no account ${number}.`);
    return found;
  }

  findAccount(number: number): GlAccount | undefined {
    return this.#accountsByNumber.get(number);
  }

  addCustomer(details: CustomerDetails): Customer {
    const { ids, stamp } = this.tools;
    this.#customerNo += 1;
    const createdAt = stamp();
    const customer: Customer = {
      id: ids.next('customer'),
      number: this.#customerNo,
      subledgerAccountId: ids.next('subledgerAccount'),
      details,
      contactPersons: [],
      createdAt,
      changedAt: createdAt,
    };
    this.customers.set(customer.id, customer);
    this.customersByNumber.set(customer.number, customer);
    this.customersByAccount.set(customer.subledgerAccountId, customer);
    this.touch();
    return customer;
  }

  nextInvoiceNo(): number {
    this.#invoiceNo += 1;
    return this.#invoiceNo;
  }

  nextVoucherNo(): number {
    this.#voucherNo += 1;
    return this.#voucherNo;
  }

  addDocument(document: Document): void {
    this.documents.set(document.uuid, document);
    this.documentsByVoucher.set(document.voucher.id, document);
    if (document.externalImportReference !== null)
      this.references.set(document.externalImportReference, document);
    this.touch();
  }

  addInvoice(invoice: Invoice): void {
    this.invoices.set(invoice.document.uuid, invoice);
    this.invoicesByNumber.set(invoice.number, invoice);
    invoice.entry.invoice = invoice;
    this.touch();
  }

  /** Takes a voucher out as if it never was; what was matched with it has its balance back. */
  removeDocument(document: Document): void {
    for (const posting of document.voucher.postings) {
      const entry = this.entries.get(posting.id);
      if (!entry) continue;
      this.matching.unmatch(entry);
      this.entries.delete(posting.id);
    }
    this.books.remove(document.voucher);
    this.documents.delete(document.uuid);
    this.documentsByVoucher.delete(document.voucher.id);
    this.freeNumbersOf(document);
    this.invoices.delete(document.uuid);
    this.touch();
  }

  /** A reversed voucher's reference and invoice number may be used again. */
  freeNumbersOf(document: Document): void {
    const { externalImportReference } = document;
    if (externalImportReference !== null && this.references.get(externalImportReference) === document)
      this.references.delete(externalImportReference);
    const invoice = this.invoices.get(document.uuid);
    if (invoice && this.invoicesByNumber.get(invoice.number) === invoice)
      this.invoicesByNumber.delete(invoice.number);
  }

  documentOf(posting: Posting): Document {
    const document = this.documentsByVoucher.get(posting.voucher.id);
    if (!document) throw new Error(`Voucher ${posting.voucher.id} has no document.`);
    return document;
  }

  /** Sum of the receivables account in minor units. */
  receivablesMinor(): number {
    let sum = 0;
    for (const posting of this.books.postings.values()) {
      if (posting.account.role === 'customers') sum += posting.amountMinor;
    }
    return sum;
  }
}
