import type { LocalDate } from '@app/domain';
import type { PostingDraft, Voucher } from '../books/entries.js';
import { NOK, toBaseMinor } from './catalogue.js';
import type { Company } from './company.js';
import { displayName } from './invoicing.js';
import type { Customer, Invoice, PaymentType } from './rows.js';

export interface Payment {
  readonly on: LocalDate;
  readonly type: PaymentType;
  /** In the company's currency; ignored on an invoice in that currency, where `currencyMinor` decides. */
  readonly baseMinor: number;
  /** In the invoice's currency: this is what reduces the invoice. */
  readonly currencyMinor: number;
  /** Value of `postingRuleId` on the lines. */
  readonly postingRuleId: number;
  /** Books it though the accounting period is closed. */
  readonly intoClosedPeriod?: boolean;
}

/**
 * Books a payment on an invoice: money account against receivables, and for a foreign invoice the exchange
 * difference to 8060 (gain) or 8160 (loss). No check against repeats or overpayment, as in the vendor's ledger.
 */
export function payInvoice(company: Company, invoice: Invoice, payment: Payment): Voucher {
  if (!invoice.charged) throw new Error(`Invoice ${invoice.id} is a draft and cannot be paid.`);
  const { item } = invoice.charged;
  const { customer, currency } = invoice;
  const isForeign = currency.code !== NOK.code;
  const paidBaseMinor = isForeign ? payment.baseMinor : payment.currencyMinor;
  const coveredBaseMinor = isForeign ? coveredBase(invoice, payment.currencyMinor) : payment.currencyMinor;
  const text = `Betaling: Faktura nummer ${invoice.number} til ${displayName(customer)}`;
  const postings: PostingDraft[] = [
    {
      account: customer.ledgerAccount,
      customerId: customer.id,
      item,
      amountMinor: 0 - coveredBaseMinor,
      currency: currency.code,
      currencyMinor: 0 - payment.currencyMinor,
      documentNumber: String(invoice.number),
      paymentTypeId: payment.postingRuleId,
    },
    {
      account: payment.type.debitAccount,
      amountMinor: paidBaseMinor,
      currency: isForeign ? NOK.code : currency.code,
      paymentTypeId: payment.postingRuleId,
    },
  ];
  const differenceMinor = paidBaseMinor - coveredBaseMinor;
  if (differenceMinor !== 0) {
    postings.push({
      account: company.account(differenceMinor > 0 ? 8060 : 8160),
      amountMinor: 0 - differenceMinor,
      text: differenceMinor > 0 ? 'Valutagevinst (agio)' : 'Valutatap (disagio)',
      row: 0,
    });
  }
  const intoClosedPeriod = payment.intoClosedPeriod ?? false;
  return company.books.post({ on: payment.on, text, kind: 'payment', postings, intoClosedPeriod });
}

/** Money from a customer that nobody has matched with an invoice. */
export function payOnAccount(
  company: Company,
  customer: Customer,
  { on, type, amountMinor }: { on: LocalDate; type: PaymentType; amountMinor: number },
): Voucher {
  return company.books.post({
    on,
    text: `Innbetaling fra ${displayName(customer)}`,
    kind: 'payment',
    postings: [
      { account: customer.ledgerAccount, customerId: customer.id, amountMinor: 0 - amountMinor },
      { account: type.debitAccount, amountMinor },
    ],
  });
}

/** What the paid amount was worth in the books: all that is left when it closes the invoice, else by the invoice's rate. */
function coveredBase(invoice: Invoice, currencyMinor: number): number {
  const item = invoice.charged?.item;
  if (item && item.outstandingMinor === currencyMinor) return item.outstandingBaseMinor;
  return toBaseMinor(currencyMinor, invoice.currency);
}
