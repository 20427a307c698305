import { Books } from '../books/books.js';
import type { AccountRole } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { CHART } from './catalogue.js';

export interface LedgerAccount {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly role: AccountRole;
  /** Bookable at the moment. */
  isActive: boolean;
}

export interface CustomerDetails {
  readonly name: string;
  /** Organisation number, or for a person eleven invented digits that are nobody's; empty for none. */
  readonly companyNumber: string;
  readonly email: string;
  readonly phone: string;
  readonly isInactive: boolean;
  /** Handled by a factoring company: shows as a collection setup of its own. */
  readonly isFactoring: boolean;
  readonly yourReference: string;
  readonly address: {
    readonly street: string;
    readonly zipCode: string;
    readonly place: string;
    readonly country: string;
  } | null;
}

export interface Customer {
  readonly id: number;
  readonly companyId: number;
  readonly number: number;
  readonly entity: Entity;
  details: CustomerDetails;
  readonly createdAtMs: number;
  modifiedAtMs: number;
}

export interface EntityOptions {
  readonly name: string;
  readonly organizationNumber: string;
  readonly email: string;
  readonly parent: Entity | undefined;
}

/** An entity ("owner"): a company with books of its own, or the firm above it. */
export class Entity {
  readonly id: number;
  readonly companyId: number;
  /** Unique among all entities; also the number that `ownerCode` shows. */
  readonly code: number;
  readonly books: Books;
  readonly accounts: readonly LedgerAccount[];
  readonly customers = new Map<number, Customer>();
  readonly customersByCode = new Map<string, Customer>();
  /** Undefined at the top, and after somebody took the entity out of the tree. */
  parent: Entity | undefined;
  readonly createdAtMs: number;
  #customerNumber = 10_000;
  #invoiceNumber = 100_000;

  constructor(
    readonly options: EntityOptions,
    readonly ids: Sequences,
    readonly nowMs: () => number,
  ) {
    this.id = ids.next('entity');
    this.companyId = ids.next('company');
    this.code = ids.next('entityCode');
    this.parent = options.parent;
    this.createdAtMs = nowMs();
    this.books = new Books({ currency: 'NOK', ids, nowMs, seriesStart: () => 1 });
    this.accounts = CHART.map(([number, name, role]) => ({
      id: ids.next('account'),
      number,
      name,
      role,
      isActive: true,
    }));
  }

  /** The entity and all above it. */
  upwards(): Entity[] {
    return [this, ...(this.parent?.upwards() ?? [])];
  }

  account(number: number): LedgerAccount {
    const found = this.accounts.find((account) => account.number === number);
    if (!found) throw new Error(`Entity ${this.id} has no account ${number}.`);
    return found;
  }

  addCustomer(details: CustomerDetails): Customer {
    const nowMs = this.nowMs();
    this.#customerNumber += 1;
    const customer: Customer = {
      id: this.ids.next('customer'),
      companyId: this.ids.next('company'),
      number: this.#customerNumber,
      entity: this,
      details,
      createdAtMs: nowMs,
      modifiedAtMs: nowMs,
    };
    this.customers.set(customer.id, customer);
    this.customersByCode.set(String(customer.number), customer);
    return customer;
  }

  nextInvoiceNumber(): number {
    this.#invoiceNumber += 1;
    return this.#invoiceNumber;
  }
}
