import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeBooks, refusedWith } from './testing/fake-books.js';

const INK = { mode: 'INK', account: '1684' };

describe('the preflight', () => {
  let books: FakeBooks;
  beforeEach(() => void (books = new FakeBooks()));

  const codes = async (target?: typeof INK): Promise<string[]> =>
    (await books.session.preflight(target)).map(({ code }) => code);

  it('finds nothing in a healthy company', async () => {
    expect(await codes()).toEqual([]);
    expect(await codes(INK)).toEqual([]);
  });

  it.each([
    [/GET \/3\/invoices$/, 2000663, 'invoice-access-missing'],
    [/GET \/3\/customers/, 2000663, 'customer-access-missing'],
    [/GET \/3\/invoicepayments/, 2001101, 'payment-access-missing'],
    [/GET \/3\/modesofpayments/, 2000663, 'payment-mode-access-missing'],
  ])('names what %s hides', async (on, code, finding) => {
    books.mischief = [{ on, answer: refusedWith(code), times: 1 }];
    expect(await codes()).toEqual([finding]);
  });

  it('asks for a mode of payment that debits neither bank nor cash', async () => {
    books.modes = books.modes.slice(0, 1);
    expect(await codes()).toEqual(['payment-mode-missing']);
    expect(await codes(INK)).toEqual(['target-missing']);
    expect(await codes({ mode: 'BG', account: '1930' })).toEqual(['target-is-bank-account']);
    expect(await codes({ mode: 'BG', account: '1684' })).toEqual(['target-account-changed']);
  });

  it.each([
    ['2026-03-17', []],
    ['2026-03-18', ['period-closed']],
  ])('looks at the locked period: %s', async (lockedUntil, found) => {
    books.lockedUntil = lockedUntil;
    expect(await codes()).toEqual(found);
  });

  it('does not mistake trouble for a missing right', async () => {
    books.mischief = [{ on: /GET \/3\/invoices$/, answer: { status: 500, json: {} }, times: 9 }];
    await expect(books.session.preflight()).rejects.toMatchObject({ kind: 'retryable' });
  });
});
