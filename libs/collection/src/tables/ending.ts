import type { LocalDate } from '@app/domain';
import { LAW_TABLES } from './all-tables.js';
import type { DatedTable } from './dated-table.js';

/** A table whose next row is not there yet. */
export interface EndingTable {
  readonly name: string;
  /** After this day every calculation that needs the table stops with an `OutsideTableError`. */
  readonly lastDay: LocalDate;
}

/**
 * Tables that know nothing of the days after `day`: for a warning to the operator weeks before the turn of a half-year,
 * so that the new rate is added in time (docs/law/README.md).
 */
export function tablesEndingBy(
  day: LocalDate,
  tables: readonly DatedTable<unknown>[] = LAW_TABLES,
): readonly EndingTable[] {
  return tables.flatMap(({ name, rows }) => {
    const lastDay = rows.at(-1)?.to;
    return lastDay !== undefined && lastDay <= day ? [{ name, lastDay }] : [];
  });
}
