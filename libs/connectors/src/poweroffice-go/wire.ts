import {
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
 * The shapes we read of PowerOffice Go API v2 (the vendor's OpenAPI files, 2025-03-10), only the fields we read, in the
 * vendor's words. Numbers come as text or number by endpoint, dates sometimes with a time part.
 */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isPowerOfficeUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

const uuid: Decoder<string> = (value) => {
  if (!isPowerOfficeUuid(value)) throw DecodeError.at('a UUID', value);
  return value.toLowerCase();
};

/** A number that some endpoints write as text, or text: kept as text. */
const numberOrText: Decoder<string | undefined> = (value) =>
  typeof value === 'number' ? String(value) : filledText(value);

/** The first ten characters: a time part comes along at times. */
const day: Decoder<string> = (value) => text(value).slice(0, 10);

export const wireInvoice = object({
  Id: uuid,
  InvoiceNo: numberOrText,
  VoucherNo: optional(idText),
  VoucherType: text,
  VoucherDate: day,
  DueDate: optional(day),
  CustomerId: optional(idText),
  CustomerNo: optional(idText),
  CurrencyCode: filledText,
  TotalAmount: decimalText,
  TotalPostedAmount: decimalText,
  /** Remaining, always in NOK. */
  Balance: optional(decimalText),
  MatchId: optional(idText),
  Cid: filledText,
  IsReversed: optional(flag),
  InvoiceDeliveryType: filledText,
});
export type WireInvoice = Decoded<typeof wireInvoice>;

export const wireEntry = object({
  Id: idText,
  VoucherId: uuid,
  VoucherNo: optional(idText),
  VoucherType: text,
  PostingDate: day,
  /** Debit positive, credit negative, NOK. */
  Amount: decimalText,
  Balance: decimalText,
  CurrencyAmount: optional(decimalText),
  CurrencyCode: filledText,
  MatchId: optional(idText),
  ExternalImportReference: filledText,
  IsCreatedByCurrentIntegration: optional(flag),
  IsWriteOff: optional(flag),
});
export type WireEntry = Decoded<typeof wireEntry>;

const wireAddress = object({
  AddressLine1: filledText,
  AddressLine2: filledText,
  ZipCode: filledText,
  City: filledText,
  CountryCode: filledText,
});
export type WireAddress = Decoded<typeof wireAddress>;

export const wireCustomer = object({
  Id: idText,
  Number: optional(idText),
  SubledgerAccountId: optional(idText),
  IsPerson: optional(flag),
  Name: filledText,
  LegalName: filledText,
  FirstName: filledText,
  LastName: filledText,
  OrganizationNumber: filledText,
  EmailAddress: filledText,
  InvoiceEmailAddress: filledText,
  PaymentReminderEmailAddress: filledText,
  PhoneNumber: filledText,
  MailAddress: optional(wireAddress),
  TransferToDebtCollectionAgency: optional(flag),
  ContactGroupIds: optional(listOf(idText)),
});
export type WireCustomer = Decoded<typeof wireCustomer>;

export const wireIntegration = object({
  ClientId: filledText,
  ClientName: filledText,
  ValidPrivileges: optional(listOf(text)),
  InvalidPrivileges: optional(listOf(text)),
});
export type WireIntegration = Decoded<typeof wireIntegration>;

export const wireOrganisation = object({
  Name: filledText,
  LegalName: filledText,
  OrganizationNumber: numberOrText,
});

export const wireAccount = object({
  Id: idText,
  AccountNo: integer,
  Name: filledText,
  IsActive: optional(flag),
  IsDepartmentRequired: optional(flag),
  IsProjectRequired: optional(flag),
  IsVatCodeLocked: optional(flag),
  VatCodeId: optional(idText),
});
export type WireAccount = Decoded<typeof wireAccount>;

export const wireBankAccount = object({ GeneralLedgerAccountId: optional(idText) });

export const wireVatCode = object({ Id: idText, Code: filledText, IsActive: optional(flag) });

export const wireLockDate = object({ LockDate: optional(day) });

export const wireFinancial = object({
  ConversionDate: optional(day),
  UseTrustAccountManagement: optional(flag),
});

/** What posting answers with, as far as we read it. `VoucherNo` may follow later. */
export const wirePostedVoucher = object({ Id: uuid });

export const wireBankVoucher = object({
  Id: uuid,
  IsReversed: optional(flag),
  VoucherDate: day,
  VoucherLines: optional(
    listOf(object({ AccountId: idText, CurrencyAmount: optional(decimalText), InvoiceNo: numberOrText })),
  ),
});
export type WireBankVoucher = Decoded<typeof wireBankVoucher>;

/** Newer versions of the API answer a reversal with a body, older ones with nothing. */
export const wireReversal = optional(object({ VoucherId: optional(uuid) }));

export const wireTransaction = object({ VoucherId: uuid, IsReversed: optional(flag) });

export const wireToken = object({ access_token: text, expires_in: optional(numberOrText) });

export const wireInitiated = object({ TemporaryUrl: text });
export const wireFinalized = object({
  OnboardedClientsInformation: listOf(
    object({ ClientKey: uuid, ClientName: filledText, ClientOrganizationNumber: numberOrText }),
  ),
});
