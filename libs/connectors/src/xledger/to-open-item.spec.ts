import { describe, expect, it } from '@jest/globals';
import type { OpenItem } from '@app/domain';
import { RefusalError } from './refusal.js';
import { entry, invoiceRow } from './testing/wire-builders.js';
import { isInvoice, toOpenItem } from './to-open-item.js';

const matched = (remaining: string, more: object = {}) =>
  invoiceRow({ matchId: '7781', invoiceRemaining: remaining, ...more });
const movements = (item: OpenItem): string[] =>
  item.movements.map(({ kind, change }) => `${kind} ${change.minor}`);

describe('an invoice row as an open item', () => {
  it('maps whole', () => {
    expect(toOpenItem(invoiceRow(), undefined)).toEqual({
      ledgerItemId: '1',
      kind: 'invoice',
      invoiceNumber: '100245',
      invoicedOn: '2026-01-10',
      dueOn: '2026-01-24',
      original: { minor: 100_000n, currency: 'NOK' },
      outstanding: { minor: 100_000n, currency: 'NOK' },
      paymentReference: '0001002453',
      ledgerDebtorId: '24900011',
      debtor: {
        ledgerDebtorId: '24900011',
        kind: 'company',
        name: 'Måsevik Kafé AS',
        customerNumber: '10023',
        organisationNumber: '314000005',
        emails: ['faktura@masevik.example', 'post@masevik.example'],
        phones: ['00001234'],
        address: { lines: ['Prøveveien 1'], postalCode: '0580', city: 'OSLO', countryCode: 'NO' },
        factored: false,
      },
      holds: [],
      notices: [],
      movements: [],
      voucherId: '202600001',
    });
  });

  it.each([
    ['no due date', { dueDate: undefined }, 'missing-due-date'],
    ['no customer', { subledger: undefined }, 'missing-debtor'],
    ['no currency shown', { currency: undefined }, 'unknown-currency'],
  ])('is refused with %s', (_name, more, reason) => {
    expect(() => toOpenItem(invoiceRow(more), undefined)).toThrow(RefusalError);
    expect(() => toOpenItem(invoiceRow(more), undefined)).toThrow(expect.objectContaining({ reason }));
  });

  it.each([
    ['314000005', 'company', '314000005'],
    ['314 000 005', 'company', '314000005'],
    ['01817099999', 'person', undefined],
    ['314000006', 'unknown', undefined],
    [undefined, 'unknown', undefined],
  ])('with number %s belongs to a debtor of kind %s', (companyNumber, kind, organisationNumber) => {
    const { debtor } = toOpenItem(invoiceRow({ company: { companyNumber } }), undefined);
    expect([debtor.kind, debtor.organisationNumber]).toEqual([kind, organisationNumber]);
  });

  it.each([
    ['Faktura 1 - utsatt til 2026-03-15', [{ reason: 'postponed', until: '2026-03-16' }]],
    ['Anstånd beviljat', [{ reason: 'postponed' }]],
    ['Faktura 1 - sendt inkasso 2026-02-02', [{ reason: 'already-in-collection' }]],
    ['Faktura 1', []],
  ])('reads “%s”', (text, holds) => {
    expect(toOpenItem(invoiceRow({ text }), undefined).holds).toMatchObject(holds);
    expect(toOpenItem(invoiceRow({ text }), undefined).holds).toHaveLength(holds.length);
  });

  it('tells the creditor’s own reminder', () => {
    const row = invoiceRow({ reminderDate: '2026-02-10', lateFee: '35.00' });
    expect(toOpenItem(row, undefined).notices).toEqual([
      { kind: 'reminder', sentOn: '2026-02-10', fee: { minor: 3_500n, currency: 'NOK' } },
    ]);
  });
});

describe('what moved an invoice', () => {
  it('tells payment, credit, loss and rounding apart, and adds up', () => {
    const own = matched('249.50');
    const item = toOpenItem(own, [
      own,
      entry(2, '-500.00', '0.00', { type: 'ELECTRONIC_PAYMENT', source: 'OCR' }),
      entry(3, '-100.00', '0.00', { type: 'CREDIT_MEMO', source: 'AR' }),
      entry(4, '-50.00', '0.00', { source: 'GL', text: 'Tap på fordring' }),
      entry(5, '-0.50', '0.00', { source: 'GL' }),
      entry(6, '-100.00', '0.00', { source: 'GL', text: 'Innbetaling' }),
    ]);
    expect(movements(item)).toEqual([
      'payment -50000',
      'credit -10000',
      'write-off -5000',
      'write-off -50',
      'payment -10000',
    ]);
    expect(item.outstanding.minor).toBe(24_950n);
  });

  it('gives one payment over two invoices a posting on each', () => {
    const own = matched('0.00');
    const other = entry(2, '300.00', '0.00', { type: 'INVOICE', source: 'SO', invoiceNumber: '100246' });
    const payment = entry(3, '-1300.00', '0.00', { type: 'PAYMENT', invoiceNumber: undefined });
    const item = toOpenItem(own, [own, other, payment]);
    expect(item.movements).toMatchObject([{ postingId: '3:1', change: { minor: -100_000n } }]);
  });

  it('takes the balance of the match when the row was read before it', () => {
    const row = matched('1000.00');
    const now = { ...row, invoiceRemaining: '900.00' };
    const item = toOpenItem(row, [now, entry(2, '-100.00', '0.00', { type: 'PAYMENT' })]);
    expect([item.outstanding.minor, ...movements(item)]).toEqual([90_000n, 'payment -10000']);
  });

  it('in another currency: untouched whole, settled by rows of that currency, else refused', () => {
    const euro = { amount: '11500.00', currency: { code: 'EUR' } };
    const untouched = toOpenItem(invoiceRow({ ...euro, invoiceRemaining: '11500.00' }), undefined);
    expect(untouched.outstanding).toEqual({ minor: 100_000n, currency: 'EUR' });
    const settled = matched('0.00', euro);
    const payment = entry(2, '-1000.00', '0.00', { ...euro, type: 'PAYMENT' });
    expect(movements(toOpenItem(settled, [settled, payment]))).toEqual(['payment -100000']);
    const part = matched('500.00', euro);
    const half = entry(2, '-500.00', '0.00', { ...euro, type: 'PAYMENT' });
    expect(() => toOpenItem(part, [part, half])).toThrow(
      expect.objectContaining({ reason: 'malformed-amount' }),
    );
  });
});

describe('which rows are invoices', () => {
  it.each([
    ['INVOICE', 'SO', '100.00', true],
    [undefined, 'AR', '100.00', true],
    [undefined, 'OS', '100.00', true],
    [undefined, 'AR', '-100.00', false],
    [undefined, 'GL', '100.00', false],
    ['REMINDER', 'AR', '100.00', false],
    ['CREDIT_MEMO', 'AR', '-100.00', false],
    ['PAYMENT', 'BA', '100.00', false],
  ])('kind %s, source %s, %s: %s', (type, source, amount, expected) => {
    expect(isInvoice(entry(1, amount, amount, { type, source }))).toBe(expected);
  });

  it('keeps kinds that are not known for a person to see', () => {
    expect(() => isInvoice(entry(1, '1.00', '1.00', { type: 'BARTER' }))).toThrow(/BARTER/);
    expect(() =>
      isInvoice(entry(1, '1.00', '1.00', { source: undefined, transactionHeader: undefined } as object)),
    ).toThrow(RefusalError);
  });
});
