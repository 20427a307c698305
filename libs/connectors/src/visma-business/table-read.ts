import { elementTexts, isRecord } from '../kit/index.js';
import type { GraphqlRequest, GraphqlValue } from './graphql.js';
import { wireConnection } from './wire.js';

/** One table of the company's, read once. */
export interface TableRead {
  /** As the API names it: `openCustomerEntry`. */
  readonly table: string;
  readonly fields: readonly string[];
  readonly filter?: GraphqlValue | undefined;
  /** As written in the document: `[{ auditNo: ASC }]`. */
  readonly order?: string;
  readonly first: number;
}

export interface TableRows {
  readonly rows: readonly unknown[];
  /** Undefined when the server does not say. */
  readonly hasNextPage: boolean | undefined;
  readonly totalCount: number | undefined;
  /** A row as the server wrote it. */
  rawOf(index: number): string;
}

/** The rows of one table of an answer. @throws DecodeError */
export function readTableRows(name: string, value: unknown, text: string): TableRows {
  const { rows, pageInfo, totalCount } = wireConnection(
    isRecord(value) ? { ...value, rows: value[rowsName(name)] } : value,
  );
  let texts: readonly string[] | undefined;
  return {
    rows,
    totalCount,
    hasNextPage: pageInfo?.hasNextPage,
    rawOf: (index) => {
      texts ??= elementTexts(text, rowsName(name)) ?? [];
      return texts[index] ?? JSON.stringify(rows[index] ?? null);
    },
  };
}

/** One question for all the tables, each by the caller’s name for it. */
export function tablesQuestion(
  operation: string,
  companyNo: number,
  reads: Readonly<Record<string, TableRead>>,
): GraphqlRequest & { readonly operation: string } {
  const variables: Record<string, GraphqlValue> = { company: companyNo };
  const declared = ['$company: Int!'];
  const parts: string[] = [];
  for (const [name, { table, fields, filter, order, first }] of Object.entries(reads)) {
    const args = [`first: ${first}`];
    if (order !== undefined) args.unshift(`orderBy: ${order}`);
    if (filter !== undefined) {
      declared.push(`$${name}: FilterExpression_${table.charAt(0).toUpperCase()}${table.slice(1)}`);
      variables[name] = filter;
      args.unshift(`filter: $${name}`);
    }
    parts.push(
      `${name}: ${table}(${args.join(', ')}) { totalCount pageInfo { hasNextPage } ${rowsName(name)}: items { ${fields.join(' ')} } }`,
    );
  }
  return {
    operation,
    document: `query ${operation}(${declared.join(', ')}) { useCompany(no: $company) { ${parts.join(' ')} } }`,
    variables,
  };
}

/** Each table's rows bear a name of their own in the answer, so that a refused row's own text can be cut from it. */
function rowsName(name: string): string {
  return `${name}Rows`;
}
