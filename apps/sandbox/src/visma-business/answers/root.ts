import type { GraphQLResolveInfo } from 'graphql';
import { noAccess, VismaError, writeRefused } from '../errors.js';
import { TABLES } from '../tables/tables.js';
import { candidates } from './candidates.js';
import { availableCompanies, availableCustomers } from './companies.js';
import { mayRead, mayWrite, type VismaContext } from './context.js';
import { list, type ListArgs } from './list.js';
import { WRITES, writesOf } from './writes.js';

interface UseCompany {
  readonly no: number;
}

/** The root fields by name; GraphQL calls them with the arguments that it has checked against the schema. */
export const ROOT = {
  availableCompanies,
  availableCustomers,
  useCompany: ({ no }: UseCompany, context: VismaContext, info: GraphQLResolveInfo) =>
    info.operation.operation === 'mutation' ? writingIn(no, context) : readingIn(no),
};

/** Each table is refused by itself, so that the others of a request are still answered. */
function readingIn(companyId: number): object {
  const fields = [...TABLES].map(([field, table]) => [
    field,
    (args: ListArgs, context: VismaContext) => {
      const company = context.world.companies.get(companyId);
      if (!company || !mayRead(context, companyId)) throw noAccess(companyId);
      const rows = candidates(table, company, args.filter) ?? table.rows(company, context.world);
      return list(table, company, rows, args, context.world);
    },
  ]);
  return Object.fromEntries(fields) as object;
}

function writingIn(companyId: number, context: VismaContext): object {
  const company = context.world.companies.get(companyId);
  if (company && mayWrite(context, companyId)) return writesOf(company);
  const isReader = company !== undefined && mayRead(context, companyId);
  return refusingWrites(companyId, isReader);
}

function refusingWrites(companyId: number, isReader: boolean): object {
  const fields = WRITES.map((name) => [
    name,
    () => {
      if (!isReader) throw noAccess(companyId);
      const path = ['useCompany', name];
      throw new VismaError([writeRefused(path, 'AccessDenied', 'The access group does not allow writing.')]);
    },
  ]);
  return Object.fromEntries(fields) as object;
}
