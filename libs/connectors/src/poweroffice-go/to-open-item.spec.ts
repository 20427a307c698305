import { describe, expect, it } from '@jest/globals';
import { DecodeError } from '../kit/index.js';
import { entry, customer as wire, invoice } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { asRefusal, RefusalError, toOpenItem } from './to-open-item.js';
import type { WireInvoice } from './wire.js';

const customer = { debtor: toDebtor(wire), subledgerAccountId: '1', number: '10042', mayBeCollected: true };

describe('an open item', () => {
  it('is made of an invoice and its customer', () => {
    const item = toOpenItem(invoice, customer, undefined);
    expect(item).toMatchObject({
      ledgerItemId: invoice.Id,
      kind: 'invoice',
      invoiceNumber: '10423',
      invoicedOn: '2026-06-01',
      dueOn: '2026-06-15',
      original: { minor: 100_000n },
      outstanding: { minor: 100_000n, currency: 'NOK' },
      paymentReference: '100420104230',
      ledgerDebtorId: '14410231',
      holds: [],
      movements: [],
      voucherId: invoice.Id,
    });
  });

  it('is a credit note, due as it is made', () => {
    const note = {
      ...invoice,
      VoucherType: 'OutgoingCreditNote',
      DueDate: undefined,
      TotalAmount: '-250.00',
      TotalPostedAmount: '-250.00',
      Balance: '-250.00',
    };
    expect(toOpenItem(note, customer, undefined)).toMatchObject({
      kind: 'credit-note',
      dueOn: '2026-06-01',
      outstanding: { minor: -25_000n },
    });
  });

  it('is held where the customer is not to be transferred, and factored where it was sold', () => {
    const held = toOpenItem(
      { ...invoice, InvoiceDeliveryType: 'Factoring' },
      { ...customer, mayBeCollected: false },
      undefined,
    );
    expect(held).toMatchObject({ holds: [{ reason: 'postponed' }], debtor: { factored: true } });
  });

  it('is held where its voucher is reversed and something is left', () => {
    expect(toOpenItem({ ...invoice, IsReversed: true }, customer, undefined).holds).toMatchObject([
      { reason: 'credited' },
    ]);
  });

  it.each<[string, Partial<WireInvoice>]>([
    ['missing-due-date', { DueDate: undefined }],
    ['malformed-amount', { Balance: undefined }],
    ['malformed-amount', { Balance: '1.005' }],
    ['malformed-amount', { CurrencyCode: 'EUR', Balance: '400.00' }],
    ['unknown-currency', { CurrencyCode: 'XYZ' }],
    ['malformed-date', { DueDate: '2026-02-30' }],
    ['malformed-record', { InvoiceNo: undefined, VoucherNo: undefined }],
  ])('is refused as %s', (reason, change) => {
    const own = entry(1, '1000.00', '400.00', { VoucherId: invoice.Id });
    const make = (): unknown =>
      toOpenItem({ ...invoice, ...change }, customer, change.CurrencyCode === 'EUR' ? [own] : undefined);
    expect(make).toThrow(RefusalError);
    expect(make).toThrow(expect.objectContaining({ reason }));
  });

  it.each([
    ['Id', 'missing-id'],
    ['CustomerId', 'missing-debtor'],
    ['TotalAmount', 'malformed-amount'],
    ['VoucherDate', 'malformed-date'],
    ['VoucherType', 'malformed-record'],
  ])('a row whose %s cannot be read is refused as %s', (field, reason) => {
    expect(asRefusal(DecodeError.at('text', 5).inside(field))).toMatchObject({ reason });
  });
});

describe('a debtor', () => {
  it('is a company by its organisation number, under its registered name', () => {
    expect(toDebtor(wire)).toEqual({
      ledgerDebtorId: '14410231',
      kind: 'company',
      name: 'Granly Bygg AS',
      customerNumber: '10042',
      organisationNumber: '314000048',
      emails: ['regnskap@granly.example', 'faktura@granly.example', 'post@granly.example'],
      phones: ['90000000'],
      address: { lines: ['Granlyveien 5'], postalCode: '0580', city: 'Oslo', countryCode: 'NO' },
      factored: false,
    });
  });

  it.each([
    [true, 'person', 'Mona Vik'],
    [false, 'unknown', 'Vik Hage'],
    [undefined, 'unknown', 'Vik Hage'],
  ])('without a number, person %s: %s', (IsPerson, kind, name) => {
    const of = {
      ...wire,
      IsPerson,
      OrganizationNumber: undefined,
      LegalName: undefined,
      Name: 'Vik Hage',
      FirstName: 'Mona',
      LastName: 'Vik',
      MailAddress: undefined,
    };
    expect(toDebtor(of)).toMatchObject({ kind, name });
    expect(toDebtor(of)).not.toHaveProperty('address');
  });
});
