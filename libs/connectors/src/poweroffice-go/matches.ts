import { addDays, type Clock, isLocalDate, type LocalDate, localDateAt } from '@app/domain';
import { allocate } from './allocation.js';
import { LIST_PAGE_MAX, type PowerOfficeClient } from './client.js';
import { wireEntry, type WireEntry, type WireInvoice } from './wire.js';

/** Up to so many matches are asked for one by one; more are read from the customers' statements first. */
const SINGLE_READS_PREFERRED = 3;
/** Customers per statement: a few hundred entries each still fit into one answer. */
const CUSTOMERS_PER_STATEMENT = 60;
/** Money on account may have been booked before the invoice. */
const BEFORE_INVOICE_DAYS = 92;

/**
 * The entries of each match, by match id: what an invoice was paid, credited or written off with. Ten calls a second are
 * shared by all companies, so many matches are read as a few statements of their customers; whatever a statement does
 * not show whole (an older payment, one dated ahead) is asked for by itself.
 */
export async function readMatches(
  client: PowerOfficeClient,
  clock: Clock,
  invoices: readonly WireInvoice[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly WireEntry[]>> {
  const matches = new Map<string, readonly WireEntry[]>();
  const wanted = new Set(invoices.flatMap(({ MatchId }) => MatchId ?? []));
  if (wanted.size > SINGLE_READS_PREFERRED) {
    for (const [id, entries] of await fromStatements(client, clock, invoices, signal)) {
      if (wanted.has(id) && entries.length > 1 && isWholeMatch(entries)) matches.set(id, entries);
    }
  }
  // At most one call per row of a page.
  for (const matchId of wanted) {
    if (!matches.has(matchId)) matches.set(matchId, await readMatch(client, matchId, signal));
  }
  return matches;
}

function isWholeMatch(entries: readonly WireEntry[]): boolean {
  try {
    return allocate(entries) !== undefined;
  } catch {
    // An amount that is none: the invoice is refused by it, when it is mapped.
    return false;
  }
}

export function readMatch(
  client: PowerOfficeClient,
  matchId: string,
  signal?: AbortSignal,
): Promise<readonly WireEntry[]> {
  return client.list({ path: '/Customerledger/EntriesByMatchId', query: { matchId }, signal }, wireEntry);
}

async function fromStatements(
  client: PowerOfficeClient,
  clock: Clock,
  invoices: readonly WireInvoice[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly WireEntry[]>> {
  const matches = new Map<string, WireEntry[]>();
  const matched = invoices.filter(
    ({ MatchId, CustomerNo }) => MatchId !== undefined && CustomerNo !== undefined,
  );
  const days = matched.map(({ VoucherDate }) => VoucherDate).filter((day) => isLocalDate(day));
  const [first] = days.sort();
  if (first === undefined) return matches;
  const customerNos = [...new Set(matched.flatMap(({ CustomerNo }) => CustomerNo ?? []))].sort();
  for (let at = 0; at < customerNos.length; at += CUSTOMERS_PER_STATEMENT) {
    const part = customerNos.slice(at, at + CUSTOMERS_PER_STATEMENT);
    const from = addDays(first as LocalDate, -BEFORE_INVOICE_DAYS);
    const entries = await readStatement(client, clock, { from, customerNos: part, signal });
    for (const entry of entries) {
      if (entry.MatchId === undefined) continue;
      const match = matches.get(entry.MatchId);
      if (match) match.push(entry);
      else matches.set(entry.MatchId, [entry]);
    }
  }
  return matches;
}

export interface StatementRequest {
  readonly from: LocalDate;
  readonly customerNos: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** A statement longer than one answer is of no use: nothing is taken from it. */
async function readStatement(
  client: PowerOfficeClient,
  clock: Clock,
  { from, customerNos, signal }: StatementRequest,
): Promise<readonly WireEntry[]> {
  const entries = await client.list(
    {
      path: '/Customerledger/Statement',
      query: {
        fromDate: from,
        // Balances are those of the last day, so it must not lie in the past, whatever our clock says.
        toDate: addDays(localDateAt(clock.now(), 'NO'), 1),
        customerNos: customerNos.join(','),
        PageSize: LIST_PAGE_MAX,
      },
      signal,
    },
    wireEntry,
  );
  return entries.length < LIST_PAGE_MAX ? entries : [];
}
