import { CURRENCIES } from '../catalogue.js';
import type { Customer, Entity } from '../entity.js';
import { localDateTime } from '../../server/local-time.js';
import type { ListArgs } from './ar-answers.js';
import { periodView } from './ar-views.js';
import { connect, type Connection, type Source, type WalkArgs } from './connection.js';
import { reach, reachOfMasterData, type XledgerContext } from './context.js';
import {
  accountView,
  companyView,
  currencyView,
  customerView,
  entityView,
  ownerView,
} from './party-views.js';
import { isLeftOut } from '../../graphql/left-out.js';

export interface ChangedSince {
  readonly modifiedAt_gte?: string | null;
}
export interface CustomerFilter extends ChangedSince {
  readonly code?: string | null;
  readonly code_in?: readonly string[] | null;
  readonly companyDbId?: number | null;
  readonly dbId_in?: readonly number[] | null;
  readonly AND?: readonly CustomerFilter[] | null;
  readonly OR?: readonly CustomerFilter[] | null;
}

export function page<T>(
  args: WalkArgs,
  source: Source<T>,
  { world, cost }: XledgerContext,
): Connection | null {
  return connect(args, source, world.switches, (rows) => (cost.rows += rows));
}

export function customers(args: ListArgs<CustomerFilter>, context: XledgerContext): Connection | null {
  return customerList(args, context, customerView, ({ id }) => id);
}

/** A sub-ledger account is the customer seen from the ledger. */
export function subledgers(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  return customerList(args, context, customerView, ({ id }) => id);
}

export function subledger({ dbId }: { dbId?: string | null }, context: XledgerContext): unknown {
  const found = context.world.customers.get(Number(dbId));
  return found && context.world.reaches(context.token, found.entity) ? customerView(found) : null;
}

export function companies(
  args: ListArgs<ChangedSince & { companyNumber?: string | null; taxNumber?: string | null }>,
  context: XledgerContext,
): Connection | null {
  const { companyNumber, taxNumber, modifiedAt_gte } = args.filter ?? {};
  const keep = (customer: Customer): boolean =>
    (isLeftOut(companyNumber) || customer.details.companyNumber === companyNumber) && isLeftOut(taxNumber);
  return customerList(
    { ...args, filter: { modifiedAt_gte: modifiedAt_gte ?? null } },
    context,
    companyView,
    ({ companyId }) => companyId,
    keep,
  );
}

export function entities(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  return entityList(args, context, entityView);
}

export function entityBankAccounts(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  return entityList(args, context, (entity) => ({
    dbId: String(entity.id + 5_000_000),
    code: 'BANK',
    description: 'Driftskonto',
    // Eleven digits with a first group that no bank has.
    accountNumber: `0000${String(entity.id % 10_000_000).padStart(7, '0')}`,
    modifiedAt: localDateTime(entity.createdAtMs),
    ownerDbId: entity.id,
    account: () => accountView(entity.account(1920), entity),
    currency: () => currencyView('NOK'),
  }));
}

/** Which field of a period says open or closed is not public, and so none here does. */
export function periodStatusItems(args: ListArgs<ChangedSince>, context: XledgerContext): Connection | null {
  const month = context.world.today();
  return entityList(args, context, (entity) => ({
    dbId: String(entity.id + 6_000_000),
    modifiedAt: localDateTime(entity.createdAtMs),
    ownerDbId: entity.id,
    periodDbId: periodView(month)['dbId'],
    period: () => periodView(month),
    owner: () => ownerView(entity),
  }));
}

export function accounts(
  args: ListArgs<ChangedSince & { chartOfAccountDbId?: number | null }>,
  context: XledgerContext,
): Connection | null {
  const covers = reachOfMasterData(context, args.ownerSet);
  const { chartOfAccountDbId: chart, modifiedAt_gte: since } = args.filter ?? {};
  const rows = [...context.world.entities.values()].flatMap((entity) =>
    entity.accounts.map((account) => ({ account, entity })),
  );
  return page(
    args,
    {
      rows,
      key: ({ account }) => [account.id],
      keep: ({ account, entity }) =>
        covers(entity) &&
        (isLeftOut(chart) || chart === 3) &&
        isChangedSince(entity.createdAtMs, since) &&
        hasStatus(args.objectStatus, account.isActive),
      view: ({ account, entity }) => accountView(account, entity),
    },
    context,
  );
}

export function currencies(args: WalkArgs, context: XledgerContext): Connection | null {
  return page(
    args,
    { rows: CURRENCIES, key: ({ id }) => [id], keep: () => true, view: ({ code }) => currencyView(code) },
    context,
  );
}

function customerList(
  args: ListArgs<CustomerFilter>,
  context: XledgerContext,
  view: (customer: Customer) => unknown,
  idOf: (customer: Customer) => number,
  keep: (customer: Customer) => boolean = () => true,
): Connection | null {
  const covers = reachOfMasterData(context, args.ownerSet);
  const { filter } = args;
  return page(
    args,
    {
      rows: [...context.world.customers.values()],
      key: (customer) => [idOf(customer)],
      keep: (customer) =>
        covers(customer.entity) &&
        hasStatus(args.objectStatus, !customer.details.isInactive) &&
        (!filter || passes(filter, customer)) &&
        keep(customer),
      view,
    },
    context,
  );
}

function passes(filter: CustomerFilter, customer: Customer): boolean {
  const code = String(customer.number);
  return (
    (isLeftOut(filter.code) || filter.code === code) &&
    (isLeftOut(filter.code_in) || filter.code_in.includes(code)) &&
    (isLeftOut(filter.companyDbId) || filter.companyDbId === customer.companyId) &&
    (isLeftOut(filter.dbId_in) || filter.dbId_in.includes(customer.id)) &&
    isChangedSince(customer.modifiedAtMs, filter.modifiedAt_gte) &&
    (filter.AND ?? []).every((part) => passes(part, customer)) &&
    (isLeftOut(filter.OR) || filter.OR.length === 0 || filter.OR.some((part) => passes(part, customer)))
  );
}

function entityList(
  args: ListArgs<ChangedSince>,
  context: XledgerContext,
  view: (entity: Entity) => unknown,
): Connection | null {
  const covers = reach(context, args.ownerSet);
  const isUpper = args.ownerSet === 'UPPER' || args.ownerSet === 'ALL';
  const above = context.token.entity.upwards();
  return page(
    args,
    {
      rows: [...context.world.entities.values()],
      key: ({ id }) => [id],
      keep: (entity) =>
        (covers(entity) || (isUpper && above.includes(entity))) &&
        isChangedSince(entity.createdAtMs, args.filter?.modifiedAt_gte),
      view,
    },
    context,
  );
}

export function isChangedSince(ms: number, since: string | null | undefined): boolean {
  return isLeftOut(since) || localDateTime(ms) >= since;
}

function hasStatus(status: ListArgs<unknown>['objectStatus'], isActive: boolean): boolean {
  return isLeftOut(status) || status === 'ALL' || (status === 'OPEN') === isActive;
}
