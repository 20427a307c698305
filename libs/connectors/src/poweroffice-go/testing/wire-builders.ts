import type { WireCustomer, WireEntry, WireInvoice } from '../wire.js';

/** Invented rows in PowerOffice's shapes, as the decoders hand them on. */
export const invoice: WireInvoice = {
  Id: 'c0a1f3b2-6a42-4f0e-9a63-1d2f5a7b8c10',
  InvoiceNo: '10423',
  VoucherNo: '25118',
  VoucherType: 'OutgoingInvoice',
  VoucherDate: '2026-06-01',
  DueDate: '2026-06-15',
  CustomerId: '14410231',
  CustomerNo: '10042',
  CurrencyCode: 'NOK',
  TotalAmount: '1000.00',
  TotalPostedAmount: '1000.00',
  Balance: '1000.00',
  MatchId: undefined,
  Cid: '100420104230',
  IsReversed: false,
  InvoiceDeliveryType: 'PdfByEmail',
};

export function entry(id: number, Amount: string, Balance: string, more: Partial<WireEntry>): WireEntry {
  return {
    Id: String(id),
    VoucherId: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    VoucherNo: String(id),
    VoucherType: 'BankJournal',
    PostingDate: '2026-07-01',
    Amount,
    Balance,
    CurrencyAmount: Amount,
    CurrencyCode: 'NOK',
    MatchId: '77',
    ExternalImportReference: undefined,
    IsCreatedByCurrentIntegration: false,
    IsWriteOff: false,
    ...more,
  };
}

export const customer: WireCustomer = {
  Id: '14410231',
  Number: '10042',
  SubledgerAccountId: '30188123',
  IsPerson: false,
  Name: 'Granly',
  LegalName: 'Granly Bygg AS',
  FirstName: undefined,
  LastName: undefined,
  OrganizationNumber: '314 000 048',
  EmailAddress: 'post@granly.example',
  InvoiceEmailAddress: 'faktura@granly.example;regnskap@granly.example',
  PaymentReminderEmailAddress: 'regnskap@granly.example',
  PhoneNumber: '90000000',
  MailAddress: {
    AddressLine1: 'Granlyveien 5',
    AddressLine2: undefined,
    ZipCode: '0580',
    City: 'Oslo',
    CountryCode: 'NO',
  },
  TransferToDebtCollectionAgency: true,
  ContactGroupIds: undefined,
};
