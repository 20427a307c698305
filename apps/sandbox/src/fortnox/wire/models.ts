import type { Company } from '../company.js';
import { lowersMinor } from '../payments.js';
import { remainderMinor } from '../invoicing.js';
import { SEK } from '../catalogue.js';
import type { Currency, Customer, Invoice, InvoicePayment } from '../rows.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import { decimal } from './json.js';

/** Where rows are written: their company, the switches and the beginning of their addresses. */
export interface Page {
  readonly company: Company;
  readonly switches: UnverifiedBehaviour;
  readonly urlBase: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** What `Balance` shows, minor units of the invoice's currency. */
export function balanceMinor({ company, switches }: Page, invoice: Invoice): number {
  if (invoice.isCancelled) return 0;
  const remainder = remainderMinor(invoice);
  if (!switches.unbookedLowersBalance) return remainder;
  const drafts = company.paymentsOf(invoice).filter(({ voucher }) => voucher === undefined);
  return drafts.reduce((left, payment) => left - lowersMinor(payment), remainder);
}

export function balance(page: Page, invoice: Invoice): number {
  const minor = balanceMinor(page, invoice);
  const isForeign = invoice.currency !== SEK && page.switches.balanceCurrency === 'company';
  return decimal(isForeign ? Math.round((minor * invoice.currency.ratePer10k) / 10_000) : minor);
}

/** SEK for `CurrencyUnit` units. */
export function rateOf({ ratePer10k }: Currency): number {
  return ratePer10k / 10_000;
}

function unitOf({ switches }: Page, currency: Currency): number {
  return currency === SEK ? 1 : switches.currencyUnit;
}

export function voucherFields(
  { company }: Page,
  voucher: Invoice['voucher'],
): { VoucherNumber: number | null; VoucherSeries: string | null; VoucherYear: number | null } {
  const key = voucher && company.voucherKey(voucher);
  return {
    VoucherNumber: key?.number ?? null,
    VoucherSeries: key?.series ?? null,
    VoucherYear: key?.year ?? null,
  };
}

/** `GET /3/invoices`: no `Credit`, no `TotalToPay`, no address. */
export function invoiceListItem(page: Page, invoice: Invoice): Json {
  const { texts, currency } = invoice;
  return {
    '@url': `${page.urlBase}/invoices/${invoice.number}`,
    Balance: balance(page, invoice),
    Booked: invoice.voucher !== undefined,
    Cancelled: invoice.isCancelled,
    CostCenter: '',
    Currency: currency.code,
    // A text here, a number in the single invoice.
    CurrencyRate: String(rateOf(currency)),
    CurrencyUnit: unitOf(page, currency),
    CustomerName: invoice.addressee.name,
    CustomerNumber: invoice.customer.number,
    DocumentNumber: invoice.number,
    DueDate: invoice.dueOn,
    ExternalInvoiceReference1: texts.externalReference1,
    ExternalInvoiceReference2: texts.externalReference2,
    InvoiceDate: invoice.on,
    InvoiceType: invoice.type,
    NoxFinans: invoice.isNoxFinans,
    OCR: invoice.ocr,
    ...voucherFields(page, invoice.voucher),
    WayOfDelivery: '',
    TermsOfPayment: '30',
    Project: '',
    Sent: invoice.isSent,
    Total: decimal(invoice.grossMinor),
    FinalPayDate: invoice.finalPaidOn,
    ...invoice.malformed,
  };
}

export function paymentSingle(page: Page, payment: InvoicePayment): Json {
  const { invoice } = payment;
  return {
    '@url': `${page.urlBase}/invoicepayments/${payment.number}`,
    Amount: decimal(payment.baseMinor),
    AmountCurrency: decimal(payment.currencyMinor),
    Booked: payment.voucher !== undefined,
    Currency: invoice.currency.code,
    CurrencyRate: rateOf(invoice.currency),
    CurrencyUnit: unitOf(page, invoice.currency),
    // Copied from the invoice; nothing of a payment's own can be written here.
    ExternalInvoiceReference1: invoice.texts.externalReference1,
    ExternalInvoiceReference2: invoice.texts.externalReference2,
    InvoiceCustomerName: invoice.addressee.name,
    InvoiceCustomerNumber: invoice.customer.number,
    InvoiceNumber: Number(invoice.number),
    InvoiceDueDate: invoice.dueOn,
    InvoiceOCR: invoice.ocr,
    InvoiceTotal: String(decimal(invoice.grossMinor)),
    ModeOfPayment: payment.mode,
    ModeOfPaymentAccount: payment.accountNumber,
    Number: payment.number,
    PaymentDate: payment.on,
    ...voucherFields(page, payment.voucher),
    Source: payment.source,
    WriteOffs: payment.writeOffs.map((writeOff) => ({
      AccountNumber: writeOff.accountNumber,
      Amount: decimal(
        page.switches.writeOffSign === 'positive' ? writeOff.amountMinor : 0 - writeOff.amountMinor,
      ),
      CostCenter: '',
      Currency: SEK.code,
      Description: writeOff.description,
      Project: '',
      TransactionInformation: writeOff.transactionInformation,
    })),
  };
}

export function paymentListItem(page: Page, payment: InvoicePayment): Json {
  const { invoice } = payment;
  return {
    '@url': `${page.urlBase}/invoicepayments/${payment.number}`,
    Amount: decimal(payment.baseMinor),
    Booked: payment.voucher !== undefined,
    Currency: invoice.currency.code,
    CurrencyRate: rateOf(invoice.currency),
    CurrencyUnit: unitOf(page, invoice.currency),
    InvoiceNumber: Number(invoice.number),
    Number: payment.number,
    PaymentDate: payment.on,
    Source: payment.source,
    WriteOffExist: payment.writeOffs.length > 0,
  };
}

/** `GET /3/customers`: `Phone` here, `Phone1` in the single record; empty texts here, nulls there. */
export function customerListItem(page: Page, { number, details }: Customer): Json {
  return {
    '@url': `${page.urlBase}/customers/${encodeURIComponent(number)}`,
    Address1: details.address1,
    Address2: details.address2,
    City: details.city,
    CustomerNumber: number,
    Email: details.email,
    Name: details.name,
    OrganisationNumber: details.organisationNumber,
    Phone: details.phone1,
    ZipCode: details.zipCode,
  };
}
