import { describe, expect, it } from '@jest/globals';
import { formatDecimal, type OpenItem } from '@app/domain';
import { OWN_POSTING, WIRE_CUSTOMER, WIRE_INVOICE } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { asRefusal, RefusalError, toOpenItem } from './to-open-item.js';
import { wireCustomer, wireInvoice } from './wire.js';

const debtor = toDebtor(wireCustomer(WIRE_CUSTOMER));
const map = (change: object = {}, creditVouchers: readonly string[] = []): OpenItem =>
  toOpenItem(wireInvoice({ ...WIRE_INVOICE, ...change }), debtor, new Set(creditVouchers));

describe('toOpenItem', () => {
  it('maps an invoice that is paid in part', () => {
    const item = map();
    expect(item).toMatchObject({
      ledgerItemId: '2147600101',
      kind: 'invoice',
      invoiceNumber: '10042',
      invoicedOn: '2026-06-01',
      dueOn: '2026-06-15',
      paymentReference: '100420009',
      ledgerDebtorId: '84217311',
      voucherId: '500',
      holds: [],
      notices: [],
    });
    expect([item.original, item.outstanding].map(formatDecimal)).toEqual(['12500.00', '7500.00']);
    expect(item.movements).toEqual([
      {
        postingId: '2',
        voucherId: '501',
        kind: 'payment',
        bookedOn: '2026-07-01',
        change: { minor: -500_000n, currency: 'NOK' },
      },
    ]);
  });

  const posting = (id: number, amountCurrency: string, more: object = {}): object => ({
    id,
    date: '2026-07-02',
    type: null,
    amountCurrency,
    voucher: { id: 500 + id, reverseVoucher: null },
    ...more,
  });

  it.each([
    ['a payment', [posting(2, '-100.0')], [], ['payment']],
    [
      'a credit note by its posting’s type',
      [posting(2, '-100.0', { type: 'OUTGOING_INVOICE_CUSTOMER_POSTING' })],
      [],
      ['credit'],
    ],
    ['a credit note by its voucher', [posting(2, '-100.0')], ['502'], ['credit']],
    ['a reversal', [posting(2, '-100.0'), posting(3, '100.0')], [], ['payment', 'reversal']],
    ['a posting without a voucher', [posting(2, '-100.0', { voucher: null })], [], ['payment']],
  ])('classifies %s', (_name, others, creditVouchers, kinds) => {
    const { movements } = map({ postings: [OWN_POSTING, ...others] }, creditVouchers);
    expect(movements.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    [
      'by the reversing voucher’s link',
      [
        posting(2, '-100.0'),
        posting(3, '-100.0'),
        posting(4, '100.0', { voucher: { id: 504, reverseVoucher: { id: 503 } } }),
      ],
      '3',
    ],
    [
      'by the reversed voucher’s link',
      [
        posting(2, '-100.0', { voucher: { id: 502, reverseVoucher: { id: 504 } } }),
        posting(3, '-100.0'),
        posting(4, '100.0'),
      ],
      '2',
    ],
    ['by the only equal amount', [posting(2, '-100.0'), posting(3, '-50.0'), posting(4, '100.0')], '2'],
    [
      'not at all where two would do',
      [posting(2, '-100.0'), posting(3, '-100.0'), posting(4, '100.0')],
      undefined,
    ],
  ])('tells what a reversal takes back %s', (_name, others, reverses) => {
    const { movements } = map({ postings: [OWN_POSTING, ...others] });
    expect(movements.find(({ kind }) => kind === 'reversal')?.reverses).toBe(reverses);
  });

  it.each([
    [
      'the creditor’s postponement',
      { invoiceRemark: { description: 'Avtale', postponeRemindersTo: '2026-12-24' } },
      { reason: 'postponed', until: '2026-12-24', detail: 'Avtale' },
    ],
    [
      'another collector',
      {
        reminders: [
          { type: 'DEBT_COLLECTION', reminderDate: '2026-08-01', termOfPayment: null, chargeCurrency: 0 },
        ],
      },
      { reason: 'already-in-collection', detail: 'Sent to collection on 2026-08-01' },
    ],
    ['a credited invoice with a rest', { isCredited: true }, { reason: 'credited' }],
  ])('holds for %s', (_name, change, hold) => {
    expect(map(change).holds).toEqual([hold]);
  });

  it('holds no settled invoice for having been credited', () => {
    expect(map({ isCredited: true, amountCurrencyOutstanding: '0.0' }).holds).toEqual([]);
  });

  it('passes the creditor’s letters on, oldest first', () => {
    const reminders = [
      {
        type: 'NOTICE_OF_DEBT_COLLECTION',
        reminderDate: '2026-08-01',
        termOfPayment: '2026-08-15',
        chargeCurrency: '38.0',
      },
      { type: 'REMINDER', reminderDate: '2026-07-01', termOfPayment: '2026-07-15', chargeCurrency: 0 },
      { type: 'PIGEON', reminderDate: '2026-07-02', termOfPayment: null, chargeCurrency: 0 },
    ];
    expect(map({ reminders }).notices).toEqual([
      { kind: 'reminder', sentOn: '2026-07-01', payBy: '2026-07-15' },
      {
        kind: 'collection-notice',
        sentOn: '2026-08-01',
        payBy: '2026-08-15',
        fee: { minor: 3_800n, currency: 'NOK' },
      },
    ]);
  });

  it('keeps a foreign invoice in its own currency', () => {
    const item = map({
      currency: { code: 'EUR' },
      postings: [],
      amountCurrency: '99.99',
      amountCurrencyOutstanding: '99.99',
    });
    expect(item.outstanding).toEqual({ minor: 9_999n, currency: 'EUR' });
  });

  it.each([
    ['no due date', { invoiceDueDate: null }, 'missing-due-date'],
    ['a blank due date', { invoiceDueDate: '' }, 'missing-due-date'],
    ['a day that is none', { invoiceDueDate: '2026-02-30' }, 'malformed-date'],
    ['a surplus decimal', { amountCurrency: '1250.005' }, 'malformed-amount'],
    ['an amount in words', { amountCurrencyOutstanding: 'mye' }, 'malformed-amount'],
    ['an amount that is missing', { amountCurrency: null }, 'malformed-amount'],
    ['an unknown currency', { currency: { code: 'XTS' } }, 'unknown-currency'],
    ['no id', { id: null }, 'missing-id'],
    ['no postings at all', { postings: 'none' }, 'malformed-record'],
  ])('refuses %s', (_name, change, reason) => {
    let refusal: RefusalError | undefined;
    try {
      map(change);
    } catch (error) {
      refusal = asRefusal(error);
    }
    expect(refusal?.reason).toBe(reason);
    expect(refusal?.message).not.toMatch(/mye|1250|Granly/);
  });
});
