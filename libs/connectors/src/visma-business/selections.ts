import { columns, type Schema } from './schema.js';

/** Columns of each table that are read, as far as the company's schema has them. */

const COUNTRY = 'joinup_Country_via_Country';

const KEY = ['voucherJournalNo', 'auditNo'];

export function transactionFields(schema: Schema): readonly string[] {
  return [
    ...KEY,
    'customerNo',
    'invoiceNo',
    'voucherDate',
    'dueDate',
    'amountDomestic',
    'outstandingAmountDomestic',
    'paidLast',
    'creditedAmountDomestic',
    'noOfRemindersSent',
    'lastReminderDate',
    'changedTimestamp',
    ...columns(schema, 'CustomerTransaction', [
      'voucherNo',
      'currencyNo',
      'amountInCurrency',
      'cid',
      'noReminders',
      'debtCollectionCaseNo',
      'stopCollectionDate',
      'reference',
      'crossReference',
      'externalReference1',
      'text',
    ]),
  ];
}

export function entryFields(schema: Schema): readonly string[] {
  return [
    ...KEY,
    'customerNo',
    'outstandingAmountDomestic',
    'debtCollectionCaseNo',
    'currencyNo',
    'changedTimestamp',
    ...columns(schema, 'OpenCustomerEntry', [
      'paymentSuggested',
      'noReminders',
      'stopCollectionDate',
      'cid',
      'reference',
      'amountInCurrency',
      'externalReference1',
      'text',
    ]),
  ];
}

export function associateFields(schema: Schema): readonly string[] {
  return [
    'associateNo',
    'customerNo',
    'name',
    'companyNo',
    'addressLine1',
    'addressLine2',
    'postCode',
    'postalArea',
    'emailAddress',
    'phone',
    'mobilePhone',
    ...(schema.has('Associate', COUNTRY) && schema.has('Country', 'isoCode')
      ? [`${COUNTRY} { isoCode }`]
      : []),
  ];
}
