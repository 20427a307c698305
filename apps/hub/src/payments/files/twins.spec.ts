import { describe, expect, it } from '@jest/globals';
import { type BankBatchId, localDate } from '@app/domain';
import { findTwins, type TwinFacts } from './twins.js';

const day = localDate('2026-03-02');

function batch(id: string, more: Partial<TwinFacts> = {}): TwinFacts {
  return {
    id: id as BankBatchId,
    accountKey: 'bban:1',
    direction: 'credit',
    isReversal: false,
    minor: 100n,
    currency: 'NOK',
    bookedOn: day,
    bankReference: null,
    transactions: 1,
    references: [],
    ...more,
  };
}

const pairs = (mine: readonly TwinFacts[], theirs: readonly TwinFacts[]): string[] =>
  findTwins(mine, theirs).map((twins) => `${twins.mine.id}=${twins.theirs.id}`);

describe('bookings that two formats tell', () => {
  it('are one by the bank’s reference before they are by day and amount', () => {
    const mine = [batch('a'), batch('b', { bankReference: 'X' })];
    const theirs = [batch('1', { bankReference: 'X', bookedOn: localDate('2026-03-04') }), batch('2')];
    expect(pairs(mine, theirs)).toEqual(['b=1', 'a=2']);
  });

  it('are paired once each, in their order', () => {
    expect(pairs([batch('a'), batch('b'), batch('c')], [batch('1'), batch('2')])).toEqual(['a=1', 'b=2']);
  });

  it.each([
    ['another account', { accountKey: 'bban:2' }],
    ['another amount', { minor: 101n }],
    ['another currency', { currency: 'SEK' as const }],
    ['the other direction', { direction: 'debit' as const }],
    ['a reversal', { isReversal: true }],
    ['another day', { bookedOn: localDate('2026-03-03') }],
    ['no day', { bookedOn: null }],
    ['other references of the payer', { references: ['7654'] }],
  ])('are two with %s', (_, more) => {
    expect(pairs([batch('a', { references: ['1234'] })], [batch('1', more)])).toEqual([]);
  });

  it('are two with two references of the bank, or with one that came again weeks later', () => {
    expect(pairs([batch('a', { bankReference: 'X' })], [batch('1', { bankReference: 'Y' })])).toEqual([]);
    const late = batch('1', { bankReference: 'X', bookedOn: localDate('2026-03-20') });
    expect(pairs([batch('a', { bankReference: 'X' })], [late])).toEqual([]);
  });

  it('are a lump and its parts only where the lump names no claim', () => {
    const parts = batch('1', { transactions: 3 });
    expect(pairs([batch('a')], [parts])).toEqual(['a=1']);
    expect(pairs([batch('a', { references: ['1234'] })], [parts])).toEqual([]);
    expect(pairs([batch('a', { transactions: 2 })], [parts])).toEqual([]);
    expect(pairs([batch('a', { transactions: 3 })], [parts])).toEqual(['a=1']);
  });
});
