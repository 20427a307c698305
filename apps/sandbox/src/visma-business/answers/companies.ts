import { isLeftOut } from '../../graphql/left-out.js';
import { badArgument } from '../errors.js';
import type { VismaContext } from './context.js';
import { compare, type SortOrder } from './order.js';

interface Args {
  readonly customerNo?: number | null;
  readonly first?: number | null;
  readonly last?: number | null;
  readonly orderBy?: readonly (Readonly<Record<string, SortOrder | null>> | null)[] | null;
}

type Row = Readonly<Record<string, string | number>>;
interface Answer {
  readonly totalCount: number;
  readonly items: readonly Row[];
}

/** The companies that the token's owner is listed in, over all Visma.net customers unless one is named. */
export function availableCompanies(args: Args, { world, token }: VismaContext): Answer {
  const { access } = token.family.principal;
  const rows = [...world.companies.values()]
    .filter(({ id, options }) => {
      const isAsked = isLeftOut(args.customerNo) || options.officeId === args.customerNo;
      return access.has(id) && isAsked;
    })
    .map(({ id, options }) => ({
      name: options.name,
      vismaNetCompanyId: id,
      vismaNetCustomerId: options.officeId,
      organizationNo:
        world.switches.organizationNoType === 'Long'
          ? Number(options.organizationNumber)
          : options.organizationNumber,
    }));
  return cut(rows, args);
}

export function availableCustomers(args: Args, { world, token }: VismaContext): Answer {
  const { access } = token.family.principal;
  const reached = new Set<number>();
  for (const id of access.keys()) reached.add(world.companies.get(id)?.options.officeId ?? 0);
  const rows = [...world.offices.values()]
    .filter(({ id }) => reached.has(id))
    .map(({ id, name }) => ({ name, vismaNetCustomerId: id }));
  return cut(rows, args);
}

/** `first` wins over `last`; there are no cursors (docs.vismasoftware.no/businessnxtapi/schema/queries/companies). */
function cut(rows: readonly Row[], { first, last, orderBy }: Args): Answer {
  for (const [name, size] of Object.entries({ first, last }))
    if (!isLeftOut(size) && size < 1)
      throw badArgument(`The value of '${name}' must be a positive integer, not ${size}.`);
  const keys = (orderBy ?? []).flatMap((part) => Object.entries(part ?? {}));
  const signs = keys.map(([, order]) => (order === 'DESC' ? -1 : 1));
  const all = [...rows].sort((a, b) =>
    compare(
      keys.map(([name]) => a[name] ?? null),
      keys.map(([name]) => b[name] ?? null),
      signs,
    ),
  );
  const items = !isLeftOut(first) ? all.slice(0, first) : isLeftOut(last) ? all : all.slice(0 - last);
  return { totalCount: all.length, items };
}
