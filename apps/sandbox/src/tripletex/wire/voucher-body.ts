import { isLocalDate, type LocalDate } from '@app/domain';
import type { PostingDraft } from '../../books/entries.js';
import type { Company } from '../company.js';
import { mappingFailed, NOT_NULL, refused } from './api-error.js';
import {
  idIn,
  isJsonObject,
  type JsonObject,
  readJsonObject,
  refuseUnknownFields,
  textIn,
  WRONG_TYPE,
} from './json-body.js';
import { readAmount } from './numbers.js';
import { CURRENCIES, NOK, toBaseMinor } from '../catalogue.js';

export interface VoucherBody {
  readonly on: LocalDate;
  readonly text: string;
  readonly externalNumber: string;
  readonly postings: readonly PostingDraft[];
}

/** Names that the vendor's schemas `Voucher` and `Posting` have; any other is refused. */
const VOUCHER_FIELDS = new Set(
  (
    'id version date number tempNumber year description voucherType reverseVoucher postings document attachment ' +
    'externalVoucherNumber ediDocument supplierVoucherType wasAutoMatched vendorInvoiceNumber'
  ).split(' '),
);
const POSTING_FIELDS = new Set(
  (
    'id version voucher date description account customer supplier employee project product department vatType ' +
    'amount amountCurrency amountGross amountGrossCurrency currency closeGroup invoiceNumber termOfPayment row type ' +
    'externalRef postingRuleId quantityAmount1 quantityAmount2 amortizationAccount amortizationStartDate ' +
    'amortizationEndDate freeAccountingDimension1 freeAccountingDimension2 freeAccountingDimension3 taxTransactionTypeId'
  ).split(' '),
);
const EXTERNAL_NUMBER_LENGTH_MAX = 70;

/**
 * Reads the body of `POST /ledger/voucher` by the rules the vendor showed: rows from 1, accounts by id, a customer on
 * the receivables account, gross amounts only.
 * @throws ApiError
 */
export function readVoucherBody(company: Company, body: string): VoucherBody {
  const voucher = readJsonObject(body);
  refuseUnknownFields(voucher, VOUCHER_FIELDS);
  const date = voucher['date'];
  if (typeof date !== 'string') throw refused({ field: 'date', message: NOT_NULL });
  if (!isLocalDate(date)) throw mappingFailed('date', WRONG_TYPE);
  const externalNumber = textIn(voucher, 'externalVoucherNumber');
  if (externalNumber.length > EXTERNAL_NUMBER_LENGTH_MAX) {
    throw refused({
      field: 'externalVoucherNumber',
      message: `Maksimal lengde er ${EXTERNAL_NUMBER_LENGTH_MAX} tegn.`,
    });
  }
  const lines = voucher['postings'] ?? [];
  if (!Array.isArray(lines)) throw mappingFailed('postings', WRONG_TYPE);
  if (lines.length === 0) {
    throw refused({ field: 'postings', message: 'Et bilag kan ikke registreres uten posteringer.' });
  }
  const text = textIn(voucher, 'description');
  return {
    on: date,
    text,
    externalNumber,
    postings: lines.map((line: unknown) => readLine(company, line, date, text)),
  };
}

function readLine(company: Company, line: unknown, voucherDay: LocalDate, voucherText: string): PostingDraft {
  if (!isJsonObject(line)) throw mappingFailed('postings', WRONG_TYPE);
  refuseUnknownFields(line, POSTING_FIELDS, 'postings.');
  const row = line['row'] ?? 0;
  if (typeof row !== 'number') throw mappingFailed('postings.row', WRONG_TYPE);
  if (row < 1) {
    const message = `Posteringene på rad ${row} (guiRow ${row}) er systemgenererte og kan ikke opprettes eller endres på utsiden av Tripletex.`;
    throw refused({ field: 'postings', message });
  }
  const date = line['date'] ?? voucherDay;
  if (typeof date !== 'string' || !isLocalDate(date)) throw mappingFailed('postings.date', WRONG_TYPE);
  const account = company.accounts.find((candidate) => candidate.id === idIn(line, 'account'));
  if (!account) throw refused({ field: 'postings.account.name', message: NOT_NULL });
  const customerId = idIn(line, 'customer');
  if (account.role === 'customers' && (customerId === undefined || !company.customers.has(customerId))) {
    throw refused({ field: 'postings.customer.id', message: 'Kunde mangler.' });
  }
  const currencyId = idIn(line, 'currency');
  const currency = CURRENCIES.find((candidate) => candidate.id === (currencyId ?? NOK.id)) ?? NOK;
  const inCurrency = decimalOf(line, 'amountGrossCurrency') ?? decimalOf(line, 'amountGross');
  const gross = decimalOf(line, 'amountGross') ?? inCurrency;
  const amountMinor = gross?.minor ?? toBaseMinor(inCurrency?.minor ?? 0, currency);
  return {
    account,
    customerId,
    row,
    on: date,
    text: textIn(line, 'description') || voucherText,
    amountMinor,
    currency: currency.code,
    currencyMinor: inCurrency?.minor ?? amountMinor,
    documentNumber: textIn(line, 'invoiceNumber'),
    grossText: gross && !gross.exact ? String(line['amountGross'] ?? line['amountGrossCurrency']) : undefined,
  };
}

function decimalOf(object: JsonObject, name: string): ReturnType<typeof readAmount> {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  const read = typeof value === 'number' ? readAmount(String(value)) : undefined;
  if (!read) throw mappingFailed(`postings.${name}`, WRONG_TYPE);
  return read;
}
