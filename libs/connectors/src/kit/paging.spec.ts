import { describe, expect, it } from '@jest/globals';
import { LedgerContradictionError } from '../contract/index.js';
import { assertRising, readWholeList, StepBound } from './paging.js';

describe('readWholeList', () => {
  const all = Array.from({ length: 25 }, (_, index) => `row ${index}`);
  const key = (row: string): string => row;

  it('reads until a short page', async () => {
    const read = readWholeList('Rows', (from, count) => Promise.resolve(all.slice(from, from + count)), key, {
      pageSize: 10,
    });
    expect(await read).toEqual(all);
  });

  it.each([
    ['a page repeats', () => all.slice(0, 10)],
    ['more comes than was asked for', () => all],
  ])('stops when %s', async (_name, page) => {
    const read = readWholeList('Rows', () => Promise.resolve(page()), key, { pageSize: 10 });
    await expect(read).rejects.toThrow(LedgerContradictionError);
  });

  it('stops when the list does not end', async () => {
    let id = 0;
    const page = (): Promise<string[]> =>
      Promise.resolve(Array.from({ length: 10 }, () => `row ${(id += 1)}`));
    await expect(readWholeList('Rows', page, key, { pageSize: 10, pagesMax: 4 })).rejects.toThrow(
      'did not end within 4',
    );
  });
});

it('assertRising refuses equal and falling keys', () => {
  expect(() => assertRising('Rows', [1, 2, 5])).not.toThrow();
  expect(() => assertRising('Rows', [1, 1])).toThrow(LedgerContradictionError);
  expect(() => assertRising('Rows', [2, 1])).toThrow(LedgerContradictionError);
});

it('StepBound stops a loop by name', () => {
  const bound = new StepBound('The walk', 2);
  bound.step();
  bound.step();
  expect(() => bound.step()).toThrow('The walk made no progress within 2 requests');
});
