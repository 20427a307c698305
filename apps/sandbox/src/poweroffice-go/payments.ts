import type { LocalDate } from '@app/domain';
import { NOK, rateOn, toBaseMinor, type VoucherType } from './catalogue.js';
import type { Company } from './company.js';
import { displayName } from './invoicing.js';
import { type LineDraft, type Posted, postDocument, reverseDocument } from './posting.js';
import type { Customer, Document, Entry, Invoice } from './rows.js';

/** Ways in which money reaches the company without the collector. */
export type ReceiptType = Extract<
  VoucherType,
  'IncomingOcrGiro' | 'BankJournal' | 'CashJournal' | 'ManualJournal'
>;

export interface Receipt {
  readonly on: LocalDate;
  readonly type: ReceiptType;
  /** In the invoice's currency; negative takes back. */
  readonly currencyMinor: number;
  /** False: posted on the customer, but left open. */
  readonly isMatched: boolean;
}

/** The customer paid the company itself; for a foreign invoice the difference of rates goes to 8060 or 8160. */
export function receivePayment(company: Company, invoice: Invoice, receipt: Receipt): Document {
  const { customer, currency } = invoice;
  const { on: postedOn, currencyMinor } = receipt;
  const paidMinor = toBaseMinor(currencyMinor, rateOn(currency, postedOn));
  const coveredMinor = coveredBase(invoice.entry, currencyMinor, invoice.ratePer10k);
  const lines: LineDraft[] = [
    {
      on: customer,
      postedOn,
      currency,
      amountMinor: 0 - coveredMinor,
      currencyMinor: 0 - currencyMinor,
      cid: invoice.kid,
      paidFromBankAccount: receipt.type === 'IncomingOcrGiro' ? '00000000001' : null,
    },
    {
      on: company.account(receipt.type === 'CashJournal' ? 1900 : 1920),
      postedOn,
      currency,
      amountMinor: paidMinor,
      currencyMinor,
    },
    ...exchangeDifference(company, postedOn, paidMinor - coveredMinor),
  ];
  const text = `Innbetaling faktura ${invoice.number} fra ${displayName(customer)}`;
  const posted = postDocument(company, { type: receipt.type, kind: 'payment', on: postedOn, text, lines });
  const [entry] = posted.entries;
  if (entry && receipt.isMatched) company.matching.match(invoice.entry, entry);
  return posted.document;
}

/** Money from a customer that nobody has matched with an invoice. */
export function receiveOnAccount(
  company: Company,
  customer: Customer,
  { on: postedOn, amountMinor }: { readonly on: LocalDate; readonly amountMinor: number },
): Document {
  const lines: LineDraft[] = [
    { on: customer, postedOn, amountMinor: 0 - amountMinor, paidFromBankAccount: '00000000001' },
    { on: company.account(1920), postedOn, amountMinor },
  ];
  const text = `Innbetaling fra ${displayName(customer)}`;
  return postDocument(company, { type: 'IncomingOcrGiro', kind: 'payment', on: postedOn, text, lines })
    .document;
}

/** The function "Avskriv": what is left of an invoice becomes a loss. */
export function writeOff(
  company: Company,
  invoice: Invoice,
  postedOn: LocalDate,
  amountMinor: number,
): Document {
  const lines: LineDraft[] = [
    { on: invoice.customer, postedOn, amountMinor: 0 - amountMinor, isWriteOff: true },
    { on: company.account(7830), postedOn, amountMinor },
  ];
  const text = `Avskrivning faktura ${invoice.number}`;
  const posted = postDocument(company, { type: 'ManualJournal', kind: 'manual', on: postedOn, text, lines });
  const [entry] = posted.entries;
  if (entry) company.matching.match(invoice.entry, entry);
  return posted.document;
}

export interface Fee {
  readonly type: Extract<
    VoucherType,
    | 'OutgoingPaymentReminder'
    | 'OutgoingNoticeOfDebtCollection'
    | 'OutgoingPaymentDemand'
    | 'OutgoingWarrantOfExecution'
  >;
  readonly on: LocalDate;
  readonly amountMinor: number;
}

/** A reminder's fee and interest: an entry of its own on the customer ledger that names no invoice. */
export function chargeFee(company: Company, customer: Customer, { type, on, amountMinor }: Fee): Document {
  const lines: LineDraft[] = [
    { on: customer, postedOn: on, amountMinor },
    { on: company.account(3950), postedOn: on, amountMinor: 0 - amountMinor },
  ];
  return postDocument(company, {
    type,
    kind: 'manual',
    on,
    text: `Purring til ${displayName(customer)}`,
    lines,
  }).document;
}

/** `keep` leaves the match as it was, so that the invoice stays paid and the reversal stays open. */
export function reverseWithMatches(
  company: Company,
  document: Document,
  draft: { readonly on: LocalDate; readonly byIntegration: boolean; readonly match: 'unmatch' | 'keep' },
): Posted {
  const originals = document.voucher.postings.flatMap(({ id }) => company.entries.get(id) ?? []);
  if (draft.match === 'unmatch') for (const entry of originals) company.matching.unmatch(entry);
  const posted = reverseDocument(company, document, draft.on, draft.byIntegration);
  originals.forEach((entry, i) => {
    const counter = posted.entries[i];
    if (counter && draft.match === 'unmatch') company.matching.match(entry, counter);
  });
  return posted;
}

/** Kroner that an amount takes off an entry: all that is left when it closes it, else by the entry's own rate. */
export function coveredBase(entry: Entry, currencyMinor: number, ratePer10k: number): number {
  if (entry.balanceCurrencyMinor === currencyMinor) return entry.balanceMinor;
  return toBaseMinor(currencyMinor, ratePer10k);
}

/** A line on 8060 (gain) or 8160 (loss) that brings the voucher to zero; none when nothing is missing. */
export function exchangeDifference(company: Company, postedOn: LocalDate, surplusMinor: number): LineDraft[] {
  if (surplusMinor === 0) return [];
  return [
    {
      on: company.account(surplusMinor > 0 ? 8060 : 8160),
      postedOn,
      currency: NOK,
      amountMinor: 0 - surplusMinor,
      text: 'Valutadifferanse',
    },
  ];
}
