import pg from 'pg';

const OID_INT8 = 20;
const OID_DATE = 1082;

type Format = 'text' | 'binary';

/**
 * How answers of PostgreSQL become values, in raw queries and in entities alike:
 *
 * | type | value |
 * |---|---|
 * | `int8` (also `count(*)`, `sum(int4)`) | `bigint`; write `count(*)::int` where a number is wanted |
 * | `date` | text `YYYY-MM-DD`, never a `Date` in the machine's zone |
 * | `numeric` (also `sum(int8)`) | text; write `sum(x)::bigint` for money |
 * | `timestamptz` | `Date`, cut to milliseconds |
 * | `jsonb` | parsed by `JSON.parse`: no amount may be stored there as a number |
 *
 * Only our pools use this table: `pg`'s global one is left alone, since libraries rely on it.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: Format) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === OID_INT8) return (text: string) => BigInt(text);
    if (oid === OID_DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, 'text');
  },
} as pg.CustomTypesConfig;
