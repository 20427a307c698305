import type { Table } from '../tables/table.js';
import { shownColumns } from '../tables/table.js';
import type { World } from '../world.js';

type Switched = Pick<World, 'switches'>;

const PAGING = 'first: Int, after: String, last: Int, before: String, skip: Int';

/** The field of `Query_UseCompany` that lists a table. */
export function listField({ field, type, sums }: Table<unknown>): string {
  const groupBy = sums.length > 0 ? `, groupBy: [GroupBy_${type}!]` : '';
  return `  ${field}(filter: FilterExpression_${type}, orderBy: [OrderBy_${type}!]${groupBy}, ${PAGING}): ${connectionOf(type)}`;
}

/** Row type, connection, filter, order and groups of one table, as the vendor's generator names them. */
export function tableSdl(table: Table<unknown>, world: Switched): string {
  const { type } = table;
  const columns = shownColumns(table, world);
  const fields = columns.flatMap(([name, column]) => [
    `${name}: ${column.type}`,
    ...(column.isDay === true ? [`${name}AsDate: Date`] : []),
  ]);
  return `
type ${connectionOf(type)} { totalCount: Int pageInfo: PageInfo items: [${type}] }
type ${type} {
  ${[...fields, ...joinFields(table, world), ...(table.sums.length > 0 ? [`aggregates: ${type}_Aggregates`] : [])].join('\n  ')}
}
input FilterExpression_${type} {
  _and: [FilterExpression_${type}]
  _or: [FilterExpression_${type}]
  ${columns.map(([name, column]) => `${name}: ColumnFilter_${column.type}`).join('\n  ')}
}
input OrderBy_${type} { ${columns.map(([name]) => `${name}: SortOrder`).join(' ')} }
${table.sums.length > 0 ? groupSdl(table, columns) : ''}`;
}

function groupSdl({ type, sums }: Table<unknown>, columns: ReturnType<typeof shownColumns>): string {
  const shown = sums.filter((name) => columns.some(([column]) => column === name));
  return `
input GroupBy_${type} { ${columns.map(([name]) => `${name}: GroupByType`).join(' ')} }
type ${type}_Aggregates { sum: ${type}_Sum count: ${type}_Count }
type ${type}_Sum { ${shown.map((name) => `${name}: Decimal`).join(' ')} }
type ${type}_Count { ${columns.map(([name]) => `${name}: Int`).join(' ')} }`;
}

function joinFields({ joins, type }: Table<unknown>, { switches }: Switched): string[] {
  return Object.entries(joins).flatMap(([name, join]) => {
    if (switches.missingColumns.includes(`${type}.${name}`)) return [];
    const other = (name.split('_')[1] ?? '').replace(/^./, (letter) => letter.toUpperCase());
    if ('children' in join)
      return [`${name}(filter: FilterExpression_${other}, ${PAGING}): ${connectionOf(other)}`];
    return join.isUnseen === true && !switches.moreColumns ? [] : [`${name}: ${other}`];
  });
}

function connectionOf(type: string): string {
  return `Query_UseCompany_${type}_Connection`;
}
