import { type LedgerPostingId, money } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import {
  claimFromOpenItem,
  claimMovementKind,
  claimMovements,
  type MovementFacts,
} from './claim-from-open-item.js';
import { aMovement, anItem } from './testing/items.js';

const nok = (minor: bigint): ReturnType<typeof money> => money(minor, 'NOK');

describe('a claim made of an open item', () => {
  it('demands what was invoiced, and counts what was paid and credited before', () => {
    const item = anItem({
      outstanding: nok(65_000n),
      movements: [
        aMovement('1', 'payment', -20_000n),
        aMovement('2', 'credit', -10_000n),
        aMovement('3', 'write-off', -5_000n),
      ],
      paymentReference: '79927398713',
    });
    expect(claimFromOpenItem(item, 'NO')).toEqual({
      principal: nok(100_000n),
      balance: {
        currency: 'NOK',
        principal: 100_000n,
        paid: 20_000n,
        credited: 10_000n,
        writtenOff: 5_000n,
        outstanding: 65_000n,
        overpaid: 0n,
      },
      paymentReference: { kind: 'kid', text: '79927398713' },
    });
  });

  it('agrees with the ledger about what is left, also after reversals', () => {
    const movements = [
      aMovement('1', 'payment', -100_000n),
      aMovement('2', 'reversal', 100_000n, '1'),
      aMovement('3', 'credit', -40_000n),
      aMovement('4', 'reversal', 15_000n, '3'),
    ];
    const { balance } = claimFromOpenItem(anItem({ outstanding: nok(75_000n), movements }), 'NO');
    expect(balance).toMatchObject({ outstanding: 75_000n, paid: 0n, credited: 25_000n });
  });
});

describe('how a movement counts', () => {
  it('with its sign turned: what lowers the balance is positive', () => {
    const movements = [aMovement('1', 'payment', -700n), aMovement('2', 'reversal', 700n, '1')];
    expect(claimMovements(movements)).toEqual([
      { kind: 'paid', amount: nok(700n) },
      { kind: 'paid', amount: nok(-700n) },
    ]);
  });

  const known = new Map<string, MovementFacts>(
    [
      aMovement('pay', 'payment', -1n),
      aMovement('cred', 'credit', -1n),
      aMovement('off', 'write-off', -1n),
      aMovement('undo', 'reversal', 1n, 'cred'),
      aMovement('redo', 'reversal', -1n, 'undo'),
      aMovement('ring-a', 'reversal', 1n, 'ring-b'),
      aMovement('ring-b', 'reversal', 1n, 'ring-a'),
    ].map((movement) => [movement.postingId, movement]),
  );

  it.each([
    ['a payment', 'pay', 'paid'],
    ['a credit note', 'cred', 'credited'],
    ['a write-off', 'off', 'written-off'],
    ['a reversal of a reversal, by what it began with', 'undo', 'credited'],
    ['a reversal of that, too', 'redo', 'credited'],
    ['a reversal of what nobody knows, as money', 'unknown', 'paid'],
    ['reversals that name each other, as money', 'ring-a', 'paid'],
  ])('%s', (_, reverses, kind) => {
    const movement: MovementFacts = {
      postingId: 'x' as LedgerPostingId,
      kind: 'reversal',
      reverses: reverses as LedgerPostingId,
    };
    expect(claimMovementKind(movement, (id) => known.get(id))).toBe(kind);
  });

  it.each([undefined, null])('a reversal that names nothing (%s), as money', (reverses) => {
    const movement: MovementFacts = {
      postingId: 'x' as LedgerPostingId,
      kind: 'reversal',
      ...(reverses === null && { reverses }),
    };
    expect(claimMovementKind(movement, () => undefined)).toBe('paid');
  });
});
