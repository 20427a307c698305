import {
  anything,
  DecodeError,
  type Decoded,
  type Decoder,
  decimalText,
  filledText,
  idText,
  integer,
  listOf,
  object,
  optional,
  text,
} from '../kit/index.js';

/**
 * The shapes we read of Fortnox API 3 (https://apps.fortnox.se/apidocs/openapi.json), only the fields we read, in the
 * vendor's words. Types are lenient where real answers were seen to differ from the schema: flags as text, numbers as
 * text, `""`, `"0"` and null for "none".
 */

/** `Credit` is the text "true"; other flags are real ones. */
const looseFlag: Decoder<boolean | undefined> = (value) => {
  if (value === null || value === undefined || value === '') return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw DecodeError.at('true or false', value);
};

/** Text, or a number written as its text. */
const looseText: Decoder<string | undefined> = (value) =>
  filledText(typeof value === 'number' ? String(value) : value);

const looseDecimal: Decoder<string | undefined> = (value) =>
  value === '' || value === null || value === undefined ? undefined : decimalText(value);

/** A reference to another document: `"0"`, `""`, 0 and null say "none". */
const referenceNumber: Decoder<string | undefined> = (value) => {
  const reference = looseText(value);
  return reference === '0' ? undefined : reference;
};

const metaInformation = object({ '@TotalResources': integer });

export const wireInvoiceList = object({ MetaInformation: metaInformation, Invoices: listOf(anything) });

/** Enough to pass over a row that is none of our business: most rows of a long history are paid. */
export const wireInvoiceHead = object({
  DocumentNumber: idText,
  InvoiceDate: filledText,
  InvoiceType: filledText,
  Cancelled: looseFlag,
  Balance: decimalText,
});
export type WireInvoiceHead = Decoded<typeof wireInvoiceHead>;

export const wireInvoiceAnswer = object({ Invoice: anything });
export const wireInvoice = object({
  DocumentNumber: idText,
  CustomerNumber: looseText,
  CustomerName: looseText,
  OrganisationNumber: looseText,
  Address1: filledText,
  Address2: filledText,
  ZipCode: looseText,
  City: filledText,
  InvoiceDate: text,
  DueDate: filledText,
  OCR: looseText,
  Total: decimalText,
  TotalToPay: looseDecimal,
  Balance: decimalText,
  Currency: text,
  CurrencyRate: looseDecimal,
  CurrencyUnit: looseDecimal,
  Credit: looseFlag,
  CreditInvoiceReference: referenceNumber,
  Booked: looseFlag,
  Cancelled: looseFlag,
  NotCompleted: looseFlag,
  NoxFinans: looseFlag,
  HouseWork: looseFlag,
  TaxReductionType: filledText,
  InvoiceType: filledText,
  AccountingMethod: filledText,
  Reminders: looseDecimal,
  LastRemindDate: filledText,
  VoucherSeries: looseText,
  VoucherNumber: referenceNumber,
  VoucherYear: referenceNumber,
});
export type WireInvoice = Decoded<typeof wireInvoice>;

/** `Amount` is in the books' currency; the list has neither `AmountCurrency` nor `ModeOfPayment`. */
export const wirePaymentRow = object({
  Number: idText,
  InvoiceNumber: idText,
  Amount: decimalText,
  Booked: looseFlag,
  PaymentDate: filledText,
  Source: filledText,
  WriteOffExist: looseFlag,
});
export type WirePaymentRow = Decoded<typeof wirePaymentRow>;

export const wirePaymentList = object({
  MetaInformation: metaInformation,
  InvoicePayments: listOf(anything),
});

const wireWriteOff = object({ AccountNumber: looseText, Amount: decimalText });
export const wirePaymentAnswer = object({
  InvoicePayment: object({
    Number: idText,
    InvoiceNumber: idText,
    Amount: decimalText,
    AmountCurrency: looseDecimal,
    Booked: looseFlag,
    PaymentDate: filledText,
    Source: filledText,
    ModeOfPayment: looseText,
    ModeOfPaymentAccount: looseText,
    VoucherSeries: looseText,
    VoucherNumber: referenceNumber,
    VoucherYear: referenceNumber,
    WriteOffs: optional(listOf(wireWriteOff)),
  }),
});
export type WirePayment = Decoded<typeof wirePaymentAnswer>['InvoicePayment'];

export const wireCustomerAnswer = object({ Customer: anything });
export const wireCustomer = object({
  CustomerNumber: looseText,
  Name: looseText,
  Type: filledText,
  OrganisationNumber: looseText,
  Address1: filledText,
  Address2: filledText,
  ZipCode: looseText,
  City: filledText,
  CountryCode: filledText,
  Email: filledText,
  EmailInvoice: filledText,
  Phone1: looseText,
  Phone2: looseText,
});
export type WireCustomer = Decoded<typeof wireCustomer>;

export const wireCompanyAnswer = object({
  CompanyInformation: object({ CompanyName: text, OrganizationNumber: looseText, DatabaseNumber: idText }),
});
export type WireCompany = Decoded<typeof wireCompanyAnswer>['CompanyInformation'];

const wireMode = object({ Code: text, Description: filledText, AccountNumber: looseText });
export type WireMode = Decoded<typeof wireMode>;
export const wireModeList = object({ MetaInformation: metaInformation, ModesOfPayments: listOf(wireMode) });

export const wireLockedPeriodAnswer = object({ LockedPeriod: object({ EndDate: filledText }) });
/** A list that is only asked for to see whether it is shown. */
export const wireAnyList = object({ MetaInformation: metaInformation });

export const wireTokenAnswer = object({
  access_token: text,
  expires_in: integer,
  refresh_token: filledText,
  scope: filledText,
});
export type WireToken = Decoded<typeof wireTokenAnswer>;
