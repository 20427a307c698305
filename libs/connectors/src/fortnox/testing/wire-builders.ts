import {
  wireCustomer,
  wireInvoice,
  type WireCustomer,
  type WireInvoice,
  wirePaymentRow,
  type WirePaymentRow,
} from '../wire.js';

/** Invented records in Fortnox's shapes, with its type traps: flags as text, "0" for none. */
export const INVOICE_JSON = {
  DocumentNumber: '1047',
  CustomerNumber: '118',
  CustomerName: 'Norrgård Exempel AB',
  Address1: 'Provgatan 4',
  Address2: '',
  ZipCode: '97234',
  City: 'Luleå',
  InvoiceDate: '2026-01-15',
  DueDate: '2026-02-14',
  OCR: '104762',
  Total: 12500,
  TotalToPay: 12500,
  Balance: 12500,
  Currency: 'SEK',
  CurrencyRate: 1,
  CurrencyUnit: 1,
  Credit: 'false',
  CreditInvoiceReference: '0',
  Booked: true,
  Cancelled: false,
  NotCompleted: false,
  NoxFinans: false,
  HouseWork: false,
  TaxReductionType: 'none',
  InvoiceType: 'INVOICE',
  AccountingMethod: 'ACCRUAL',
  Reminders: 1,
  LastRemindDate: '2026-02-25',
  VoucherSeries: 'B',
  VoucherNumber: 212,
  VoucherYear: 3,
};

export const CUSTOMER_JSON = {
  CustomerNumber: '118',
  Name: 'Norrgård Exempel AB',
  Type: 'COMPANY',
  OrganisationNumber: '555555-5555',
  Address1: 'Provgatan 4',
  Address2: null,
  ZipCode: '972 34',
  City: 'Luleå',
  CountryCode: 'SE',
  Email: 'info@norrgard.example',
  EmailInvoice: 'faktura@norrgard.example; info@norrgard.example',
  Phone1: '0920-000000',
  Phone2: null,
};

export const PAYMENT_JSON = {
  Number: '733',
  InvoiceNumber: 1047,
  Amount: 5000,
  Booked: true,
  PaymentDate: '2026-03-18',
  Source: 'direct',
  WriteOffExist: false,
};

export function invoice(changes: Readonly<Record<string, unknown>> = {}): WireInvoice {
  return wireInvoice({ ...INVOICE_JSON, ...changes });
}

export function customer(changes: Readonly<Record<string, unknown>> = {}): WireCustomer {
  return wireCustomer({ ...CUSTOMER_JSON, ...changes });
}

export function paymentRow(changes: Readonly<Record<string, unknown>> = {}): WirePaymentRow {
  return wirePaymentRow({ ...PAYMENT_JSON, ...changes });
}
