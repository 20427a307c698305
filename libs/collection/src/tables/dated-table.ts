import { addDays, localDate, type LocalDate } from '@app/domain';

/** How sure a row is. `unverified` rows are listed in docs/law/open-points.md: a person confirms them before production. */
export type SourceStatus =
  /** Read in the statute, the regulation or an authority's own page. */
  | 'verified'
  /** Read only where others quote it. */
  | 'secondary'
  /** Our reading, or what is commonly said. */
  | 'unverified';

/** A value with its period of validity: law is data. */
export interface DatedRow<T> {
  readonly from: LocalDate;
  /** Last day, included. Absent: valid until a new row follows; only the last row may leave it out. */
  readonly to?: LocalDate;
  readonly value: T;
  /** Statute, regulation or page. */
  readonly source: string;
  readonly status: SourceStatus;
}

export interface DatedTable<T> {
  /** Named in errors: `NO late interest`. */
  readonly name: string;
  /** Which of a claim's dates chooses the row. */
  readonly chosenBy: string;
  /** Without gap or overlap, oldest first. */
  readonly rows: readonly DatedRow<T>[];
}

/** The law of that day is not in the table. Nobody guesses: the row must be added with its source. */
export class OutsideTableError extends Error {
  constructor(
    readonly table: string,
    readonly day: LocalDate,
    first: LocalDate,
    last: LocalDate | undefined,
  ) {
    const known = last === undefined ? `from ${first}` : `from ${first} to ${last}`;
    super(
      `The table "${table}" has no row for ${day}; it is known ${known}. Nothing is calculated with another ` +
        'period’s value: add the row with its source (docs/law/README.md), then run again.',
    );
    this.name = 'OutsideTableError';
  }
}

/** Rows that overlap, leave a gap, or stand in the wrong order. */
export class MalformedTableError extends Error {
  constructor(table: string, reason: string) {
    super(`The table "${table}" is malformed: ${reason}.`);
    this.name = 'MalformedTableError';
  }
}

/** @throws MalformedTableError when the rows do not follow each other day by day */
export function datedTable<T>(name: string, chosenBy: string, rows: readonly DatedRow<T>[]): DatedTable<T> {
  if (rows.length === 0) throw new MalformedTableError(name, 'it has no row');
  for (const [index, row] of rows.entries()) {
    if (row.to !== undefined && row.to < row.from) {
      throw new MalformedTableError(name, `the row from ${row.from} ends before it begins`);
    }
    const next = rows[index + 1];
    if (!next) continue;
    if (row.to === undefined) throw new MalformedTableError(name, `the row from ${row.from} has no end`);
    const expected = addDays(row.to, 1);
    if (next.from < expected) throw new MalformedTableError(name, `two rows hold on ${next.from}`);
    if (next.from > expected) throw new MalformedTableError(name, `no row holds on ${expected}`);
  }
  return { name, chosenBy, rows };
}

/** The row that holds on the day. @throws OutsideTableError never the last known value instead */
export function rowOn<T>(table: DatedTable<T>, day: LocalDate): DatedRow<T> {
  const { rows } = table;
  // From the newest: nearly every question is about lately.
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index]!;
    if (row.from > day) continue;
    if (row.to === undefined || row.to >= day) return row;
    break;
  }
  throw new OutsideTableError(table.name, day, rows[0]!.from, rows.at(-1)!.to);
}

/** @throws OutsideTableError */
export function valueOn<T>(table: DatedTable<T>, day: LocalDate): T {
  return rowOn(table, day).value;
}

/** Last day of the half-year that begins on the day (1 January or 1 July). */
export function halfYearEnd(from: string): LocalDate {
  return localDate(from.endsWith('-01-01') ? `${from.slice(0, 4)}-06-30` : `${from.slice(0, 4)}-12-31`);
}
