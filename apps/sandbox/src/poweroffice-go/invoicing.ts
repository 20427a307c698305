import type { LocalDate } from '@app/domain';
import { type DeliveryType, NOK, rateOn, toBaseMinor } from './catalogue.js';
import type { Company } from './company.js';
import { type LineDraft, postDocument } from './posting.js';
import type { Customer, Invoice } from './rows.js';

export interface InvoiceDraft {
  readonly customer: Customer;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency?: string;
  readonly vatPercent?: 0 | 25;
  readonly kid?: (invoiceNo: number) => string | null;
  readonly deliveryType?: DeliveryType;
  readonly customerReference?: string | null;
  readonly malformed?: Readonly<Record<string, unknown>> | undefined;
  readonly hiddenForMs?: number;
}

/** Sends an invoice: number, voucher and line on the customer ledger. */
export function makeInvoice(company: Company, draft: InvoiceDraft): Invoice {
  const currency = draft.currency ?? NOK;
  const ratePer10k = rateOn(currency, draft.on);
  const { grossMinor, vatPercent = 25 } = draft;
  const netMinor = vatPercent === 0 ? grossMinor : Math.round((grossMinor * 100) / (100 + vatPercent));
  const amounts = {
    grossMinor,
    netMinor,
    grossBaseMinor: toBaseMinor(grossMinor, ratePer10k),
    netBaseMinor: toBaseMinor(netMinor, ratePer10k),
  };
  return enterInvoice(company, { ...draft, ...amounts, currency, ratePer10k, credits: undefined });
}

export interface CreditDraft {
  readonly on: LocalDate;
  /** Minor units of the invoice's currency; the whole invoice when left out. */
  readonly amountMinor?: number | undefined;
  /** False: posted, but left open beside the invoice. Default true. */
  readonly isMatched?: boolean;
}

/** Credits an invoice in full or in part with a credit note that names it. */
export function creditInvoice(company: Company, original: Invoice, draft: CreditDraft): Invoice {
  const { customer, currency, ratePer10k } = original;
  const grossMinor = 0 - (draft.amountMinor ?? original.grossMinor);
  const isWhole = grossMinor === 0 - original.grossMinor;
  const hasVat = original.netMinor !== original.grossMinor;
  const netMinor = isWhole
    ? 0 - original.netMinor
    : hasVat
      ? Math.round((grossMinor * 100) / 125)
      : grossMinor;
  // A credit of all that is left takes all that is left in kroner too, whatever rounding came before.
  const left = original.entry;
  const grossBaseMinor = isWhole
    ? 0 - original.grossBaseMinor
    : grossMinor === 0 - left.balanceCurrencyMinor
      ? 0 - left.balanceMinor
      : toBaseMinor(grossMinor, ratePer10k);
  const credit = enterInvoice(company, {
    customer,
    currency,
    ratePer10k,
    on: draft.on,
    dueOn: draft.on,
    grossMinor,
    netMinor,
    grossBaseMinor,
    netBaseMinor: hasVat ? toBaseMinor(netMinor, ratePer10k) : grossBaseMinor,
    deliveryType: original.deliveryType,
    customerReference: original.customerReference,
    credits: original,
  });
  if (draft.isMatched ?? true) company.matching.match(original.entry, credit.entry);
  return credit;
}

export function displayName(customer: Customer): string {
  return `${customer.details.name} (${customer.number})`;
}

interface FullDraft extends Omit<InvoiceDraft, 'currency' | 'vatPercent'> {
  readonly currency: string;
  readonly ratePer10k: number;
  readonly netMinor: number;
  readonly grossBaseMinor: number;
  readonly netBaseMinor: number;
  readonly credits: Invoice | undefined;
}

function enterInvoice(company: Company, draft: FullDraft): Invoice {
  const { customer, on, dueOn, currency, grossMinor, credits } = draft;
  const number = company.nextInvoiceNo();
  const kid = draft.kid?.(number) ?? null;
  const { document, entries } = postDocument(company, {
    type: credits ? 'OutgoingCreditNote' : 'OutgoingInvoice',
    kind: credits ? 'credit-note' : 'invoice',
    on,
    text: `${credits ? 'Kreditnota' : 'Faktura'} ${number} til ${displayName(customer)}`,
    lines: salesLines(company, draft, { invoiceNo: String(number), dueOn, cid: kid }),
    hiddenForMs: draft.hiddenForMs ?? 0,
  });
  const [entry] = entries;
  if (!entry) throw new Error('An invoice without a line on the customer ledger cannot have been booked.');
  const invoice: Invoice = {
    document,
    entry,
    number,
    customer,
    on,
    dueOn,
    currency,
    ratePer10k: draft.ratePer10k,
    grossMinor,
    netMinor: draft.netMinor,
    grossBaseMinor: draft.grossBaseMinor,
    netBaseMinor: draft.netBaseMinor,
    kid,
    deliveryType: draft.deliveryType ?? 'PdfByEmail',
    relatedInvoiceNo: credits?.number ?? null,
    customerReference: draft.customerReference ?? null,
    sentAt: document.createdAt,
    changedAt: document.createdAt,
    isHidden: false,
    malformed: draft.malformed,
  };
  company.addInvoice(invoice);
  return invoice;
}

/** Receivables against sales and VAT; one line less where there is no VAT. */
function salesLines(company: Company, draft: FullDraft, customerLine: Partial<LineDraft>): LineDraft[] {
  const { customer, on: postedOn, currency, grossMinor, netMinor, grossBaseMinor, netBaseMinor } = draft;
  const isTaxed = netMinor !== grossMinor;
  const lines: LineDraft[] = [
    {
      ...customerLine,
      on: customer,
      postedOn,
      currency,
      amountMinor: grossBaseMinor,
      currencyMinor: grossMinor,
    },
    {
      on: company.account(isTaxed ? 3000 : 3100),
      postedOn,
      currency,
      amountMinor: 0 - netBaseMinor,
      currencyMinor: 0 - netMinor,
    },
  ];
  if (isTaxed) {
    const amountMinor = netBaseMinor - grossBaseMinor;
    lines.push({
      on: company.account(2700),
      postedOn,
      currency,
      amountMinor,
      currencyMinor: netMinor - grossMinor,
    });
  }
  return lines;
}
