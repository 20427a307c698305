import { describe, expect, it } from '@jest/globals';
import { costOfAnswer, Prices } from './price.js';

const TOKEN = 'bm90LWEtcmVhbC14bGVkZ2VyLXRva2VuLTAwMDE';
const rows = (count: number): object => ({ edges: Array.from({ length: count }, () => ({})) });

describe('what a question costs', () => {
  it.each([
    ['nothing found', { arTransactions: { edges: null } }, 1],
    ['one row', { arTransactions: rows(1) }, 2],
    ['a hundred rows of two lists', { a: rows(60), b: rows(40) }, 2],
    ['a hundred and one', { a: rows(101) }, 3],
    ['a voucher of two lines', { addGLImportItems: rows(2) }, 2],
    ['no data', null, 1],
  ])('%s', (_name, data, cost) => {
    expect(costOfAnswer({ data })).toBe(cost);
  });

  it('is expected to be what it was the last time', () => {
    const prices = new Prices({ token: TOKEN, creditsPerHour: '1000' });
    const price = prices.of('query A');
    expect(price).toMatchObject({ expected: 2, rule: { callsMax: 980, windowMs: 3_600_000 } });
    price?.costOf({ data: { a: rows(950) } });
    expect(prices.of('query A')?.expected).toBe(11);
    expect(prices.of('query B')?.expected).toBe(2);
  });

  it.each([undefined, ''])(
    'is not counted while nobody told how many credits there are',
    (creditsPerHour) => {
      expect(
        new Prices({ token: TOKEN, ...(creditsPerHour === undefined ? {} : { creditsPerHour }) }).of(
          'query A',
        ),
      ).toBeUndefined();
    },
  );
});
