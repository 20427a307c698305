import { describe, expect, it } from '@jest/globals';
import { formatDecimal } from '@app/domain';
import fc from 'fast-check';
import { allocate } from './allocation.js';
import { standingOf, UntoldInCurrencyError } from './movements.js';
import { entry, invoice } from './testing/wire-builders.js';

const shown = (of: ReturnType<typeof standingOf>): string[] =>
  of.movements.map(({ kind, change }) => `${kind} ${formatDecimal(change)}`);

describe('how an invoice stands', () => {
  it.each([
    ['IncomingOcrGiro', false, 'payment -400.00'],
    ['BankJournal', false, 'payment -400.00'],
    ['ManualJournal', false, 'payment -400.00'],
    ['SomethingNew', false, 'payment -400.00'],
    ['OutgoingCreditNote', false, 'credit -400.00'],
    ['ReversalVoucher', false, 'credit -400.00'],
    ['CorrectionVoucher', false, 'credit -400.00'],
    ['ManualJournal', true, 'write-off -400.00'],
  ])('%s, write-off %s: %s', (VoucherType, IsWriteOff, expected) => {
    const entries = [
      entry(1, '1000.00', '600.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' }),
      entry(2, '-400.00', '0.00', { VoucherType, IsWriteOff }),
    ];
    const standing = standingOf(invoice, 'NOK', entries);
    expect(shown(standing)).toEqual([expected]);
    expect(formatDecimal(standing.outstanding)).toBe('600.00');
  });

  it('names our own posting by its voucher and carries its key; others by both entries', () => {
    const entries = [
      entry(1, '1000.00', '100.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' }),
      entry(2, '-400.00', '0.00', { ExternalImportReference: 'key-1', IsCreatedByCurrentIntegration: true }),
      entry(3, '-500.00', '0.00', { ExternalImportReference: 'other', IsCreatedByCurrentIntegration: false }),
    ];
    const [ours, theirs] = standingOf(invoice, 'NOK', entries).movements;
    expect(ours).toMatchObject({ postingId: ours?.voucherId, writeBackKey: 'key-1' });
    expect(theirs).toMatchObject({ postingId: '3:1' });
    expect(theirs).not.toHaveProperty('writeBackKey');
  });

  it('takes what an overpayment or a part of a larger payment gave to this invoice only', () => {
    const entries = [
      entry(1, '1000.00', '0.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' }),
      entry(2, '700.00', '200.00', { VoucherType: 'OutgoingInvoice' }),
      entry(3, '-1800.00', '-300.00', {}),
    ];
    expect(shown(standingOf(invoice, 'NOK', entries))).toEqual(['payment -1000.00']);
  });

  it('pairs what was taken back with its opposite before anything else', () => {
    const entries = [
      entry(1, '1000.00', '600.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' }),
      entry(2, '-1000.00', '0.00', {}),
      entry(3, '-400.00', '0.00', {}),
      entry(4, '1000.00', '0.00', { VoucherType: 'ReversalVoucher' }),
    ];
    expect(standingOf(invoice, 'NOK', entries).movements).toMatchObject([{ postingId: '3:1' }]);
  });

  it('adds up to what is left, whatever shares the match', () => {
    const share = fc.record({
      debit: fc.nat(8),
      credit: fc.nat(8),
      minor: fc.integer({ min: 1, max: 90_000 }),
    });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (shares) => {
        const used = new Map<string, number>();
        for (const { debit, credit, minor } of shares) {
          used.set(`d${debit}`, (used.get(`d${debit}`) ?? 0) + minor);
          used.set(`c${credit}`, (used.get(`c${credit}`) ?? 0) + minor);
        }
        const text = (minor: number): string =>
          `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
        const entries = [...used].map(([name, minor], at) =>
          entry(
            at + 1,
            `${name.startsWith('c') ? '-' : ''}${text(minor + 500)}`,
            `${name.startsWith('c') ? '-' : ''}5.00`,
            {
              VoucherType: name.startsWith('d') ? 'OutgoingInvoice' : 'BankJournal',
            },
          ),
        );
        const laidOut = allocate(entries) ?? [];
        [...used].forEach(([, minor], at) => {
          const id = String(at + 1);
          const mine = laidOut.filter(({ credit, debit }) => credit.Id === id || debit.Id === id);
          expect(mine.reduce((sum, one) => sum + one.minor, 0n)).toBe(BigInt(minor));
        });
      }),
    );
  });

  it('knows what is left in another currency only where it is told', () => {
    const abroad = {
      ...invoice,
      CurrencyCode: 'EUR',
      TotalAmount: '100.00',
      TotalPostedAmount: '1150.00',
      Balance: '1150.00',
    };
    expect(formatDecimal(standingOf(abroad, 'EUR', undefined).outstanding)).toBe('100.00');
    const own = entry(1, '1150.00', '690.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' });
    const inEuro = entry(2, '-460.00', '0.00', { CurrencyCode: 'EUR', CurrencyAmount: '-40.00' });
    const part = { ...abroad, Balance: '690.00' };
    expect(formatDecimal(standingOf(part, 'EUR', [own, inEuro]).outstanding)).toBe('60.00');
    const inKroner = entry(2, '-460.00', '0.00', {});
    expect(() => standingOf(part, 'EUR', [own, inKroner])).toThrow(UntoldInCurrencyError);
    const settled = [
      entry(1, '1150.00', '0.00', { VoucherId: invoice.Id, VoucherType: 'OutgoingInvoice' }),
      entry(2, '-1150.00', '0.00', {}),
    ];
    expect(shown(standingOf({ ...abroad, Balance: '0.00' }, 'EUR', settled))).toEqual(['payment -100.00']);
  });
});
