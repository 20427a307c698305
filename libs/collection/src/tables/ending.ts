import { addDays, daysBetween, type LocalDate } from '@app/domain';
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

/** Days before a table's last one from which an operator is warned: time to publish, to add the row, and to release it. */
export const ENDING_WARNING_DAYS = 60;

/** How far the law is known, table by table, seen from a day. */
export interface TableReach {
  readonly name: string;
  /** Which of a claim's dates chooses the row. */
  readonly chosenBy: string;
  /** Null: it holds until a new row follows. */
  readonly lastDay: LocalDate | null;
  /** Days left after the day asked about; negative when it has ended. */
  readonly daysLeft: number | null;
  /** `ended`: what needs it stops with an `OutsideTableError`. */
  readonly state: 'current' | 'ending' | 'ended';
}

export function tableReaches(
  day: LocalDate,
  tables: readonly DatedTable<unknown>[] = LAW_TABLES,
): readonly TableReach[] {
  const ending = new Set(tablesEndingBy(addDays(day, ENDING_WARNING_DAYS), tables).map(({ name }) => name));
  return tables.map(({ name, chosenBy, rows }) => {
    const lastDay = rows.at(-1)?.to ?? null;
    const daysLeft = lastDay === null ? null : daysBetween(day, lastDay);
    const state = !ending.has(name) ? 'current' : daysLeft !== null && daysLeft < 0 ? 'ended' : 'ending';
    return { name, chosenBy, lastDay, daysLeft, state };
  });
}
