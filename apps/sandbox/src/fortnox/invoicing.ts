import type { LocalDate } from '@app/domain';
import { mod10Digit } from '@app/domain';
import type { PostingDraft } from '../books/entries.js';
import { RECEIVABLES, SALES, SALES_TAX_FREE, SEK, toBaseMinor, VAT } from './catalogue.js';
import type { Company } from './company.js';
import type { Currency, Customer, Invoice, InvoiceTexts, InvoiceType, TaxReduction } from './rows.js';

export interface InvoiceDraft {
  readonly customer: Customer;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency?: Currency;
  /** Default 25 in SEK, 0 otherwise. */
  readonly vatPercent?: 0 | 25;
  readonly type?: InvoiceType;
  readonly taxReduction?: TaxReduction | undefined;
  readonly description?: string;
  readonly texts?: Partial<InvoiceTexts>;
  readonly credits?: Invoice;
  readonly ocr?: string | undefined;
  readonly malformed?: Readonly<Record<string, unknown>> | undefined;
}

/** Saves an invoice; nothing is booked yet. */
export function saveInvoice(company: Company, draft: InvoiceDraft): Invoice {
  const { customer, on, dueOn, grossMinor, currency = SEK } = draft;
  const vatPercent = draft.vatPercent ?? (currency === SEK ? 25 : 0);
  const netMinor = vatPercent === 0 ? grossMinor : Math.round((grossMinor * 100) / (100 + vatPercent));
  const number = company.nextDocumentNumber();
  const invoice: Invoice = {
    id: company.ids.next('invoice'),
    number,
    customer,
    addressee: customer.details,
    on,
    dueOn,
    currency,
    grossMinor,
    netMinor,
    grossBaseMinor: toBaseMinor(grossMinor, currency),
    netBaseMinor: toBaseMinor(netMinor, currency),
    ocr: draft.ocr ?? ocrFor(number),
    type: draft.type ?? 'INVOICE',
    method: company.options.method,
    taxReduction: draft.taxReduction,
    description: draft.description ?? 'Utfört arbete',
    texts: {
      remarks: '',
      comments: '',
      ourReference: '',
      yourReference: customer.details.yourReference,
      yourOrderNumber: '',
      externalReference1: '',
      externalReference2: '',
      ...draft.texts,
    },
    labelIds: [],
    item: company.books.openItem(customer.id, currency.code),
    voucher: undefined,
    receivedMinor: 0,
    credits: draft.credits,
    creditedBy: undefined,
    isCancelled: false,
    isNotCompleted: false,
    isSent: false,
    isNoxFinans: false,
    isCarriedOver: company.carriesOver,
    reminders: 0,
    remindedOn: null,
    finalPaidOn: null,
    changedAtMs: company.nowMs(),
    isHidden: false,
    malformed: draft.malformed,
  };
  company.addInvoice(invoice);
  return invoice;
}

/** Books it: receivables against sales and VAT. What a vendor's rule forbids is checked before. */
export function bookInvoice(company: Company, invoice: Invoice): void {
  const { customer, currency, item, grossMinor, grossBaseMinor, netMinor, netBaseMinor } = invoice;
  const taxed = netMinor !== grossMinor;
  const postings: PostingDraft[] = [
    {
      account: company.account(RECEIVABLES),
      customerId: customer.id,
      item,
      amountMinor: grossBaseMinor,
      currency: currency.code,
      currencyMinor: grossMinor,
      documentNumber: invoice.number,
      dueOn: invoice.dueOn,
    },
    {
      account: company.account(taxed ? SALES : SALES_TAX_FREE),
      amountMinor: 0 - netBaseMinor,
      currency: currency.code,
      currencyMinor: 0 - netMinor,
    },
  ];
  if (taxed) {
    postings.push({
      account: company.account(VAT),
      amountMinor: netBaseMinor - grossBaseMinor,
      currency: currency.code,
      currencyMinor: netMinor - grossMinor,
    });
  }
  invoice.voucher = company.books.post({
    on: invoice.on,
    text: `Kundfaktura ${invoice.number}`,
    kind: invoice.credits ? 'credit-note' : 'invoice',
    postings,
  });
  invoice.changedAtMs = company.nowMs();
  company.announce('invoice-bookkeep-v1', invoice.number);
}

/** A credit note for the whole invoice, or a part. It is saved, not booked, and nets nothing yet. */
export function creditInvoice(
  company: Company,
  original: Invoice,
  { on, amountMinor }: { readonly on: LocalDate; readonly amountMinor?: number | undefined },
): Invoice {
  const taxed = original.netMinor !== original.grossMinor;
  const credit = saveInvoice(company, {
    customer: original.customer,
    on,
    dueOn: on,
    grossMinor: 0 - (amountMinor ?? original.grossMinor),
    currency: original.currency,
    vatPercent: taxed ? 25 : 0,
    credits: original,
    description: `Kreditering av faktura ${original.number}`,
  });
  original.creditedBy = credit;
  company.bump(original);
  return credit;
}

/** What is left to pay in the invoice's currency: its own line in the books, or the whole while it is not booked. */
export function remainderMinor(invoice: Invoice): number {
  return invoice.voucher && invoice.method === 'ACCRUAL'
    ? invoice.item.outstandingMinor
    : invoice.grossMinor - invoice.receivedMinor;
}

/** Document number, the length's last digit and a Luhn digit: the form that Swedish OCR references have. */
export function ocrFor(documentNumber: string): string {
  const payload = documentNumber + String((documentNumber.length + 2) % 10);
  return payload + mod10Digit(payload);
}
