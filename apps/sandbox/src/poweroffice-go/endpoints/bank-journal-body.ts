import type { LocalDate } from '@app/domain';
import { findCurrency } from '../catalogue.js';
import { Fields, isObject, type JsonObject, readBody } from '../wire/body.js';
import { readMinor } from '../wire/json.js';
import { invalidRequest, voucherInvalid } from '../wire/problem.js';
import type { Call } from '../call.js';

const HEADER = [
  'AutoAdjustCurrencyExchangeDifference',
  'CurrencyCode',
  'Description',
  'ExternalImportReference',
  'ImportedVoucherNo',
  'SaftBatchId',
  'SaftSourceId',
  'VoucherDate',
  'VoucherLines',
];
const LINE = [
  'AccountId',
  'Cid',
  'CurrencyAmount',
  'CurrencyCode',
  'CurrencyExchangeRate',
  'CustomMatchingReference',
  'DepartmentId',
  'Description',
  'Dim1Id',
  'Dim2Id',
  'Dim3Id',
  'ExternalLineReference',
  'InvoiceNo',
  'LocationId',
  'PostingDate',
  'ProductId',
  'ProjectId',
  'Quantity',
  'Quantity2',
  'VatId',
  'VatReturnSpecification',
];
const LINE_IDS = ['DepartmentId', 'Dim1Id', 'Dim2Id', 'Dim3Id', 'LocationId', 'ProductId', 'ProjectId'];
const VAT_SPECIFICATIONS = [
  'None',
  'Adjustment',
  'LossesOnClaims',
  'ReversalOfInputValueAddedTax',
  'Withdrawals',
  'AdjustmentVatCompensationRealProperty',
  'PurchasesEligibleForCompensation',
];
const SAFT_MAX = 35;
const CID_MAX = 25;

export interface BankJournalLine {
  readonly accountId: number;
  readonly postedOn: LocalDate;
  readonly vatId: number | null;
  readonly currency: string;
  readonly currencyMinor: number;
  readonly ratePer10k: number | null;
  readonly invoiceNo: string | null;
  readonly cid: string | null;
  readonly customMatchingReference: string | null;
  readonly text: string | null;
  readonly hasDepartment: boolean;
  readonly hasProject: boolean;
  readonly sent: JsonObject;
}

export interface BankJournal {
  readonly on: LocalDate;
  readonly currency: string;
  readonly text: string | null;
  readonly externalImportReference: string | null;
  readonly autoAdjust: boolean;
  readonly lines: readonly BankJournalLine[];
  readonly sent: JsonObject;
}

/** Reads a `BankVoucherPostDto`. @throws Problem 400 or 415 */
export function readBankJournal({ world, request }: Call): BankJournal {
  const { switches } = world;
  const sent = readBody(request);
  const body = new Fields(sent, HEADER, switches.unknownFields);
  const on = body.required('VoucherDate', body.day('VoucherDate'));
  const currency = currencyIn(body, body.required('CurrencyCode', body.text('CurrencyCode', 3)));
  body.whole('ImportedVoucherNo');
  body.text('SaftBatchId', SAFT_MAX);
  body.text('SaftSourceId', SAFT_MAX);
  const externalImportReference = body.text('ExternalImportReference', switches.externalReferenceMax);
  const rows = sent['VoucherLines'] ?? [];
  if (!Array.isArray(rows)) throw body.wrong('VoucherLines');
  if (rows.length === 0) throw voucherInvalid('The voucher has no voucher lines.');
  return {
    on,
    currency,
    text: body.text('Description'),
    externalImportReference: externalImportReference === '' ? null : externalImportReference,
    autoAdjust: body.flag('AutoAdjustCurrencyExchangeDifference') ?? false,
    lines: rows.map((row: unknown, i) => readLine(row, i, currency, switches)),
    sent,
  };
}

function readLine(
  row: unknown,
  at: number,
  headerCurrency: string,
  switches: Call['world']['switches'],
): BankJournalLine {
  const place = `VoucherLines[${at}].`;
  if (!isObject(row)) throw invalidRequest(`The value of 'VoucherLines[${at}]' is not valid.`);
  const line = new Fields(row, LINE, switches.unknownFields, place);
  for (const name of LINE_IDS) line.whole(name);
  line.number('Quantity');
  line.number('Quantity2');
  line.text('ExternalLineReference');
  line.oneOf('VatReturnSpecification', VAT_SPECIFICATIONS);
  const vatId = line.whole('VatId');
  if (switches.missingVatId === 'refuse') line.required('VatId', vatId);
  const amount = line.number('CurrencyAmount') ?? 0;
  const currencyMinor = readMinor(String(amount));
  if (currencyMinor === undefined) throw line.wrong('CurrencyAmount');
  if (currencyMinor === 0)
    throw voucherInvalid(`${place}CurrencyAmount must be a positive or negative number not 0.`);
  const rate = line.number('CurrencyExchangeRate');
  if (rate !== null && !(rate > 0)) throw line.wrong('CurrencyExchangeRate');
  return {
    accountId: line.required('AccountId', line.whole('AccountId')),
    postedOn: line.required('PostingDate', line.day('PostingDate')),
    vatId,
    currency: currencyIn(line, line.text('CurrencyCode', 3) ?? headerCurrency),
    currencyMinor,
    ratePer10k: rate === null ? null : Math.round(rate * 10_000),
    invoiceNo: line.text('InvoiceNo'),
    cid: line.text('Cid', CID_MAX),
    customMatchingReference: line.text('CustomMatchingReference'),
    text: line.text('Description'),
    hasDepartment: line.whole('DepartmentId') !== null,
    hasProject: line.whole('ProjectId') !== null,
    sent: row,
  };
}

function currencyIn(fields: Fields, code: string): string {
  if (!findCurrency(code)) throw fields.wrong('CurrencyCode');
  return code;
}
