import { addDays } from '@app/domain';
import { currencyOf } from '../catalogue.js';
import { dayNumber } from '../day-numbers.js';
import { creditedMinor, isOpenEntry, outstandingDomestic, paidLast, paidStatus } from '../ledger-row.js';
import type { LedgerRow } from '../rows.js';
import type { World } from '../world.js';
import { type Column, type ColumnIndex, day, decimal, int, stamp, string, type Table } from './table.js';

/** `dueDate` and this many days of grace. */
const GRACE_DAYS = 3;
const RATE_PLACES = 6;
const unseen = { isUnseen: true };

const KEY: Readonly<Record<string, Column<LedgerRow>>> = {
  voucherJournalNo: int((row) => row.journalNo),
  auditNo: int((row) => row.auditNo),
  customerNo: int((row) => row.associate.customerNo),
  invoiceNo: string((row) => row.invoiceNo),
  dueDate: day((row) => dayNumber(row.dueOn)),
  amountDomestic: decimal((row) => row.posting.amountMinor),
  outstandingAmountDomestic: decimal(outstandingDomestic),
  paidStatus: int(paidStatus),
  orderNo: int((row) => row.orderNo),
  crossReference: string((row) => row.crossReference),
  externalReference1: string((row) => row.externalReference1),
  text: string((row) => row.text),
  lastReminderDate: day((row) => dayNumber(row.lastReminderOn)),
  noOfRemindersSent: int((row) => row.remindersSent),
};
const STAMPS: Readonly<Record<string, Column<LedgerRow>>> = {
  createdTimestamp: stamp((row) => row.createdAtMs),
  changedTimestamp: stamp((row) => row.changedAtMs),
};
const associate = {
  to: 'associate',
  find: ({ associate: debtor, malformed }: LedgerRow) =>
    malformed?.['customerNo'] === 0 ? undefined : debtor,
};

const INDEXES: Readonly<Record<string, ColumnIndex<LedgerRow>>> = {
  voucherJournalNo: {
    equal: ({ index }, journalNo) => index.ofJournal(journalNo),
    from: ({ index }, journalNo) => index.fromJournal(journalNo),
  },
  customerNo: {
    equal: ({ customers }, customerNo) => customers.get(customerNo)?.rows ?? [],
    from: ({ rows }) => rows.values(),
  },
};

const isShown = (row: LedgerRow): boolean => !row.isHidden;
const isShownOpen = (row: LedgerRow): boolean => !row.isHidden && isOpenEntry(row);

/** Entries that wait for matching or for interest; a settled one is gone (doc.visma.net, "Open customer entry"). */
export const OPEN_CUSTOMER_ENTRY: Table<LedgerRow> = {
  field: 'openCustomerEntry',
  type: 'OpenCustomerEntry',
  key: ['voucherJournalNo', 'auditNo'],
  columns: {
    ...KEY,
    currencyNo: int(currencyNo),
    debtCollectionCaseNo: int((row) => row.debtCollectionCaseNo),
    paymentSuggested: int((row) => row.paymentSuggested),
    reference: string((row) => row.reference),
    noReminders: int((row) => row.noReminders),
    readyForReminder: day((row) => dayNumber(row.dueOn && addDays(row.dueOn, GRACE_DAYS))),
    cid: string((row) => row.cid),
    valueDate: day((row) => dayNumber(row.valueOn)),
    amountInCurrency: decimal((row) => row.amountMinor),
    outstandingAmountInCurrency: decimal((row) => row.outstandingMinor),
    exchangeRate: decimal(rate, { places: RATE_PLACES }),
    stopCollectionDate: day((row) => dayNumber(row.stopCollectionOn)),
    voucherNo: int((row) => row.voucherNo, unseen),
    voucherType: int((row) => row.voucherType, unseen),
    voucherDate: day((row) => dayNumber(row.posting.on), unseen),
    debtCollectionStatus: string((row) => row.debtCollectionStatus, unseen),
    ...STAMPS,
  },
  joins: { joinup_Associate_via_Customer: associate },
  sums: ['outstandingAmountDomestic', 'amountDomestic'],
  rows: function* ({ rows }) {
    for (const row of rows.values()) if (isShownOpen(row)) yield row;
  },
  indexes: { columns: INDEXES, shows: isShownOpen },
  malformed: ({ malformed }) => malformed,
};

/** Every posting on customers, for ever. */
export const CUSTOMER_TRANSACTION: Table<LedgerRow> = {
  field: 'customerTransaction',
  type: 'CustomerTransaction',
  key: ['voucherJournalNo', 'auditNo'],
  columns: {
    ...KEY,
    voucherDate: day((row) => dayNumber(row.posting.on)),
    paidLast: day((row, { switches }) => dayNumber(paidLast(row, switches.lossIsPayment))),
    creditedAmountDomestic: decimal(creditedMinor),
    debtCollectionStatus: string((row) => row.debtCollectionStatus),
    voucherNo: int((row) => row.voucherNo, unseen),
    voucherType: int((row) => row.voucherType, unseen),
    valueDate: day((row) => dayNumber(row.valueOn), unseen),
    currencyNo: int(currencyNo, unseen),
    amountInCurrency: decimal((row) => row.amountMinor, unseen),
    outstandingAmountInCurrency: decimal((row) => row.outstandingMinor, unseen),
    exchangeRate: decimal(rate, { places: RATE_PLACES, ...unseen }),
    reference: string((row) => row.reference, unseen),
    cid: string((row) => row.cid, unseen),
    noReminders: int((row) => row.noReminders, unseen),
    debtCollectionCaseNo: int((row) => row.debtCollectionCaseNo, unseen),
    ...STAMPS,
  },
  joins: { joinup_Associate_via_Customer: { ...associate, isUnseen: true } },
  sums: ['outstandingAmountDomestic', 'amountDomestic'],
  rows: function* ({ rows }) {
    for (const row of rows.values()) if (isShown(row)) yield row;
  },
  indexes: { columns: INDEXES, shows: isShown },
  malformed: ({ malformed }) => malformed,
};

function currencyNo({ posting, company }: LedgerRow, { switches }: World): number {
  const isDomestic = posting.currency === company.options.currency;
  return isDomestic && switches.domesticCurrencyNo === 'zero' ? 0 : currencyOf(posting.currency).number;
}

/** Millionths of the domestic currency for one unit. */
function rate({ posting, company }: LedgerRow): number {
  const one = currencyOf(posting.currency).ratePer10k / currencyOf(company.options.currency).ratePer10k;
  return Math.round(one * 10 ** RATE_PLACES);
}
