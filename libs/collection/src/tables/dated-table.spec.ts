import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { LAW_TABLES } from './all-tables.js';
import {
  type DatedRow,
  datedTable,
  MalformedTableError,
  OutsideTableError,
  rowOn,
  valueOn,
} from './dated-table.js';

const row = (from: string, to: string | undefined, value: number): DatedRow<number> => ({
  from: localDate(from),
  ...(to === undefined ? {} : { to: localDate(to) }),
  value,
  source: 'a statute',
  status: 'verified',
});

const TABLE = datedTable('a table', 'a day', [
  row('2025-01-01', '2025-06-30', 1),
  row('2025-07-01', '2025-12-31', 2),
]);

describe('a lookup', () => {
  it.each([
    ['2025-01-01', 1],
    ['2025-06-30', 1],
    ['2025-07-01', 2],
    ['2025-12-31', 2],
  ])('on %s gives row %i', (day, value) => {
    expect(valueOn(TABLE, localDate(day))).toBe(value);
  });

  it.each(['2024-12-31', '2026-01-01'])('on %s is an error that names table and day', (day) => {
    const lookup = (): unknown => rowOn(TABLE, localDate(day));
    expect(lookup).toThrow(OutsideTableError);
    expect(lookup).toThrow(`"a table" has no row for ${day}; it is known from 2025-01-01 to 2025-12-31`);
  });

  it('in a table with a row of one day finds that day', () => {
    const short = datedTable('short', 'a day', [
      row('2025-01-01', '2025-01-01', 1),
      row('2025-01-02', undefined, 2),
    ]);
    expect(valueOn(short, localDate('2025-01-01'))).toBe(1);
    expect(valueOn(short, localDate('2025-01-02'))).toBe(2);
  });

  it('in an open table knows every later day', () => {
    const open = datedTable('open', 'a day', [
      row('2025-01-01', '2025-06-30', 1),
      row('2025-07-01', undefined, 2),
    ]);
    expect(valueOn(open, localDate('2099-01-01'))).toBe(2);
    expect(() => valueOn(open, localDate('2024-01-01'))).toThrow('it is known from 2025-01-01.');
  });
});

describe('a table is refused', () => {
  it.each<[string, DatedRow<number>[], string]>([
    ['empty', [], 'no row'],
    [
      'with a gap',
      [row('2025-01-01', '2025-06-29', 1), row('2025-07-01', undefined, 2)],
      'no row holds on 2025-06-30',
    ],
    [
      'with an overlap',
      [row('2025-01-01', '2025-07-01', 1), row('2025-07-01', undefined, 2)],
      'two rows hold on 2025-07-01',
    ],
    [
      'in the wrong order',
      [row('2025-07-01', '2025-12-31', 1), row('2025-01-01', '2025-06-30', 2)],
      'two rows hold',
    ],
    [
      'with an open row before the last',
      [row('2025-01-01', undefined, 1), row('2025-07-01', undefined, 2)],
      'has no end',
    ],
    ['with a row that ends before it begins', [row('2025-02-01', '2025-01-01', 1)], 'ends before it begins'],
  ])('%s', (_name, rows, reason) => {
    const make = (): unknown => datedTable('a table', 'a day', rows);
    expect(make).toThrow(MalformedTableError);
    expect(make).toThrow(reason);
  });
});

describe('every table of the law', () => {
  it.each(LAW_TABLES.map((table) => [table.name, table] as const))(
    '%s: each row has a source',
    (_name, table) => {
      expect(table.rows.every(({ source }) => source.length > 5)).toBe(true);
      // The form is checked when the table is made; once more, so that a cast cannot hide a broken one.
      expect(() => datedTable(table.name, table.chosenBy, table.rows)).not.toThrow();
    },
  );

  it('has a name of its own', () => {
    expect(new Set(LAW_TABLES.map(({ name }) => name)).size).toBe(LAW_TABLES.length);
  });
});
