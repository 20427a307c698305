import {
  anything,
  type Decoded,
  decimalText,
  type Decoder,
  DecodeError,
  filledText,
  flag,
  idText,
  integer,
  listOf,
  object,
  optional,
  text,
} from '../kit/index.js';

/**
 * The shapes we read of Business NXT, only the fields we read, in the vendor's words. Unset numbers and days are 0, unset
 * texts are empty, and texts may end in blanks. A field that a company's schema lacks is not asked for and reads as absent.
 */

/** Long or text, by field and version. */
const numberOrText: Decoder<string | undefined> = (value) =>
  typeof value === 'number' ? String(value) : filledText(value);

const key = { voucherJournalNo: integer, auditNo: integer };

export const wireKey = object(key);

export const wireTransaction = object({
  ...key,
  customerNo: optional(integer),
  invoiceNo: filledText,
  voucherNo: optional(integer),
  voucherDate: optional(integer),
  dueDate: optional(integer),
  /** Debit positive, credit negative, in the company's own currency. */
  amountDomestic: decimalText,
  outstandingAmountDomestic: decimalText,
  paidLast: optional(integer),
  creditedAmountDomestic: optional(decimalText),
  noOfRemindersSent: optional(integer),
  lastReminderDate: optional(integer),
  changedTimestamp: filledText,
  currencyNo: optional(integer),
  amountInCurrency: optional(decimalText),
  cid: filledText,
  noReminders: optional(integer),
  debtCollectionCaseNo: optional(integer),
  stopCollectionDate: optional(integer),
  reference: filledText,
  crossReference: filledText,
  externalReference1: filledText,
  text: filledText,
});
export type WireTransaction = Decoded<typeof wireTransaction>;

/** What the open entry tells beyond its transaction. */
export const wireEntry = object({
  ...key,
  customerNo: optional(integer),
  outstandingAmountDomestic: decimalText,
  changedTimestamp: filledText,
  debtCollectionCaseNo: optional(integer),
  currencyNo: optional(integer),
  paymentSuggested: optional(integer),
  noReminders: optional(integer),
  stopCollectionDate: optional(integer),
  cid: filledText,
  reference: filledText,
  amountInCurrency: optional(decimalText),
  externalReference1: filledText,
  text: filledText,
});
export type WireEntry = Decoded<typeof wireEntry>;

export const wireAssociate = object({
  associateNo: optional(integer),
  customerNo: integer,
  name: filledText,
  companyNo: numberOrText,
  addressLine1: filledText,
  addressLine2: filledText,
  postCode: numberOrText,
  postalArea: filledText,
  emailAddress: filledText,
  phone: filledText,
  mobilePhone: filledText,
  joinup_Country_via_Country: optional(object({ isoCode: filledText })),
});
export type WireAssociate = Decoded<typeof wireAssociate>;

export const wireCompany = object({
  vismaNetCompanyId: idText,
  name: filledText,
  organizationNo: numberOrText,
});
export type WireCompany = Decoded<typeof wireCompany>;

export const wireCompanyInformation = object({ companyNo: numberOrText });
export const wireCurrency = object({ currencyNo: integer, isoCode: filledText });

export const wireSeries = object({
  voucherSeriesNo: integer,
  name: filledText,
  lastVoucherNo: optional(integer),
  nextVoucherNo: optional(integer),
});
export type WireSeries = Decoded<typeof wireSeries>;

export const wireAccount = object({ accountNo: integer, name: filledText });
export type WireAccount = Decoded<typeof wireAccount>;

/** A line of a batch that is not posted yet. */
export const wireVoucher = object({
  batchNo: integer,
  voucherNo: optional(integer),
  debitAccountType: optional(integer),
  debitAccountNo: optional(integer),
  creditAccountType: optional(integer),
  creditAccountNo: optional(integer),
  customerNo: optional(integer),
  amountDomestic: optional(decimalText),
  crossReference: filledText,
  externalReference1: filledText,
});
export type WireVoucher = Decoded<typeof wireVoucher>;

export const wireBatch = object({ batchNo: integer, description: filledText });
export const wireUpdatedBatch = object({ voucherJournalNo: integer, description: filledText });
export const wireUpdatedVoucher = object({
  voucherJournalNo: integer,
  debitAccountNo: optional(integer),
  externalReference1: filledText,
});

export const wireMadeBatch = object({ items: optional(listOf(wireBatch)) });
export const wireUpdateResult = object({ succeeded: optional(flag), voucherJournalNo: optional(integer) });

/** A table's answer; its rows are decoded one by one, so that a bad one harms no other. */
export const wireConnection = object({
  totalCount: optional(integer),
  pageInfo: optional(object({ hasNextPage: optional(flag) })),
  rows: listOf(anything),
});
export type WireConnection = Decoded<typeof wireConnection>;

export const wireType = optional(
  object({
    fields: optional(listOf(object({ name: text }))),
    inputFields: optional(listOf(object({ name: text }))),
  }),
);

export const wireToken = object({
  access_token: text,
  expires_in: (value: unknown): number => {
    const seconds = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || seconds <= 0)
      throw DecodeError.at('a number of seconds', value);
    return seconds;
  },
  refresh_token: filledText,
  scope: filledText,
});
export type WireToken = Decoded<typeof wireToken>;
