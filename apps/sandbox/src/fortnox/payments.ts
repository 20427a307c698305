import type { LocalDate } from '@app/domain';
import type { PostingDraft, Voucher } from '../books/entries.js';
import {
  EXCHANGE_GAIN,
  EXCHANGE_LOSS,
  RECEIVABLES,
  SALES,
  SALES_TAX_FREE,
  SEK,
  toBaseMinor,
  VAT,
} from './catalogue.js';
import type { Company } from './company.js';
import { remainderMinor } from './invoicing.js';
import type { Invoice, InvoicePayment, PaymentSource, WriteOff } from './rows.js';

export interface PaymentDraft {
  readonly invoice: Invoice;
  readonly baseMinor: number;
  readonly currencyMinor: number;
  readonly on: LocalDate;
  readonly mode: string;
  readonly accountNumber: number;
  readonly source: PaymentSource;
  readonly writeOffs?: readonly WriteOff[];
}

/** Saves a payment. It is a draft: nothing is in the books before `bookPayment`. */
export function savePayment(company: Company, draft: PaymentDraft): InvoicePayment {
  const payment: InvoicePayment = {
    ...draft,
    number: company.nextPaymentNumber(),
    writeOffs: draft.writeOffs ?? [],
    voucher: undefined,
    changedAtMs: company.nowMs(),
    isHidden: false,
  };
  company.addPayment(payment);
  return payment;
}

/** What a payment takes off its invoice, write-offs included, in the invoice's currency. */
export function lowersMinor({ currencyMinor, writeOffs }: InvoicePayment): number {
  return writeOffs.reduce((sum, { amountMinor }) => sum + amountMinor, currencyMinor);
}

/**
 * Books it: money and write-offs against receivables, the exchange difference to 3960 or 7960. With the cash method the
 * sale itself is booked now, against the money.
 */
export function bookPayment(company: Company, payment: InvoicePayment): Voucher {
  const { invoice, on } = payment;
  const isCash = invoice.method === 'CASH';
  const postings = isCash ? cashLines(company, payment) : accrualLines(company, payment);
  const voucher = company.books.post({
    on,
    text: `Inbetalning kundfaktura ${invoice.number}`,
    kind: 'payment',
    postings,
  });
  payment.voucher = voucher;
  payment.changedAtMs = company.nowMs();
  company.announce('invoicepayment-bookkeep-v1', payment.number);
  if (isCash) invoice.receivedMinor += lowersMinor(payment);
  closeOrReopen(company, invoice, on);
  if (isCash && remainderMinor(invoice) === 0) invoice.voucher = voucher;
  return voucher;
}

/** The payment's number disappears; what it had booked is booked back. Of a netting both sides go. */
export function removePayment(company: Company, payment: InvoicePayment): void {
  const { voucher, on } = payment;
  const removed = voucher
    ? [...company.payments.values()].filter((other) => other.voucher === voucher)
    : [payment];
  if (voucher) {
    const text = `Makulerad inbetalning kundfaktura ${payment.invoice.number}`;
    company.books.reverse(voucher, on, text);
  }
  for (const row of removed) {
    const { invoice } = row;
    company.forgetPayment(row);
    if (voucher && invoice.method === 'CASH') {
      invoice.receivedMinor -= lowersMinor(row);
      if (invoice.voucher === voucher) invoice.voucher = undefined;
    }
    closeOrReopen(company, invoice, on);
  }
}

/** Nets a credit note against its original: a payment on each, and no money. Answers the payment on the original. */
export function settleCredit(company: Company, credit: Invoice, on: LocalDate): InvoicePayment | undefined {
  const { credits: original } = credit;
  if (!original) return undefined;
  const amountMinor = Math.min(remainderMinor(original), 0 - remainderMinor(credit));
  if (amountMinor <= 0) return undefined;
  const rest = { on, mode: '', accountNumber: RECEIVABLES, source: 'settle' as const };
  const isWhole = original.item.outstandingMinor === amountMinor;
  const baseMinor = isWhole
    ? original.item.outstandingBaseMinor
    : toBaseMinor(amountMinor, original.currency);
  const onOriginal = savePayment(company, {
    ...rest,
    invoice: original,
    baseMinor,
    currencyMinor: amountMinor,
  });
  const onCredit = savePayment(company, {
    ...rest,
    invoice: credit,
    baseMinor: 0 - baseMinor,
    currencyMinor: 0 - amountMinor,
  });
  const isCash = original.method === 'CASH';
  const line = (invoice: Invoice, sign: 1 | -1): PostingDraft => ({
    account: company.account(RECEIVABLES),
    customerId: invoice.customer.id,
    // With the cash method nothing of either stands in the books, so nothing there is lowered.
    ...(isCash ? {} : { item: invoice.item }),
    amountMinor: sign * baseMinor,
    currency: invoice.currency.code,
    currencyMinor: sign * amountMinor,
    documentNumber: invoice.number,
  });
  const voucher = company.books.post({
    on,
    text: `Kvittning av faktura ${original.number} mot ${credit.number}`,
    kind: 'payment',
    postings: [line(original, -1), line(credit, 1)],
  });
  for (const [payment, sign] of [
    [onOriginal, 1],
    [onCredit, -1],
  ] as const) {
    payment.voucher = voucher;
    if (isCash) payment.invoice.receivedMinor += sign * amountMinor;
    closeOrReopen(company, payment.invoice, on);
  }
  return onOriginal;
}

function closeOrReopen(company: Company, invoice: Invoice, on: LocalDate): void {
  const isClosed = remainderMinor(invoice) === 0;
  invoice.finalPaidOn = isClosed ? on : null;
  company.bump(invoice);
}

function accrualLines(company: Company, payment: InvoicePayment): PostingDraft[] {
  const { invoice, baseMinor } = payment;
  const { customer, currency, item } = invoice;
  const lowered = lowersMinor(payment);
  const isForeign = currency !== SEK;
  const coveredBase =
    item.outstandingMinor === lowered ? item.outstandingBaseMinor : toBaseMinor(lowered, currency);
  const writeOffs = payment.writeOffs.map(({ accountNumber, amountMinor, description }): PostingDraft => ({
    account: company.account(accountNumber),
    amountMinor: toBaseMinor(amountMinor, currency),
    text: description,
  }));
  const lines: PostingDraft[] = [
    {
      account: company.account(RECEIVABLES),
      customerId: customer.id,
      item,
      amountMinor: 0 - coveredBase,
      currency: currency.code,
      currencyMinor: 0 - lowered,
      documentNumber: invoice.number,
    },
    { account: company.account(payment.accountNumber), amountMinor: baseMinor },
    ...writeOffs,
  ];
  const surplus = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  if (surplus !== 0 && isForeign) {
    lines.push({
      account: company.account(surplus > 0 ? EXCHANGE_GAIN : EXCHANGE_LOSS),
      amountMinor: 0 - surplus,
    });
  }
  return lines;
}

function cashLines(company: Company, payment: InvoicePayment): PostingDraft[] {
  const { invoice, baseMinor } = payment;
  const taxed = invoice.netMinor !== invoice.grossMinor;
  const vatMinor = taxed ? Math.round(baseMinor / 5) : 0;
  const lines: PostingDraft[] = [
    { account: company.account(payment.accountNumber), amountMinor: baseMinor },
    { account: company.account(taxed ? SALES : SALES_TAX_FREE), amountMinor: vatMinor - baseMinor },
  ];
  if (vatMinor !== 0) lines.push({ account: company.account(VAT), amountMinor: 0 - vatMinor });
  return lines;
}
