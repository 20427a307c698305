import { localDate } from '@app/domain';
import { Column } from 'typeorm';
import type { ValueTransformer } from 'typeorm';

interface ColumnChoice {
  /** Default: false. */
  readonly nullable?: boolean;
  /** Column name where it differs from the property's in snake_case. */
  readonly name?: string;
  /** The column's default in PostgreSQL, as text. Default: none. */
  readonly default?: string;
}

/** The pool already reads `bigint` as a JavaScript bigint; this refuses anything else on the way in. */
const minor: ValueTransformer = {
  to(value: unknown): unknown {
    if (value === null || value === undefined || typeof value === 'bigint' || typeof value === 'object')
      return value;
    throw new TypeError(`Money is stored as a bigint in minor units, not as ${typeof value}.`);
  },
  from: (value: unknown): unknown => value,
};

const day: ValueTransformer = {
  // An object is one of TypeORM's operators (Between, LessThan): its own value is not ours to check.
  to: (value: unknown): unknown => (typeof value === 'string' ? localDate(value) : value),
  from: (value: unknown): unknown => value,
};

/** Money: `bigint` here and in PostgreSQL, in the minor unit (øre, öre, cent) of the row's currency. */
export function MinorColumn(choice: ColumnChoice = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: minor, ...choice });
}

/** A calendar day without a zone: `date` in PostgreSQL, `LocalDate` (`YYYY-MM-DD`) here. */
export function LocalDateColumn(choice: ColumnChoice = {}): PropertyDecorator {
  return Column({ type: 'date', transformer: day, ...choice });
}

/** A moment in UTC: `timestamptz` in PostgreSQL, `Date` (milliseconds) here. Name it `…At`. */
export function InstantColumn(choice: ColumnChoice = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', ...choice });
}
