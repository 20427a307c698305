import type { Currency } from '@app/domain';
import { type LedgerRow, toLedgerRow } from '../ledger-row.js';
import type { WireAssociate, WireEntry, WireTransaction } from '../wire.js';

/** An invoice of 1000.00, as `customerTransaction` shows it when nothing has happened to it. */
export const invoice: WireTransaction = {
  voucherJournalNo: 4711,
  auditNo: 12,
  customerNo: 10023,
  invoiceNo: '100245',
  voucherNo: undefined,
  voucherDate: 20260601,
  dueDate: 20260615,
  amountDomestic: '1000',
  outstandingAmountDomestic: '1000',
  paidLast: 0,
  creditedAmountDomestic: '0',
  noOfRemindersSent: 0,
  lastReminderDate: 0,
  changedTimestamp: '2026-06-01T08:00:00.0000000',
  currencyNo: undefined,
  amountInCurrency: undefined,
  cid: undefined,
  noReminders: undefined,
  debtCollectionCaseNo: undefined,
  stopCollectionDate: undefined,
  reference: undefined,
  crossReference: undefined,
  externalReference1: undefined,
  text: undefined,
};

/** A row of the same customer that names the invoice, wholly used up unless `more` says otherwise. */
export function settling(
  voucherJournalNo: number,
  amountDomestic: string,
  more: Partial<WireTransaction> = {},
): WireTransaction {
  return {
    ...invoice,
    voucherJournalNo,
    auditNo: 1,
    voucherDate: 20260701,
    dueDate: 0,
    amountDomestic,
    outstandingAmountDomestic: '0',
    invoiceNo: undefined,
    crossReference: '100245',
    ...more,
  };
}

export function row(wire: WireTransaction, currency: Currency = 'NOK'): LedgerRow {
  return toLedgerRow(wire, currency);
}

export const entry: WireEntry = {
  voucherJournalNo: 4711,
  auditNo: 12,
  customerNo: 10023,
  outstandingAmountDomestic: '1000',
  changedTimestamp: undefined,
  debtCollectionCaseNo: 0,
  currencyNo: 0,
  paymentSuggested: 0,
  noReminders: 0,
  stopCollectionDate: 0,
  cid: '0001002451234',
  reference: '100245',
  amountInCurrency: undefined,
  externalReference1: undefined,
  text: undefined,
};

export const associate: WireAssociate = {
  associateNo: 812,
  customerNo: 10023,
  name: 'Eksempel Rør AS',
  companyNo: undefined,
  addressLine1: 'Prøvegata 4',
  addressLine2: undefined,
  postCode: '0150',
  postalArea: 'OSLO',
  emailAddress: 'faktura@eksempelror.example; regnskap@eksempelror.example',
  phone: '22000000',
  mobilePhone: undefined,
  joinup_Country_via_Country: { isoCode: 'no' },
};
