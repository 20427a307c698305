import type { LocalDate } from '@app/domain';
import type { OpenItem, PostingDraft } from '../books/entries.js';
import { NOK, toBaseMinor } from './catalogue.js';
import type { Company } from './company.js';
import type { Currency, Customer, Invoice } from './rows.js';

export interface InvoiceDraft {
  readonly customer: Customer;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency?: Currency;
  /** Share of VAT in percent, 25 by default; sales abroad carry none. */
  readonly vatPercent?: 0 | 25;
  readonly kid?: (invoiceNumber: number) => string;
  readonly comment?: string;
  readonly isDraft?: boolean;
  readonly malformed?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes an invoice and, unless it stays a draft, charges it: number, voucher and line on the customer ledger. */
export function makeInvoice(company: Company, draft: InvoiceDraft): Invoice {
  const amounts = amountsOf(draft);
  const common = { ...commonOf(company, draft), ...amounts };
  if (draft.isDraft) {
    return added(company, { ...common, number: 0, kid: '', credits: undefined, charged: undefined });
  }
  const number = company.nextInvoiceNumber();
  const item = company.books.openItem(draft.customer.id, common.currency.code);
  const text = `Faktura nummer ${number} til ${displayName(draft.customer)}`;
  const voucher = company.books.post({
    on: draft.on,
    text,
    kind: 'invoice',
    postings: salesLines(company, common, amounts, {
      item,
      documentNumber: String(number),
      dueOn: draft.dueOn,
      text,
    }),
  });
  const posting = first(voucher.postings);
  return added(company, {
    ...common,
    number,
    kid: draft.kid?.(number) ?? '',
    credits: undefined,
    charged: { voucher, posting, item, isAppliedElsewhere: false },
  });
}

export interface CreditDraft {
  readonly on: LocalDate;
  /** Minor units to credit in the invoice's currency; the whole invoice when left out. */
  readonly amountMinor?: number | undefined;
  readonly comment?: string;
}

/**
 * Credits an invoice. In full: a credit note that points back at its original. In part: a negative invoice
 * as people make in the user interface, booked on the original but pointing at nothing.
 */
export function creditInvoice(company: Company, original: Invoice, draft: CreditDraft): Invoice {
  if (!original.charged) throw new Error(`Invoice ${original.id} is a draft and cannot be credited.`);
  const whole = draft.amountMinor === undefined;
  const grossMinor = 0 - (draft.amountMinor ?? original.grossMinor);
  const { currency, customer } = original;
  const vatPercent = original.grossMinor === original.netMinor ? 0 : 25;
  const terms = { customer, currency, on: draft.on, dueOn: draft.on, comment: draft.comment ?? '' };
  const amounts = whole
    ? negated(original)
    : closingAmounts(original.charged.item, amountsOf({ ...terms, grossMinor, vatPercent }));
  const common = { ...commonOf(company, { ...terms, grossMinor }), ...amounts };
  const number = company.nextInvoiceNumber();
  const text = whole
    ? `Kreditnota nummer ${number} for faktura ${original.number} til ${displayName(customer)}`
    : `Faktura nummer ${number} til ${displayName(customer)}`;
  const { item } = original.charged;
  const voucher = company.books.post({
    on: draft.on,
    text,
    kind: 'credit-note',
    postings: salesLines(company, common, amounts, {
      item,
      documentNumber: String(number),
      dueOn: draft.on,
      text,
    }),
  });
  const credit = added(company, {
    ...common,
    number,
    kid: '',
    credits: whole ? original : undefined,
    charged: { voucher, posting: first(voucher.postings), item, isAppliedElsewhere: true },
  });
  if (whole) original.creditedBy = credit;
  return credit;
}

export function displayName(customer: Customer): string {
  return `${customer.details.name} (${customer.number})`;
}

interface Amounts {
  readonly grossMinor: number;
  readonly grossBaseMinor: number;
  readonly netMinor: number;
  readonly netBaseMinor: number;
}

function amountsOf({ grossMinor, currency = NOK, vatPercent = 25 }: InvoiceDraft): Amounts {
  const netMinor = vatPercent === 0 ? grossMinor : Math.round((grossMinor * 100) / (100 + vatPercent));
  return {
    grossMinor,
    netMinor,
    grossBaseMinor: toBaseMinor(grossMinor, currency),
    netBaseMinor: toBaseMinor(netMinor, currency),
  };
}

/** A credit of all that is left takes all that is left in the company's currency too, whatever rounding came before. */
function closingAmounts(item: OpenItem, amounts: Amounts): Amounts {
  if (item.outstandingMinor !== 0 - amounts.grossMinor) return amounts;
  const surplusMinor = 0 - item.outstandingBaseMinor - amounts.grossBaseMinor;
  return {
    ...amounts,
    grossBaseMinor: amounts.grossBaseMinor + surplusMinor,
    netBaseMinor: amounts.netBaseMinor + surplusMinor,
  };
}

function negated(original: Invoice): Amounts {
  return {
    grossMinor: 0 - original.grossMinor,
    netMinor: 0 - original.netMinor,
    grossBaseMinor: 0 - original.grossBaseMinor,
    netBaseMinor: 0 - original.netBaseMinor,
  };
}

function commonOf(
  company: Company,
  draft: InvoiceDraft,
): Omit<Invoice, keyof Amounts | 'number' | 'kid' | 'credits' | 'charged'> {
  return {
    id: company.ids.next('invoice'),
    version: 2,
    createdAtMs: company.nowMs(),
    on: draft.on,
    dueOn: draft.dueOn,
    customer: draft.customer,
    comment: draft.comment ?? '',
    currency: draft.currency ?? NOK,
    creditedBy: undefined,
    reminders: [],
    remark: null,
    isHidden: false,
    malformed: draft.malformed,
  };
}

type CustomerLine = Pick<PostingDraft, 'item' | 'documentNumber' | 'dueOn' | 'text'>;

/** Receivables against sales and VAT; one line less where there is no VAT. */
function salesLines(
  company: Company,
  { customer, currency }: Pick<Invoice, 'customer' | 'currency'>,
  amounts: Amounts,
  customerLine: CustomerLine,
): PostingDraft[] {
  const { grossMinor, grossBaseMinor, netMinor, netBaseMinor } = amounts;
  const code = currency.code;
  const taxed = netMinor !== grossMinor;
  const lines: PostingDraft[] = [
    {
      ...customerLine,
      account: customer.ledgerAccount,
      customerId: customer.id,
      amountMinor: grossBaseMinor,
      currency: code,
      currencyMinor: grossMinor,
      row: 0,
    },
    {
      account: company.account(taxed ? 3000 : 3100),
      amountMinor: 0 - netBaseMinor,
      currency: code,
      currencyMinor: 0 - netMinor,
    },
  ];
  if (taxed) {
    lines.push({
      account: company.account(2700),
      amountMinor: netBaseMinor - grossBaseMinor,
      currency: code,
      currencyMinor: netMinor - grossMinor,
      row: 0,
    });
  }
  return lines;
}

function added(company: Company, invoice: Invoice): Invoice {
  company.addInvoice(invoice);
  return invoice;
}

function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('A voucher without postings cannot have been booked.');
  return row;
}
