import { LruCache } from '../../server/lru-cache.js';
import type { Company } from '../company.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import {
  accountModel,
  addressModel,
  companyModel,
  countryModel,
  currencyModel,
  customerModel,
  paymentTypeModel,
  vatTypeModel,
} from './basic-models.js';
import { parseFields } from './fields-filter.js';
import { invoiceModels, type InvoiceModels } from './invoice-models.js';
import { ledgerModels, type LedgerModels } from './ledger-models.js';
import type { Model, ModelTraits, Writer } from './model.js';

/** Distinct `fields` texts kept compiled per model; a client uses a handful. */
const COMPILED_MAX = 64;

/** All object types of one company, and the writers compiled from `fields` texts. */
export class Models {
  readonly country;
  readonly currency;
  readonly address;
  readonly vat;
  readonly account;
  readonly paymentType;
  readonly customer;
  readonly company;
  readonly client;
  readonly ledger: LedgerModels;
  readonly invoicing: InvoiceModels;

  constructor(company: Company, traits: ModelTraits, switches: UnverifiedBehaviour) {
    this.country = countryModel(traits);
    this.currency = currencyModel(traits);
    this.address = addressModel(traits, () => this.country);
    this.vat = vatTypeModel(traits);
    this.account = accountModel(traits, { vat: this.vat, currency: this.currency });
    this.paymentType = paymentTypeModel(traits, { account: this.account, vat: this.vat });
    this.customer = customerModel(traits, {
      address: this.address,
      account: this.account,
      currency: this.currency,
    });
    this.company = companyModel(traits, { address: this.address, currency: this.currency });
    this.client = companyModel(
      traits,
      { address: this.address, currency: this.currency },
      clientIds(switches.clientUsername),
    );
    this.ledger = ledgerModels(company, traits, this);
    this.invoicing = invoiceModels(
      traits,
      { ...this.ledger, currency: this.currency, customer: this.customer },
      switches,
    );
  }
}

/** With the switch on `customerCompanyId`, the two ids of a client differ by a fixed step. */
export function clientIds(username: UnverifiedBehaviour['clientUsername']): {
  readonly id: (row: Company) => number;
  readonly customerCompanyId: (row: Company) => number;
} {
  const other = (row: Company): number => row.id + 7_000_000;
  const own = (row: Company): number => row.id;
  return username === 'id' ? { id: own, customerCompanyId: own } : { id: other, customerCompanyId: own };
}

const compiled = new WeakMap<object, LruCache<string, unknown>>();

/**
 * The writer of a model for a `fields` text, compiled once per distinct text.
 * @throws ApiError 400/11000
 */
export function writerFor<T>(model: Model<T>, fields: string): Writer<T> {
  let cache = compiled.get(model);
  if (!cache) compiled.set(model, (cache = new LruCache<string, unknown>(COMPILED_MAX)));
  const known = cache.get(fields);
  if (known) return known as Writer<T>;
  const writer = model.compile(parseFields(fields));
  cache.set(fields, writer);
  return writer;
}
