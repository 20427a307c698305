import { TABLES } from '../tables/tables.js';
import type { VismaBusinessUnverified } from '../unverified.js';
import { listField } from './table-sdl.js';

const COLUMNS_OF_COMPANY = ['name: String', 'vismaNetCompanyId: Long', 'vismaNetCustomerId: Long'];

/** Roots, pages and operators; names as in docs.vismasoftware.no/businessnxtapi and in public clients. */
export function rootsSdl({ missingColumns, organizationNoType }: VismaBusinessUnverified): string {
  const company = [...COLUMNS_OF_COMPANY, `organizationNo: ${organizationNoType}`].filter(
    (column) => !missingColumns.includes(`VbcCompany.${column.split(':')[0] ?? ''}`),
  );
  return `
scalar Decimal
scalar Long
scalar DateTime
scalar Date
enum SortOrder { ASC DESC }
enum GroupByType { DEFAULT }
enum OnError { FAIL_TABLE }

type Query {
  useCompany(no: Int!): Query_UseCompany
  availableCompanies(customerNo: Int, first: Int, last: Int, orderBy: [OrderBy_VbcCompany!]): Query_AvailableCompanies
  availableCustomers(first: Int, last: Int, orderBy: [OrderBy_VbcCustomer!]): Query_AvailableCustomers
}
type Mutation { useCompany(no: Int!): Mutation_UseCompany }

type Query_AvailableCompanies { totalCount: Int items: [VbcCompany] }
type VbcCompany { ${company.join(' ')} }
type Query_AvailableCustomers { totalCount: Int items: [VbcCustomer] }
type VbcCustomer { name: String vismaNetCustomerId: Long }
input OrderBy_VbcCompany { name: SortOrder vismaNetCompanyId: SortOrder }
input OrderBy_VbcCustomer { name: SortOrder }

type PageInfo { hasNextPage: Boolean hasPreviousPage: Boolean startCursor: String endCursor: String }
type Query_UseCompany {
${[...TABLES.values()].map(listField).join('\n')}
}

input ColumnFilter_Int { ${comparisons('Int')} _in: [Int] _not_in: [Int] }
input ColumnFilter_Decimal { ${comparisons('Decimal')} _in: [Decimal] _not_in: [Decimal] }
input ColumnFilter_String { ${comparisons('String')} _like: String _in: [String] _not_in: [String] }
input ColumnFilter_DateTime { ${comparisons('DateTime')} }
`;
}

function comparisons(type: string): string {
  return ['_eq', '_not_eq', '_gt', '_gte', '_lt', '_lte'].map((name) => `${name}: ${type}`).join(' ');
}
