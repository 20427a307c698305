import { describe, expect, it } from '@jest/globals';
import { localDate, mod11Digit, money } from '@app/domain';
import { standingOf } from './standing.js';
import { associate, entry, invoice, row, settling } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { type ItemFacts, toOpenItem } from './to-open-item.js';
import type { WireEntry, WireTransaction } from './wire.js';

const TODAY = localDate('2026-09-14');

interface Told {
  readonly wire?: Partial<WireTransaction>;
  readonly entry?: Partial<WireEntry>;
  readonly more?: Partial<ItemFacts>;
}

function facts({ wire = {}, entry: open = {}, more = {} }: Told = {}): ItemFacts {
  const ledgerRow = row({ ...invoice, ...wire });
  return {
    row: ledgerRow,
    entry: { ...entry, ...open },
    standing: standingOf(ledgerRow, [], [], 'NOK'),
    debtor: toDebtor(associate),
    foreign: undefined,
    onAccount: money(0n, 'NOK'),
    today: TODAY,
    ...more,
  };
}

const item = (told?: Told) => toOpenItem(facts(told));

describe('an open item', () => {
  it('is the row, with the payment reference of its entry', () => {
    expect(item()).toMatchObject({
      ledgerItemId: '4711-12',
      kind: 'invoice',
      invoiceNumber: '100245',
      invoicedOn: '2026-06-01',
      dueOn: '2026-06-15',
      original: { minor: 100_000n, currency: 'NOK' },
      outstanding: { minor: 100_000n, currency: 'NOK' },
      paymentReference: '0001002451234',
      ledgerDebtorId: '10023',
      holds: [],
      notices: [],
    });
  });

  it.each<readonly [string, Told]>([
    ['missing-due-date', { wire: { dueDate: 0 } }],
    ['malformed-date', { wire: { dueDate: 20260231 } }],
    ['malformed-date', { wire: { voucherDate: 0 } }],
    ['missing-debtor', { more: { debtor: undefined } }],
    ['malformed-record', { wire: { invoiceNo: undefined } }],
    ['unknown-currency', { more: { foreign: { code: undefined } } }],
    ['unknown-currency', { more: { foreign: { code: 'XAU' } }, entry: { amountInCurrency: '10' } }],
  ])('is refused as %s', (reason, told) => {
    expect(() => item(told)).toThrow(expect.objectContaining({ reason }));
  });

  it('is in its own currency while nobody has paid on it', () => {
    const foreign = { foreign: { code: 'EUR' } };
    const euro = { minor: 9_050n, currency: 'EUR' };
    expect(item({ more: foreign, entry: { amountInCurrency: '90.5' } })).toMatchObject({
      original: euro,
      outstanding: euro,
      movements: [],
    });
    const paid = row({ ...invoice, outstandingAmountDomestic: '600', paidLast: 20260701 });
    const standing = standingOf(paid, [row(settling(5001, '-400'))], [], 'NOK');
    expect(() => item({ more: { ...foreign, standing }, entry: { amountInCurrency: '90.5' } })).toThrow(
      expect.objectContaining({ reason: 'malformed-amount' }),
    );
  });

  it.each<readonly [Told, readonly object[]]>([
    [{ entry: { noReminders: 1 } }, [{ reason: 'postponed' }]],
    [{ entry: { noReminders: 2 } }, [{ reason: 'postponed' }]],
    [{ entry: { noReminders: 3 } }, [{ reason: 'already-in-collection' }]],
    [{ entry: { debtCollectionCaseNo: 77 } }, [{ reason: 'already-in-collection' }]],
    [{ entry: { stopCollectionDate: 20260930 } }, [{ reason: 'postponed', until: '2026-10-01' }]],
    [{ entry: { paymentSuggested: 1 } }, [{ reason: 'postponed' }]],
    [{ more: { onAccount: money(1n, 'NOK') } }, [{ reason: 'postponed' }]],
  ])('is held: %j', (told, holds) => {
    expect(item(told).holds).toMatchObject(holds);
  });

  it('is held without an end when collection was stopped on a day that has passed', () => {
    const [hold] = item({ entry: { stopCollectionDate: 20260901 } }).holds;
    expect(hold).toMatchObject({ reason: 'postponed' });
    expect(hold?.until).toBeUndefined();
  });

  it('is not held when nothing is left', () => {
    const settled = row({ ...invoice, outstandingAmountDomestic: '0', paidLast: 20260701 });
    const standing = standingOf(settled, [], [], 'NOK');
    expect(item({ entry: { noReminders: 2 }, more: { standing } }).holds).toEqual([]);
  });

  it('tells the last reminder', () => {
    expect(item({ wire: { noOfRemindersSent: 2, lastReminderDate: 20260801 } }).notices).toEqual([
      { kind: 'reminder', sentOn: '2026-08-01' },
    ]);
  });
});

describe('a debtor', () => {
  it.each([
    [undefined, 'unknown', undefined],
    // Numbers that are nobody's: Norwegian ones begin with 8 or 9, months end at 12.
    [`NO ${'31400004'}${mod11Digit('31400004')} MVA`, 'company', `31400004${mod11Digit('31400004')}`],
    ['314000049', 'unknown', undefined],
    ['555555-5555', 'company', '5555555555'],
    ['165555555555', 'company', '5555555555'],
    ['555555-5550', 'unknown', undefined],
    ['01814500027', 'person', undefined],
  ])('with the number %s is %s', (companyNo, kind, organisationNumber) => {
    const debtor = toDebtor({ ...associate, companyNo });
    expect(debtor.kind).toBe(kind);
    expect(debtor.organisationNumber).toBe(organisationNumber);
  });

  it('has addresses in the order in which they are tried', () => {
    expect(toDebtor(associate)).toMatchObject({
      customerNumber: '10023',
      emails: ['faktura@eksempelror.example', 'regnskap@eksempelror.example'],
      phones: ['22000000'],
      address: { lines: ['Prøvegata 4'], postalCode: '0150', city: 'OSLO', countryCode: 'NO' },
    });
  });
});
