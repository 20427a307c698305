import { amountText, minorUnits } from '../../books/amounts.js';
import { SOURCES } from '../catalogue.js';
import type { DeltaLog } from '../deltas.js';
import { invalidValue } from '../errors.js';
import { localDateTime } from '../../server/local-time.js';
import type { ArRow } from '../rows.js';
import { arRowView, fileView } from './ar-views.js';
import { connect, type Connection, type WalkArgs } from './connection.js';
import { type OwnerSet, reach, type XledgerContext } from './context.js';
import { customerView } from './party-views.js';
import { isLeftOut } from '../../graphql/left-out.js';

export interface ArFilter {
  readonly dbId_in?: readonly number[] | null;
  readonly invoiceNumber?: string | null;
  readonly matchId?: number | null;
  readonly matchId_in?: readonly number[] | null;
  readonly subledgerDbId?: number | null;
  readonly headerTransactionSourceDbId_in?: readonly number[] | null;
  readonly invoiceDate_gte?: string | null;
  readonly invoiceDate_lte?: string | null;
  readonly invoiceDate_lt?: string | null;
  readonly invoiceRemaining_gt?: string | null;
  readonly dueDate_lt?: string | null;
  readonly dueDate_lte?: string | null;
  readonly extIdentifier?: string | null;
  readonly ownerDbId_in?: readonly number[] | null;
  readonly headerModifiedAt_gte?: string | null;
  readonly AND?: readonly ArFilter[] | null;
  readonly OR?: readonly ArFilter[] | null;
}

export interface ListArgs<F> extends WalkArgs {
  readonly filter?: F | null;
  readonly ownerSet?: OwnerSet | null;
  readonly objectStatus?: 'ALL' | 'OPEN' | 'CLOSED' | null;
}

export function arTransactions(args: ListArgs<ArFilter>, context: XledgerContext): Connection | null {
  const { world } = context;
  const { filter } = args;
  const covers = reach(context, args.ownerSet);
  const passes = filter ? tester(filter) : () => true;
  const isByChange = world.switches.rowOrder === 'modified';
  return connect(
    args,
    {
      rows: candidates(context, filter, isByChange),
      key: isByChange ? (row) => [row.modifiedAtMs, row.id, 0] : (row) => [row.id],
      keep: (row) => !row.isHidden && covers(row.entity) && passes(row),
      view: (row) => arRowView(world, row),
    },
    world.switches,
    (rows) => (context.cost.rows += rows),
  );
}

export function deltas(
  log: DeltaLog,
  args: WalkArgs & { ownerSet?: OwnerSet | null },
  context: XledgerContext,
): Connection | null {
  const { world } = context;
  const nowMs = world.clock.nowMs();
  const after = Number(args.after ?? Number.NaN);
  if (world.switches.expiredCursor === 'refuse' && log.hasExpired(after, nowMs)) {
    throw invalidValue(`after: cursor '${args.after ?? ''}' is no longer available.`);
  }
  const covers = reach(context, args.ownerSet);
  return connect(
    args,
    {
      rows: log.kept(nowMs),
      key: ({ id }) => [id],
      keep: ({ entity }) => covers(entity),
      view: ({ rowId, mutationType }) => ({ dbId: rowId, mutationType }),
    },
    world.switches,
    (rows) => (context.cost.rows += rows),
  );
}

/** Orders of the invoices made in Xledger itself; imported ones have none. */
export function salesOrders(
  args: ListArgs<{ invoiceNumber?: string | null; xorder?: string | null; modifiedAt_gte?: string | null }>,
  context: XledgerContext,
): Connection | null {
  const { world } = context;
  const covers = reach(context, args.ownerSet);
  const { invoiceNumber, xorder, modifiedAt_gte: since } = args.filter ?? {};
  return connect(
    args,
    {
      rows: world.ar.all(),
      key: ({ id }) => [id],
      keep: (row) =>
        row.source === 'SO' &&
        !row.isHidden &&
        covers(row.entity) &&
        (isLeftOut(invoiceNumber) || row.invoiceNumber === invoiceNumber) &&
        isLeftOut(xorder) &&
        (isLeftOut(since) || localDateTime(row.modifiedAtMs) >= since),
      view: (row) => {
        const amount = amountText(row.amountMinor);
        return {
          dbId: String(row.id + 300_000_000),
          invoiceNumber: row.invoiceNumber,
          text: row.text,
          amount,
          invoiceAmount: amount,
          remainingAmount: row.remainingMinor / 100,
          invoiceDate: row.invoiceDate,
          dueDate: row.dueOn,
          modifiedAt: localDateTime(row.modifiedAtMs),
          ownerDbId: row.entity.id,
          subledgerDbId: row.customer.id,
          customer: () => customerView(row.customer),
          subledger: () => customerView(row.customer),
          invoiceFile: () => fileView(world, row),
          details: () => [{ text: 'Varer og tjenester', amount, unitPrice: amount, quantity: 1 }],
        };
      },
    },
    world.switches,
    (rows) => (context.cost.rows += rows),
  );
}

/** Rows that can pass at all, found through an index where the filter allows it. */
function candidates(
  { world: { ar } }: XledgerContext,
  filter: ArFilter | null | undefined,
  isByChange: boolean,
): readonly ArRow[] {
  const indexed = filter && indexedRows(ar, filter);
  if (!indexed) return isByChange ? ar.byChange() : ar.all();
  return [...new Set(indexed)].sort(
    (a, b) => (isByChange ? a.modifiedAtMs - b.modifiedAtMs : 0) || a.id - b.id,
  );
}

function indexedRows(ar: XledgerContext['world']['ar'], filter: ArFilter): ArRow[] | undefined {
  if (filter.dbId_in) return filter.dbId_in.flatMap((id) => ar.get(id) ?? []);
  if (filter.invoiceNumber) return [...ar.withInvoiceNumber(filter.invoiceNumber)];
  if (filter.matchId_in && !filter.matchId_in.includes(0))
    return filter.matchId_in.flatMap((id) => [...ar.withMatch(id)]);
  if (filter.matchId) return [...ar.withMatch(filter.matchId)];
  if (filter.subledgerDbId) return [...ar.ofCustomer(filter.subledgerDbId)];
  // Any part that must hold is enough; of parts of which one must hold, every one.
  for (const part of filter.AND ?? []) {
    const rows = indexedRows(ar, part);
    if (rows) return rows;
  }
  const either = (filter.OR ?? []).map((part) => indexedRows(ar, part));
  return either.length > 0 && either.every((rows) => rows !== undefined) ? either.flat() : undefined;
}

function tester(filter: ArFilter): (row: ArRow) => boolean {
  const tests: ((row: ArRow) => boolean)[] = [];
  const when = <V>(value: V | null | undefined, test: (value: V) => (row: ArRow) => boolean): void => {
    if (value !== null && value !== undefined) tests.push(test(value));
  };
  const set = (values: readonly number[]): ReadonlySet<number> => new Set(values);
  when(filter.dbId_in && set(filter.dbId_in), (ids) => (row) => ids.has(row.id));
  when(filter.invoiceNumber, (number) => (row) => row.invoiceNumber === number);
  when(filter.matchId, (id) => (row) => row.matchId === id);
  when(filter.matchId_in && set(filter.matchId_in), (ids) => (row) => ids.has(row.matchId));
  when(filter.subledgerDbId, (id) => (row) => row.customer.id === id);
  when(
    filter.headerTransactionSourceDbId_in && set(filter.headerTransactionSourceDbId_in),
    (ids) => (row) => ids.has(SOURCES.get(row.source)?.id ?? 0),
  );
  when(filter.invoiceDate_gte, (day) => (row) => (row.invoiceDate ?? '') >= day);
  when(filter.invoiceDate_lte, (day) => (row) => row.invoiceDate !== null && row.invoiceDate <= day);
  when(filter.invoiceDate_lt, (day) => (row) => row.invoiceDate !== null && row.invoiceDate < day);
  when(filter.invoiceRemaining_gt, (amount) => {
    const minor = minorUnits(amount);
    if (minor === undefined) throw invalidValue(`filter.invoiceRemaining_gt: '${amount}' is not an amount.`);
    return (row) => row.remainingMinor > minor;
  });
  when(filter.dueDate_lt, (day) => (row) => row.dueOn !== null && row.dueOn < day);
  when(filter.dueDate_lte, (day) => (row) => row.dueOn !== null && row.dueOn <= day);
  when(filter.extIdentifier, (text) => (row) => row.extIdentifier === text);
  when(filter.ownerDbId_in && set(filter.ownerDbId_in), (ids) => (row) => ids.has(row.entity.id));
  when(filter.headerModifiedAt_gte, (since) => (row) => localDateTime(row.modifiedAtMs) >= since);
  when(filter.AND, (parts) => {
    const all = parts.map(tester);
    return (row) => all.every((test) => test(row));
  });
  when(filter.OR, (parts) => {
    const parted = parts.map(tester);
    return (row) => parted.length === 0 || parted.some((test) => test(row));
  });
  return (row) => tests.every((test) => test(row));
}
