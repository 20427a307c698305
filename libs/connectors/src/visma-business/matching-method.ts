import { isRecord } from '../kit/index.js';
import type { TableRead } from './table-read.js';
import type { CompanyContext } from './company.js';
import { oneOf } from './filters.js';
import type { Schema } from './schema.js';

/**
 * How a payment finds its invoice when a batch is updated (doc.visma.net, "Matching methods"): 1 by hand, 2 oldest first
 * whatever the reference says, 3 the same amount, 4 by the reference given; 5 or none: no open entries are kept at all.
 * The customer's own method goes before the company's.
 */
export interface MatchingMethod {
  /** Undefined when the column cannot be found. 0 stands for none. */
  readonly company: number | undefined;
  /** Undefined when the column cannot be found, or the customer follows the company. */
  readonly customer: number | undefined;
}

export const BY_REFERENCE = 4;
const KEEPS_NO_ENTRIES: readonly number[] = [0, 5];

/** The method in force; undefined when it cannot be told. */
export function inForce({ company, customer }: MatchingMethod): number | undefined {
  return customer ?? company;
}

export function keepsNoEntries(method: number): boolean {
  return KEEPS_NO_ENTRIES.includes(method);
}

export async function readMatchingMethod(
  { client, companyNo }: CompanyContext,
  customerNo: number | undefined,
  signal?: AbortSignal,
): Promise<MatchingMethod> {
  const schema = await client.schema(signal);
  const column = methodColumn(schema, 'CompanyInformation');
  const customerColumn = customerNo === undefined ? undefined : methodColumn(schema, 'Associate');
  const reads: Record<string, TableRead> = {};
  if (column !== undefined) reads['company'] = { table: 'companyInformation', fields: [column], first: 1 };
  if (customerColumn !== undefined && customerNo !== undefined) {
    const filter = oneOf('customerNo', [customerNo]);
    reads['customer'] = { table: 'associate', fields: [customerColumn], filter, first: 1 };
  }
  if (Object.keys(reads).length === 0) return { company: undefined, customer: undefined };
  const answer = await client.tables('kravhub_matching_method', companyNo, reads, signal);
  const customer = methodIn(answer['customer']?.rows[0], customerColumn);
  return {
    company: methodIn(answer['company']?.rows[0], column),
    customer: customer === 0 ? undefined : customer,
  };
}

/** Its name in the API was not seen; the on-premises pages call the column `MatchingMethodForCustomer`. */
function methodColumn(schema: Schema, type: string): string | undefined {
  const named = schema
    .fieldsOf(type)
    .filter((name) => /^(customer)?matchingMethod/i.test(name) && !/supplier/i.test(name));
  return (
    named.find((name) => name === 'matchingMethodForCustomer') ??
    named.find((name) => /customer/i.test(name) && !/As[A-Z]/.test(name)) ??
    named.find((name) => name === 'matchingMethod')
  );
}

function methodIn(row: unknown, column: string | undefined): number | undefined {
  if (!isRecord(row) || column === undefined) return undefined;
  const value = row[column] ?? 0;
  return typeof value === 'number' ? value : undefined;
}
