import type { Clock, Debtor } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import type { TripletexClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import { readableId } from './to-open-item.js';
import { toDebtor } from './to-debtor.js';
import { CUSTOMER_FIELDS, wireCustomer } from './wire.js';

const IDS_PER_REQUEST_MAX = 100;
const CACHED_MAX = 5_000;
const CACHE_LIFE_MS = 10 * 60_000;

/** Why there is no debtor: the ledger shows none, or one that cannot be read. */
export type DebtorFault = { readonly fault: string };

/**
 * Debtors of one company. Invoices come with their customer expanded, so that a page costs one request; only where
 * rights leave a bare reference behind is the customer asked for, in batches, and kept for a short while.
 */
export class TripletexCustomers {
  readonly #cache = new Map<string, { readonly debtor: Debtor; readonly untilMs: number }>();

  constructor(
    private readonly client: TripletexClient,
    private readonly clock: Clock,
  ) {}

  /** Debtors for the `customer` values of a page's rows, in their order. */
  async debtorsOf(
    customers: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<readonly (Debtor | DebtorFault)[]> {
    const byId = new Map<string, Debtor | DebtorFault>();
    const bare: string[] = [];
    for (const customer of customers) {
      const id = readableId(customer);
      if (id === undefined || byId.has(id)) continue;
      if (isExpanded(customer)) byId.set(id, decoded(customer));
      else if (!bare.includes(id)) bare.push(id);
    }
    for (const [id, debtor] of await this.#fetched(bare, signal)) byId.set(id, debtor);
    return customers.map((customer) => {
      const id = readableId(customer);
      return (id === undefined ? undefined : byId.get(id)) ?? { fault: 'The invoice names no customer.' };
    });
  }

  async #fetched(
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Debtor | DebtorFault>> {
    const found = new Map<string, Debtor | DebtorFault>();
    const nowMs = this.clock.now().getTime();
    const unknown = ids.filter((id) => {
      const cached = this.#cache.get(id);
      if (!cached || cached.untilMs <= nowMs) return true;
      found.set(id, cached.debtor);
      return false;
    });
    for (let at = 0; at < unknown.length; at += IDS_PER_REQUEST_MAX) {
      await this.#fetch(unknown.slice(at, at + IDS_PER_REQUEST_MAX), found, signal);
    }
    return found;
  }

  async #fetch(
    ids: readonly string[],
    found: Map<string, Debtor | DebtorFault>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { values } = await this.client.rawList({
      path: '/customer',
      query: { id: ids.join(','), from: 0, count: ids.length + 1, fields: CUSTOMER_FIELDS },
      signal,
    });
    for (const value of values) {
      const id = readableId(value);
      if (id === undefined || !ids.includes(id)) {
        throw new LedgerContradictionError('Tripletex returned customers that were not asked for.');
      }
      this.#keep(id, decoded(value), found);
    }
    // The list hides inactive customers; by id they are shown.
    for (const id of ids) if (!found.has(id)) this.#keep(id, await this.#one(id, signal), found);
  }

  async #one(id: string, signal?: AbortSignal): Promise<Debtor | DebtorFault> {
    try {
      return decoded(
        (await this.client.getRaw({ path: '/customer/{id}', id, query: { fields: CUSTOMER_FIELDS }, signal }))
          .value,
      );
    } catch (error) {
      if (error instanceof ObjectNotFoundError)
        return { fault: 'Tripletex does not show the invoice’s customer.' };
      throw error;
    }
  }

  #keep(id: string, debtor: Debtor | DebtorFault, found: Map<string, Debtor | DebtorFault>): void {
    found.set(id, debtor);
    if ('fault' in debtor) return;
    if (this.#cache.size >= CACHED_MAX) this.#cache.clear();
    this.#cache.set(id, { debtor, untilMs: this.clock.now().getTime() + CACHE_LIFE_MS });
  }
}

/** Whether the row tells the customer's data itself. */
export function isExpanded(customer: unknown): boolean {
  return isRecord(customer) && typeof customer['name'] === 'string';
}

function decoded(customer: unknown): Debtor | DebtorFault {
  try {
    const debtor = toDebtor(wireCustomer(customer));
    return debtor.name === '' ? { fault: 'The invoice’s customer has no name.' } : debtor;
  } catch (error) {
    if (error instanceof DecodeError)
      return { fault: `The invoice’s customer cannot be read: ${error.message}` };
    throw error;
  }
}
