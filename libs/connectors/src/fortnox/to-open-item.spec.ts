import { describe, expect, it } from '@jest/globals';
import { formatDecimal, type OpenItem } from '@app/domain';
import type { CreditFacts, PaymentFact } from './movements.js';
import { asRefusal } from './refusal.js';
import { customer, invoice, paymentRow } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { isDemand, toOpenItem } from './to-open-item.js';
import { wirePaymentAnswer, wireInvoice, type WirePayment } from './wire.js';
import { INVOICE_JSON, PAYMENT_JSON } from './testing/wire-builders.js';

type Fields = Readonly<Record<string, unknown>>;

const paid = (changes: Fields = {}, single?: Fields): PaymentFact => ({
  row: paymentRow(changes),
  ...(single ? { single: payment({ ...changes, ...single }) } : {}),
});

function payment(changes: Fields): WirePayment {
  return wirePaymentAnswer({ InvoicePayment: { ...PAYMENT_JSON, ...changes } }).InvoicePayment;
}

const note = (changes: Fields = {}): CreditFacts => ({
  note: invoice({
    DocumentNumber: '1060',
    Credit: 'true',
    InvoiceDate: '2026-03-01',
    Total: -12500,
    Balance: -12500,
    ...changes,
  }),
  payments: [],
});

function item(changes: Fields = {}, facts: readonly PaymentFact[] = [], credit?: CreditFacts): OpenItem {
  return toOpenItem(invoice(changes), toDebtor('118', customer()), facts, credit);
}

/** Outstanding, then the movements, in one line each. */
function told({ outstanding, movements }: OpenItem): readonly string[] {
  return [
    formatDecimal(outstanding),
    ...movements.map(({ postingId, kind, change, reverses }) =>
      [postingId, kind, formatDecimal(change), ...(reverses ? [`reverses ${reverses}`] : [])].join(' '),
    ),
  ];
}

function isExplained({ original, outstanding, movements }: OpenItem): boolean {
  return movements.reduce((sum, { change }) => sum + change.minor, original.minor) === outstanding.minor;
}

describe('a Fortnox invoice as an open item', () => {
  it('maps every field', () => {
    expect(item()).toMatchObject({
      ledgerItemId: '1047',
      kind: 'invoice',
      invoiceNumber: '1047',
      invoicedOn: '2026-01-15',
      dueOn: '2026-02-14',
      original: { minor: 1_250_000n, currency: 'SEK' },
      outstanding: { minor: 1_250_000n, currency: 'SEK' },
      paymentReference: '104762',
      ledgerDebtorId: '118',
      holds: [],
      notices: [{ kind: 'reminder', sentOn: '2026-02-25' }],
      movements: [],
      voucherId: 'B-212-3',
    });
  });

  it.each<
    [
      what: string,
      changes: Fields,
      facts: readonly PaymentFact[],
      credit: CreditFacts | undefined,
      lines: readonly string[],
    ]
  >([
    ['a part payment', { Balance: 7500 }, [paid()], undefined, ['7500.00', '733 payment -5000.00']],
    [
      'öre',
      { Balance: '7500.75' },
      [paid({ Amount: '4999.25' })],
      undefined,
      ['7500.75', '733 payment -4999.25'],
    ],
    [
      'an unbooked payment that does not count yet',
      { Balance: 12500 },
      [paid({ Booked: false })],
      undefined,
      ['12500.00'],
    ],
    [
      'an unbooked payment that Balance has in it',
      { Balance: 7500 },
      [paid({ Booked: false })],
      undefined,
      ['12500.00'],
    ],
    [
      'a payment taken back',
      { Balance: 12500 },
      [paid(), paid({ Number: '740', Amount: -5000 })],
      undefined,
      ['12500.00', '733 payment -5000.00', '740 reversal 5000.00 reverses 733'],
    ],
    [
      'a credit note, not netted',
      { CreditInvoiceReference: '1060' },
      [],
      note(),
      ['0.00', 'credit:1060 credit -12500.00'],
    ],
    [
      'a credit note, netted',
      { CreditInvoiceReference: '1060', Balance: 0 },
      [paid({ Amount: 12500, Source: 'settle' })],
      note({ Balance: 0 }),
      ['0.00', 'credit:1060 credit -12500.00'],
    ],
    [
      'a part credit, not netted',
      { CreditInvoiceReference: '1060' },
      [],
      note({ Total: -2500, Balance: -2500 }),
      ['10000.00', 'credit:1060 credit -2500.00'],
    ],
    [
      'a credit note netted in part',
      { CreditInvoiceReference: '1060', Balance: 7500 },
      [paid({ Source: 'settle' })],
      note({ Balance: -7500 }),
      ['0.00', 'credit:1060 credit -12500.00'],
    ],
    [
      'netting that no source tells',
      { CreditInvoiceReference: '1060', Balance: 0 },
      [paid({ Amount: 12500, Source: 'manual' })],
      {
        ...note({ Balance: 0 }),
        payments: [paymentRow({ Number: '734', InvoiceNumber: 1060, Amount: -12500 })],
      },
      ['0.00', 'credit:1060 credit -12500.00'],
    ],
    [
      'a payment before the credit, refunded',
      { CreditInvoiceReference: '1060', Balance: 0 },
      [paid({ Amount: 12500 })],
      note({ Balance: 0 }),
      ['0.00', '733 payment -12500.00'],
    ],
    [
      'a cancelled credit note',
      { CreditInvoiceReference: '1060' },
      [],
      note({ Cancelled: true }),
      ['12500.00'],
    ],
    [
      'a write-off with a plus',
      { Balance: 0 },
      [paid({ Amount: 12490, WriteOffExist: true }, { WriteOffs: [{ AccountNumber: 6351, Amount: 10 }] })],
      undefined,
      ['0.00', '733 payment -12490.00', '733:write-off:1 write-off -10.00'],
    ],
    [
      'a write-off with a minus',
      { Balance: 0 },
      [paid({ Amount: 0, WriteOffExist: true }, { WriteOffs: [{ AccountNumber: 6351, Amount: -12500 }] })],
      undefined,
      ['0.00', '733:write-off:1 write-off -12500.00'],
    ],
    [
      'a write-off that did not lower the balance',
      { Balance: 10 },
      [paid({ Amount: 12490, WriteOffExist: true }, { WriteOffs: [{ AccountNumber: 6351, Amount: 10 }] })],
      undefined,
      ['10.00', '733 payment -12490.00'],
    ],
    [
      'a cancelled invoice',
      { Cancelled: true, Booked: false },
      [],
      undefined,
      ['0.00', 'cancelled:1047 credit -12500.00'],
    ],
    [
      'an overpaid one',
      { Balance: -500 },
      [paid({ Amount: 13000 })],
      undefined,
      ['-500.00', '733 payment -13000.00'],
    ],
  ])('explains %s', (_what, changes, facts, credit, lines) => {
    const mapped = item(changes, facts, credit);
    expect(told(mapped)).toEqual(lines);
    expect(isExplained(mapped)).toBe(true);
  });

  it('lets Fortnox’s figure stand where nothing explains it', () => {
    const mapped = item({ Balance: 9000 });
    expect(told(mapped)).toEqual(['9000.00']);
    expect(isExplained(mapped)).toBe(false);
  });

  it.each([
    ['invoice', 700],
    ['company', '7910.00'],
  ])('reads a foreign balance told in the %s’s currency', (_whose, Balance) => {
    const fact = paid({ Amount: '3390.00' }, { AmountCurrency: 300 });
    const mapped = item({ Total: 1000, TotalToPay: 1000, Balance, Currency: 'EUR', CurrencyRate: '11.30' }, [
      fact,
    ]);
    expect(told(mapped)).toEqual(['700.00', '733 payment -300.00']);
    expect(mapped.outstanding.currency).toBe('EUR');
  });

  it.each([[12500], [8000]])(
    'claims only the customer’s part of a ROT invoice whose balance is %s, and holds it',
    (Balance) => {
      const mapped = item({ HouseWork: true, TaxReductionType: 'rot', TotalToPay: 8000, Balance });
      expect(told(mapped)).toEqual(['8000.00']);
      expect(mapped.holds).toMatchObject([{ reason: 'postponed' }]);
    },
  );

  it.each<[Fields, readonly PaymentFact[], CreditFacts | undefined, readonly string[]]>([
    [{ NoxFinans: true }, [], undefined, ['already-in-collection']],
    [{ CreditInvoiceReference: '1060' }, [], note({ Total: -500, Balance: -500 }), ['credited']],
    [{ CreditInvoiceReference: '1060' }, [], { note: undefined, payments: [] }, ['credited']],
    [
      { CreditInvoiceReference: '1060', Balance: 12000 },
      [paid({ Amount: 500, Source: 'settle' })],
      note({ Total: -500, Balance: 0 }),
      [],
    ],
    [{}, [paid({ Booked: false, Source: 'file' })], undefined, ['postponed']],
    [{ Balance: 7500 }, [paid()], undefined, []],
  ])('holds %j', (changes, facts, credit, reasons) => {
    expect(item(changes, facts, credit).holds.map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each<[Fields, boolean]>([
    [{}, true],
    [{ NotCompleted: true }, false],
    [{ Booked: false }, false],
    [{ Booked: false, AccountingMethod: 'CASH' }, true],
    [{ InvoiceType: 'CASHINVOICE' }, false],
    [{ InvoiceType: 'INTRESTINVOICE' }, true],
    [{ InvoiceType: 'SOMETHING NEW' }, true],
  ])('calls %j a demand: %s', (changes, is) => {
    expect(isDemand(invoice(changes))).toBe(is);
  });

  it.each<[Fields, string]>([
    [{ DueDate: '' }, 'missing-due-date'],
    [{ DueDate: '2026-02-30' }, 'malformed-date'],
    [{ Balance: '1.005' }, 'malformed-amount'],
    [{ Total: 'a lot' }, 'malformed-amount'],
    [{ Currency: 'XAU' }, 'unknown-currency'],
    [{ DocumentNumber: null }, 'missing-id'],
    [{ Booked: 'perhaps' }, 'malformed-record'],
  ])('refuses %j as %s', (changes, reason) => {
    let found: unknown;
    try {
      toOpenItem(wireInvoice({ ...INVOICE_JSON, ...changes }), toDebtor('118', customer()), [], undefined);
    } catch (error) {
      found = asRefusal(error).reason;
    }
    expect(found).toBe(reason);
  });

  it('keeps a document number beyond 32 bits, and reads Credit as text', () => {
    const mapped = item({ DocumentNumber: '12345678901', Credit: 'true', Total: -100, Balance: -100 });
    expect(mapped).toMatchObject({ ledgerItemId: '12345678901', kind: 'credit-note' });
  });
});
