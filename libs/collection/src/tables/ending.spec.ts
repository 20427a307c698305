import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { datedTable } from './dated-table.js';
import { tableReaches, tablesEndingBy } from './ending.js';

describe('tables that end', () => {
  const table = datedTable('ends in June', 'a day', [
    {
      from: localDate('2025-01-01'),
      to: localDate('2025-06-30'),
      value: 1,
      source: 'an act',
      status: 'verified',
    },
  ]);
  const open = datedTable('goes on', 'a day', [
    { from: localDate('2025-01-01'), value: 1, source: 'an act', status: 'verified' },
  ]);

  it.each([
    ['2025-06-29', []],
    ['2025-06-30', ['ends in June']],
    ['2099-01-01', ['ends in June']],
  ])('by %s are %j', (day, names) => {
    expect(tablesEndingBy(localDate(day), [table, open]).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['2025-04-30', 61, 'current'],
    ['2025-05-01', 60, 'ending'],
    ['2025-06-30', 0, 'ending'],
    ['2025-07-01', -1, 'ended'],
  ])('warn sixty days ahead: on %s, %i days before the end, it is %s', (day, daysLeft, state) => {
    expect(tableReaches(localDate(day), [table, open])).toEqual([
      { name: 'ends in June', chosenBy: 'a day', lastDay: '2025-06-30', daysLeft, state },
      { name: 'goes on', chosenBy: 'a day', lastDay: null, daysLeft: null, state: 'current' },
    ]);
  });

  it('are, of the law itself, those that authorities set for a time', () => {
    const names = tablesEndingBy(localDate('2099-12-31')).map(({ name }) => name);
    expect(names).toEqual([
      'NO late interest (forsinkelsesrente)',
      'NO standard compensation (forsinkelsesrenteloven § 3 a)',
      'NO court fee (rettsgebyret R)',
      'SE reference rate (referensränta)',
      'SE late interest (dröjsmålsränta)',
    ]);
  });
});
