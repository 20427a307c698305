import type { LocalDate } from '@app/domain';
import { SEK } from '../catalogue.js';
import type { Company } from '../company.js';
import { lowersMinor } from '../payments.js';
import { remainderMinor } from '../invoicing.js';
import type { Invoice, InvoicePayment, WriteOff } from '../rows.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import { amountIn, type Fields, isFields, textIn, wholeIn } from '../wire/body.js';
import { refused } from '../wire/errors.js';
import { balanceMinor, type Page } from '../wire/models.js';

export interface Money {
  readonly baseMinor: number;
  readonly currencyMinor: number;
  readonly mode: string;
  readonly accountNumber: number;
}

const DEFAULT_MODE = 'BG';

/** Amounts, and what they arrive on: the mode of payment, the account, or the company's defaults. */
export function moneyIn(
  fields: Fields,
  company: Company,
  invoice: Invoice,
  { modeOrAccount }: UnverifiedBehaviour,
  current?: Money,
): Money {
  const amount = amountIn(fields, 'Amount') ?? current?.baseMinor;
  const inCurrency = amountIn(fields, 'AmountCurrency') ?? current?.currencyMinor;
  const isForeign = invoice.currency !== SEK;
  if (amount === undefined) throw refused('missingField', 'Obligatoriskt fält saknas (Amount).');
  if (isForeign && inCurrency === undefined)
    throw refused('missingField', 'Obligatoriskt fält saknas (AmountCurrency).');
  if (!isForeign && inCurrency !== undefined && inCurrency !== amount && current === undefined)
    throw refused('notNumeric', 'Beloppen stämmer inte överens.');
  const mode = textIn(fields, 'ModeOfPayment', 100) ?? current?.mode ?? DEFAULT_MODE;
  const known = company.modes.get(mode);
  if (!known) throw refused('noMode');
  const sent = wholeIn(fields, 'ModeOfPaymentAccount');
  const accountNumber = sent === undefined || modeOrAccount === 'mode' ? known.accountNumber : sent;
  if (sent !== undefined) checkAccount(company, sent);
  checkAccount(company, accountNumber);
  return { baseMinor: amount, currencyMinor: isForeign ? (inCurrency ?? 0) : amount, mode, accountNumber };
}

function checkAccount(company: Company, number: number): void {
  const account = company.accounts.get(number);
  if (!account) throw refused('noAccount');
  if (!account.isActive) throw refused('accountInactive', `Konto "${number}" är inte aktivt.`);
}

const WRITE_OFF_FIELDS = new Set([
  'AccountNumber',
  'Amount',
  'CostCenter',
  'Currency',
  'Description',
  'Project',
  'TransactionInformation',
]);

export function writeOffsIn(
  value: unknown,
  company: Company,
  { writeOffSign }: UnverifiedBehaviour,
): readonly WriteOff[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refused('wrongData');
  return value.map((row: unknown): WriteOff => {
    if (!isFields(row)) throw refused('wrongData');
    const unknown = Object.keys(row).find((name) => !WRITE_OFF_FIELDS.has(name));
    if (unknown !== undefined) throw refused('unknownField', `Felaktigt fältnamn (${unknown}).`);
    const accountNumber = wholeIn(row, 'AccountNumber') ?? 0;
    const amount = amountIn(row, 'Amount') ?? 0;
    const account = company.accounts.get(accountNumber);
    if (!account) throw refused('noAccount');
    if (!account.isActive)
      throw refused('writeOffInactive', `Angivet bortskrivningskonto "${accountNumber}" är inte aktivt`);
    return {
      accountNumber,
      amountMinor: writeOffSign === 'positive' ? amount : 0 - amount,
      description: textIn(row, 'Description', 200) ?? '',
      transactionInformation: textIn(row, 'TransactionInformation', 100) ?? '',
    };
  });
}

/** What the vendor asks of an invoice before it takes a payment. */
export function checkInvoice(
  page: Page,
  invoice: Invoice,
  payment: { readonly on: LocalDate; readonly lowersMinor: number },
): void {
  const { company, switches } = page;
  if (invoice.isCancelled) throw refused('cancelled');
  if (invoice.method === 'ACCRUAL' && !invoice.voucher) throw refused('notBooked');
  if (invoice.isNoxFinans && switches.noxFinansPayment === 'refuse') throw refused('noxFinans');
  if (payment.on < invoice.on) throw refused('beforeInvoice');
  checkDay(company, invoice, payment.on);
  checkAmount(invoice, balanceMinor(page, invoice), payment.lowersMinor, switches);
}

/** Between creating and booking the world may have moved: the same rules again, now against the books. */
export function checkBooking({ company, switches }: Page, payment: InvoicePayment): void {
  const { invoice } = payment;
  if (invoice.isCancelled) throw refused('cancelled');
  checkDay(company, invoice, payment.on);
  checkAccount(company, payment.accountNumber);
  checkAmount(invoice, remainderMinor(invoice), lowersMinor(payment), switches);
}

function checkDay(company: Company, invoice: Invoice, on: LocalDate): void {
  if (company.isLocked(on))
    throw refused('periodLocked', `Företaget har låst perioden t.o.m. ${company.lockedUntil}.`);
  const year = company.yearOf(on);
  if (!year) throw refused('noYear');
  if (year !== company.yearOf(invoice.on) && !invoice.isCarriedOver) throw refused('otherYear');
}

function checkAmount(
  invoice: Invoice,
  leftMinor: number,
  lowers: number,
  { negativeOnInvoice, partialOverpayment }: UnverifiedBehaviour,
): void {
  const isCredit = invoice.credits !== undefined;
  const isBackwards = isCredit ? lowers > 0 : lowers < 0;
  if (isBackwards) {
    if (negativeOnInvoice === 'refuse') throw refused('tooMuch', 'Beloppet har fel tecken.');
    return;
  }
  if (lowers !== 0 && leftMinor === 0) throw refused('alreadyPaid');
  if (partialOverpayment === 'refuse' && Math.abs(lowers) > Math.abs(leftMinor)) throw refused('tooMuch');
}
