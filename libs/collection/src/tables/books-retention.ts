import { type Country, localDate } from '@app/domain';
import { type DatedTable, datedTable } from './dated-table.js';

/** How long records behind the books are kept, in whole years after the end of the year that they belong to. */
export interface BooksRetention {
  readonly yearsAfterYearEnd: number;
}

const CHOSEN_BY = 'the day of the newest entry in the books';
/** The hub keeps nothing that is older. */
const FROM = localDate('2020-01-01');

export const NO_BOOKS_RETENTION = datedTable<BooksRetention>('NO retention of books', CHOSEN_BY, [
  {
    from: FROM,
    value: { yearsAfterYearEnd: 5 },
    source:
      'bokføringsloven (LOV-2004-11-19-73) § 13: primary documentation, five years after the end of the year',
    status: 'verified',
  },
]);

export const SE_BOOKS_RETENTION = datedTable<BooksRetention>('SE retention of books', CHOSEN_BY, [
  {
    from: FROM,
    value: { yearsAfterYearEnd: 7 },
    source:
      'bokföringslagen 1999:1078, 7 kap. 2 §: until and including the seventh year after the end of the calendar year',
    status: 'verified',
  },
]);

export const BOOKS_RETENTION: Readonly<Record<Country, DatedTable<BooksRetention>>> = {
  NO: NO_BOOKS_RETENTION,
  SE: SE_BOOKS_RETENTION,
};
