import type { Clock, Debtor } from '@app/domain';
import { LedgerContradictionError } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import { inAddressLengths, LIST_PAGE_MAX, type PowerOfficeClient } from './client.js';
import { toDebtor } from './to-debtor.js';
import { wireCustomer, type WireCustomer } from './wire.js';

const CACHED_MAX = 5_000;
const CACHE_LIFE_MS = 10 * 60_000;

/** An invoice's customer as it names it. */
export interface CustomerReference {
  readonly id: string;
  /** The customer number, by which lists can be filtered. */
  readonly number: string | undefined;
}

export interface KnownCustomer {
  readonly debtor: Debtor;
  /** The account, by id, that postings on this customer are made on. */
  readonly subledgerAccountId: string | undefined;
  readonly number: string | undefined;
  readonly mayBeCollected: boolean;
}

/** Why there is no debtor: the ledger shows none, or one that cannot be read. */
export type CustomerFault = { readonly fault: string };

/** Customers of one company: read by number, many at a time, and kept for a short while. */
export class PowerOfficeCustomers {
  readonly #cache = new Map<string, { readonly customer: KnownCustomer; readonly untilMs: number }>();

  constructor(
    private readonly client: PowerOfficeClient,
    private readonly clock: Clock,
  ) {}

  /** By customer id. With `fresh`, nothing is taken from memory. */
  async read(
    references: readonly CustomerReference[],
    { fresh = false, signal }: { readonly fresh?: boolean; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ReadonlyMap<string, KnownCustomer | CustomerFault>> {
    const found = new Map<string, KnownCustomer | CustomerFault>();
    const asked = new Map(references.map((reference) => [reference.id, reference]));
    const nowMs = this.clock.now().getTime();
    for (const id of asked.keys()) {
      const cached = fresh ? undefined : this.#cache.get(id);
      if (cached && cached.untilMs > nowMs) found.set(id, cached.customer);
    }
    const unknown = [...asked.values()].filter(({ id }) => !found.has(id));
    const numbers = new Set(unknown.flatMap(({ number }) => number ?? []));
    for (const part of inAddressLengths([...numbers])) await this.#readList(part, found, signal);
    // Archived customers may be left out of lists; at most one call per row of a page.
    const left = unknown.filter(({ id }) => !found.has(id));
    for (const { id } of left) found.set(id, await this.#readOne(id, signal));
    return found;
  }

  async #readList(
    numbers: readonly string[],
    found: Map<string, KnownCustomer | CustomerFault>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { values } = await this.client.rawList({
      path: '/Customers',
      query: { customerNos: numbers.join(','), PageSize: numbers.length + 1 },
      signal,
    });
    if (values.length > Math.min(numbers.length, LIST_PAGE_MAX)) {
      throw new LedgerContradictionError('PowerOffice ignores the filter on customer numbers.');
    }
    for (const value of values) {
      const id = isRecord(value) ? value['Id'] : undefined;
      if (typeof id === 'number' || typeof id === 'string') this.#keep(String(id), decoded(value), found);
    }
  }

  async #readOne(id: string, signal?: AbortSignal): Promise<KnownCustomer | CustomerFault> {
    const value = await this.client.find({ path: '/Customers/{id}', id, signal }, (json) => json);
    if (value === undefined) return { fault: 'PowerOffice does not show the invoice’s customer.' };
    const customer = decoded(value);
    this.#remember(id, customer);
    return customer;
  }

  #keep(
    id: string,
    customer: KnownCustomer | CustomerFault,
    found: Map<string, KnownCustomer | CustomerFault>,
  ): void {
    found.set(id, customer);
    this.#remember(id, customer);
  }

  #remember(id: string, customer: KnownCustomer | CustomerFault): void {
    if ('fault' in customer) return;
    if (this.#cache.size >= CACHED_MAX) this.#cache.clear();
    this.#cache.set(id, { customer, untilMs: this.clock.now().getTime() + CACHE_LIFE_MS });
  }
}

function decoded(value: unknown): KnownCustomer | CustomerFault {
  let wire: WireCustomer;
  try {
    wire = wireCustomer(value);
  } catch (error) {
    if (error instanceof DecodeError)
      return { fault: `The invoice’s customer cannot be read: ${error.message}` };
    throw error;
  }
  const debtor = toDebtor(wire);
  if (debtor.name === '') return { fault: 'The invoice’s customer has no name.' };
  return {
    debtor,
    subledgerAccountId: wire.SubledgerAccountId,
    number: wire.Number,
    mayBeCollected: wire.TransferToDebtCollectionAgency !== false,
  };
}
