import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDecimal } from '@app/domain';
import { tokenOf } from './keys.js';
import type { LedgerRow } from './ledger-row.js';
import { type Standing, standingOf } from './standing.js';
import { invoice, row, settling } from './testing/wire-builders.js';
import type { WireTransaction } from './wire.js';

const OURS = { externalReference1: tokenOf('key-1') };

function standing(
  of: Partial<WireTransaction>,
  others: readonly WireTransaction[],
  strays: readonly WireTransaction[] = [],
): Standing {
  const rows = (wires: readonly WireTransaction[]): readonly LedgerRow[] => wires.map((wire) => row(wire));
  return standingOf(row({ ...invoice, ...of }), rows(others), rows(strays), 'NOK');
}

const told = ({ outstanding, movements }: Standing): readonly string[] => [
  formatDecimal(outstanding),
  ...movements.map(({ kind, change, postingId }) => `${kind} ${formatDecimal(change)} ${postingId}`),
];

describe('how an invoice stands', () => {
  it('is untouched', () => {
    expect(told(standing({}, []))).toEqual(['1000.00']);
  });

  it('was paid in parts, by rows that name it', () => {
    const parts = [settling(5001, '-100'), settling(5002, '-200.50')];
    expect(told(standing({ outstandingAmountDomestic: '699.50', paidLast: 20260701 }, parts))).toEqual([
      '699.50',
      'payment -100.00 5001-1:4711-12',
      'payment -200.50 5002-1:4711-12',
    ]);
  });

  it('tells credit notes by what its own row calls credited', () => {
    const rows = [settling(5001, '-300'), settling(5002, '-300', { invoiceNo: '900001' })];
    const of = { outstandingAmountDomestic: '400', creditedAmountDomestic: '300', paidLast: 20260701 };
    expect(told(standing(of, rows))).toEqual([
      '400.00',
      'payment -300.00 5001-1:4711-12',
      'credit -300.00 5002-1:4711-12',
    ]);
  });

  it('tells what no row explains by its amount, credits first', () => {
    const of = { outstandingAmountDomestic: '0', creditedAmountDomestic: '-250', paidLast: 20260702 };
    expect(told(standing(of, []))).toEqual([
      '0.00',
      'credit -250.00 4711-12:credited:25000',
      'payment -750.00 4711-12:settled:75000',
    ]);
  });

  it('is a loss when it fell with neither a payment nor a credit', () => {
    expect(told(standing({ outstandingAmountDomestic: '0', paidLast: 0 }, []))).toEqual([
      '0.00',
      'write-off -1000.00 4711-12:settled:100000',
    ]);
  });

  it('leaves out what names it and was used up elsewhere, or by nothing', () => {
    const rows = [
      settling(5001, '-1000', { outstandingAmountDomestic: '-1000' }),
      settling(5002, '-1000'),
      settling(5003, '-400', { customerNo: 1 }),
    ];
    expect(told(standing({}, rows))).toEqual(['1000.00']);
  });

  it('knows a posting of ours by its token, wherever it stands', () => {
    for (const mark of [OURS, { text: `${tokenOf('key-1')} KH-1` }]) {
      const rows = [settling(5001, '-400', mark)];
      expect(told(standing({ outstandingAmountDomestic: '600', paidLast: 20260701 }, rows))).toEqual([
        '600.00',
        'payment -400.00 5001-1',
      ]);
    }
  });

  it('takes a stray posting of ours before an unknown payment', () => {
    const stray = settling(5001, '-400', { ...OURS, crossReference: '100999' });
    const of = { outstandingAmountDomestic: '500', paidLast: 20260701 };
    expect(told(standing(of, [stray], [stray]))).toEqual([
      '500.00',
      'payment -400.00 5001-1',
      'payment -100.00 4711-12:settled:10000',
    ]);
  });

  it.each([
    ['not matched yet', '600', '0', '400'],
    ['the match undone', '1000', '-400', '400'],
    ['matched with each other', '1000', '0', '0'],
  ])('owes what we took back: %s', (_when, ownRow, openPayment, openReversal) => {
    const rows = [
      settling(5001, '-400', { ...OURS, outstandingAmountDomestic: openPayment }),
      settling(5002, '400', {
        externalReference1: tokenOf('key-2'),
        outstandingAmountDomestic: openReversal,
      }),
    ];
    const result = standing({ outstandingAmountDomestic: ownRow, paidLast: 20260701 }, rows);
    expect(told(result)).toEqual(['1000.00', 'payment -400.00 5001-1', 'reversal 400.00 5002-1']);
    expect(result.movements[1]?.reverses).toBe('5001-1');
  });

  it('always adds up, and reads the same twice and in any order', () => {
    const amount = fc.integer({ min: 1, max: 120_000 });
    const other = fc.record({
      minor: amount,
      openPart: fc.constantFrom(0n, 1n, 2n),
      ours: fc.boolean(),
      names: fc.boolean(),
      isDebit: fc.boolean(),
    });
    const decimal = (minor: bigint): string => formatDecimal({ minor, currency: 'NOK' });
    fc.assert(
      fc.property(
        fc.array(other, { maxLength: 6 }),
        fc.integer({ min: -20_000, max: 100_000 }),
        fc.nat(100_000),
        (rows, left, credited) => {
          const others = rows.map(({ minor, openPart, ours, names, isDebit }, index) => {
            const signed = BigInt(isDebit && ours ? minor : -minor);
            return settling(5001 + index, decimal(signed), {
              outstandingAmountDomestic: decimal((signed * openPart) / 2n),
              ...(ours ? { externalReference1: tokenOf(`key-${index}`) } : {}),
              ...(names ? {} : { crossReference: '1' }),
            });
          });
          const of = {
            outstandingAmountDomestic: decimal(BigInt(left)),
            creditedAmountDomestic: decimal(BigInt(credited)),
          };
          const result = standing(of, others);
          const moved = result.movements.reduce((sum, { change }) => sum + change.minor, 0n);
          expect(100_000n + moved).toBe(result.outstanding.minor);
          expect(new Set(result.movements.map(({ postingId }) => postingId)).size).toBe(
            result.movements.length,
          );
          expect(standing(of, [...others].reverse())).toEqual(result);
        },
      ),
    );
  });
});
