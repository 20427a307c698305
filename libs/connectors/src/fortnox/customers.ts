import type { Clock, Debtor } from '@app/domain';
import { DecodeError } from '../kit/index.js';
import type { FortnoxClient } from './client.js';
import { ObjectNotFoundError } from './errors.js';
import { RefusalError } from './refusal.js';
import { toAddress, toDebtor } from './to-debtor.js';
import { wireCustomer, wireCustomerAnswer, type WireInvoice } from './wire.js';

const CACHED_MAX = 5_000;
const CACHE_LIFE_MS = 10 * 60_000;

/** Debtors of one company: one request per customer, kept for a short while, since the invoice holds a snapshot only. */
export class FortnoxCustomers {
  readonly #cache = new Map<string, { readonly debtor: Promise<Debtor>; readonly untilMs: number }>();

  constructor(
    private readonly client: FortnoxClient,
    private readonly clock: Clock,
  ) {}

  /** The customer card, with the invoice's own address where the card has none. @throws RefusalError */
  async debtorOf(invoice: WireInvoice, signal?: AbortSignal): Promise<Debtor> {
    const number = invoice.CustomerNumber;
    if (number === undefined) throw new RefusalError('missing-debtor', 'The invoice names no customer.');
    const debtor = await this.#cached(number, signal);
    const name = debtor.name === '' ? (invoice.CustomerName ?? '') : debtor.name;
    if (name === '') throw new RefusalError('missing-debtor', 'The invoice’s customer has no name.');
    const address = debtor.address ?? toAddress(invoice);
    return { ...debtor, name, ...(address ? { address } : {}) };
  }

  async #cached(number: string, signal?: AbortSignal): Promise<Debtor> {
    const nowMs = this.clock.now().getTime();
    const known = this.#cache.get(number);
    if (known && known.untilMs > nowMs) return known.debtor;
    const debtor = this.#read(number, signal);
    if (this.#cache.size >= CACHED_MAX) this.#cache.clear();
    this.#cache.set(number, { debtor, untilMs: nowMs + CACHE_LIFE_MS });
    // A failure is not kept: the next invoice of the customer asks again.
    debtor.catch(() => this.#cache.delete(number));
    return debtor;
  }

  async #read(number: string, signal?: AbortSignal): Promise<Debtor> {
    try {
      const { Customer } = await this.client.get(
        { path: '/customers/{CustomerNumber}', id: number, signal },
        wireCustomerAnswer,
      );
      return toDebtor(number, wireCustomer(Customer));
    } catch (error) {
      if (error instanceof ObjectNotFoundError)
        throw new RefusalError('missing-debtor', 'Fortnox does not show the invoice’s customer.');
      if (error instanceof DecodeError)
        throw new RefusalError('missing-debtor', `The invoice’s customer cannot be read: ${error.message}`);
      throw error;
    }
  }
}
