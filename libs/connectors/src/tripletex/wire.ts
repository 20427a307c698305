import {
  anything,
  decimalText,
  filledText,
  flag,
  idText,
  integer,
  listOf,
  object,
  optional,
  text,
  type Decoded,
} from '../kit/index.js';

/**
 * The shapes we read of Tripletex API 2 (https://tripletex.no/v2/openapi.json, version 2.75.00), only the fields we
 * read, in the vendor's words. `fields` texts stand beside the decoder that reads them: change both together.
 */

const ADDRESS_FIELDS = 'addressLine1,addressLine2,postalCode,city,country(isoAlpha2Code)';

export const CUSTOMER_FIELDS =
  'id,name,customerNumber,organizationNumber,isPrivateIndividual,email,invoiceEmail,overdueNoticeEmail,' +
  `phoneNumber,phoneNumberMobile,language,isFactoring,` +
  `category1(id,name),category2(id,name),category3(id,name),postalAddress(${ADDRESS_FIELDS}),physicalAddress(${ADDRESS_FIELDS})`;

export const INVOICE_FIELDS =
  'id,invoiceNumber,invoiceDate,invoiceDueDate,kid,amountCurrency,amountCurrencyOutstanding,currency(code),' +
  `isCreditNote,isCredited,creditedInvoice,isCharged,customer(${CUSTOMER_FIELDS}),voucher(id),` +
  'postings(id,date,type,amountCurrency,voucher(id,reverseVoucher(id))),' +
  'reminders(type,reminderDate,termOfPayment,chargeCurrency),invoiceRemark(description,postponeRemindersTo)';

const reference = object({ id: idText });

const wireAddress = object({
  addressLine1: filledText,
  addressLine2: filledText,
  postalCode: filledText,
  city: filledText,
  country: optional(object({ isoAlpha2Code: filledText })),
});
export type WireAddress = Decoded<typeof wireAddress>;

/** The company's own sorting of its customers, three ways at a time. */
const wireCategory = object({ id: idText, name: filledText });

export const wireCustomer = object({
  id: idText,
  name: text,
  customerNumber: optional(integer),
  organizationNumber: filledText,
  isPrivateIndividual: optional(flag),
  email: filledText,
  invoiceEmail: filledText,
  overdueNoticeEmail: filledText,
  phoneNumber: filledText,
  phoneNumberMobile: filledText,
  language: filledText,
  isFactoring: optional(flag),
  category1: optional(wireCategory),
  category2: optional(wireCategory),
  category3: optional(wireCategory),
  postalAddress: optional(wireAddress),
  physicalAddress: optional(wireAddress),
});
export type WireCustomer = Decoded<typeof wireCustomer>;

const wirePosting = object({
  id: idText,
  date: text,
  /** Null on payments made by `:payment`. */
  type: filledText,
  amountCurrency: decimalText,
  voucher: optional(object({ id: idText, reverseVoucher: optional(reference) })),
});
export type WirePosting = Decoded<typeof wirePosting>;

const wireReminder = object({
  type: filledText,
  reminderDate: filledText,
  termOfPayment: filledText,
  chargeCurrency: optional(decimalText),
});
export type WireReminder = Decoded<typeof wireReminder>;

/** Enough to pass over a row that is none of our business: most rows of a long history are paid. */
export const wireInvoiceHead = object({
  id: idText,
  invoiceDate: filledText,
  isCharged: flag,
  amountCurrencyOutstanding: decimalText,
});
export type WireInvoiceHead = Decoded<typeof wireInvoiceHead>;

export const wireInvoice = object({
  id: idText,
  invoiceNumber: idText,
  invoiceDate: text,
  invoiceDueDate: filledText,
  kid: filledText,
  amountCurrency: decimalText,
  amountCurrencyOutstanding: decimalText,
  currency: object({ code: text }),
  isCreditNote: flag,
  isCredited: optional(flag),
  creditedInvoice: optional(idText),
  /** Checked apart: rights may leave it null, or a bare reference. */
  customer: anything,
  voucher: optional(reference),
  postings: listOf(wirePosting),
  reminders: optional(listOf(wireReminder)),
  invoiceRemark: optional(object({ description: filledText, postponeRemindersTo: filledText })),
});
export type WireInvoice = Decoded<typeof wireInvoice>;

export const WHO_AM_I_FIELDS = 'companyId,employeeId,actualEmployeeId';
export const wireWhoAmI = object({ companyId: idText });

export const COMPANY_FIELDS = 'id,name,organizationNumber,currency(code)';
export const wireCompany = object({
  id: idText,
  name: text,
  organizationNumber: filledText,
  currency: optional(object({ code: filledText })),
});
export type WireCompany = Decoded<typeof wireCompany>;

export const CLIENT_FIELDS = 'id,name,organizationNumber,customerCompanyId';
export const wireClient = object({
  id: idText,
  name: text,
  organizationNumber: filledText,
  customerCompanyId: optional(idText),
});
export type WireClient = Decoded<typeof wireClient>;

export const PAYMENT_TYPE_FIELDS = 'id,description,currencyCode,debitAccount(id,number,name,isBankAccount)';
export const wirePaymentType = object({
  id: idText,
  description: filledText,
  currencyCode: filledText,
  debitAccount: optional(
    object({ id: idText, number: integer, name: filledText, isBankAccount: optional(flag) }),
  ),
});
export type WirePaymentType = Decoded<typeof wirePaymentType>;

export const PERIOD_FIELDS = 'id,start,end,isClosed';
/** `end` is exclusive: January ends on 1 February. */
export const wirePeriod = object({ start: text, end: text, isClosed: flag });
export type WirePeriod = Decoded<typeof wirePeriod>;

export const VOUCHER_KIND_FIELDS = 'id,isCreditNote,creditedInvoice,voucher(id)';
/** An invoice seen by its voucher: tells whether a posting's voucher is a credit note. */
export const wireVoucherKind = object({
  isCreditNote: flag,
  creditedInvoice: optional(idText),
  voucher: reference,
});
export type WireVoucherKind = Decoded<typeof wireVoucherKind>;

export const VOUCHER_FIELDS =
  'id,date,reverseVoucher(id),postings(id,date,amountCurrency,postingRuleId,account(id),customer(id))';
export const wireVoucher = object({
  id: idText,
  date: text,
  reverseVoucher: optional(reference),
  postings: listOf(
    object({
      id: idText,
      date: text,
      amountCurrency: decimalText,
      postingRuleId: optional(integer),
      account: optional(reference),
      customer: optional(reference),
    }),
  ),
});
export type WireVoucher = Decoded<typeof wireVoucher>;

export const STATUS_FIELDS = 'id,status,message,timestamp,referenceNumber';
export const wireVoucherStatus = object({
  id: idText,
  status: filledText,
  message: filledText,
  timestamp: filledText,
  referenceNumber: filledText,
});
export type WireVoucherStatus = Decoded<typeof wireVoucherStatus>;

/** What a write answers with, as far as we read it: ids only; everything else is read again. */
export const wirePaidInvoice = object({ id: idText, postings: listOf(reference) });
export const wireReversal = object({ id: idText });
export const wireSalesModule = object({ name: filledText });
export const wireId = reference;
