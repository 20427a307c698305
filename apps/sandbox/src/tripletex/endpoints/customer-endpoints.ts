import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { Company } from '../company.js';
import type { Customer } from '../rows.js';
import { answerList, answerOne } from '../wire/answers.js';
import { notFound, wrongFormat } from '../wire/api-error.js';
import { readInteger } from '../wire/parameters.js';

interface CustomerFilter {
  readonly ids: readonly number[] | undefined;
  readonly numbers: readonly number[] | undefined;
  readonly organizationNumber: string | undefined;
  readonly email: string | undefined;
  readonly invoiceEmail: string | undefined;
  readonly name: string | undefined;
  readonly phoneNumberMobile: string | undefined;
  /** Undefined shows both. */
  readonly isInactive: boolean | undefined;
  readonly changedSinceMs: number | undefined;
}

/** `GET /customer`: inactive customers are hidden unless asked for. */
export function listCustomers(call: Call): Reply {
  const { query, world, company, models } = call;
  const ids = query.integers('id');
  const isInactiveDefault = ids && world.switches.customerIdFindsInactive ? undefined : false;
  const filter: CustomerFilter = {
    ids,
    numbers: query.integers('customerAccountNumber'),
    organizationNumber: query.text('organizationNumber') || undefined,
    email: query.text('email') || undefined,
    invoiceEmail: query.text('invoiceEmail') || undefined,
    name: query.text('customerName')?.toLowerCase() || undefined,
    phoneNumberMobile: query.text('phoneNumberMobile') || undefined,
    isInactive: query.flag('isInactive') ?? isInactiveDefault,
    changedSinceMs: world.switches.changedSinceWorks ? instant(query.text('changedSince')) : undefined,
  };
  return answerList(call, models.customer, {
    key: `customers ${JSON.stringify(filter)}`,
    search: () => searchCustomers(company, filter),
  });
}

function searchCustomers(company: Company, filter: CustomerFilter): Customer[] {
  const rows = filter.ids
    ? [...new Set(filter.ids)].flatMap((id) => company.customers.get(id) ?? [])
    : [...company.customers.values()];
  return rows.filter(
    ({ details, number, changedAtMs }) =>
      (filter.isInactive === undefined || details.isInactive === filter.isInactive) &&
      (!filter.numbers || filter.numbers.includes(number)) &&
      equal(filter.organizationNumber, details.organizationNumber) &&
      equal(filter.email, details.email) &&
      equal(filter.invoiceEmail, details.invoiceEmail) &&
      equal(filter.phoneNumberMobile, details.phoneNumberMobile) &&
      (!filter.name || details.name.toLowerCase().includes(filter.name)) &&
      (filter.changedSinceMs === undefined || changedAtMs >= filter.changedSinceMs),
  );
}

/** `GET /customer/{id}`: also inactive ones. */
export function getCustomer(call: Call): Reply {
  const customer = call.company.customers.get(readInteger(call.path['id'] ?? ''));
  if (!customer) throw notFound();
  return answerOne(call, call.models.customer, customer);
}

function equal(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === value;
}

function instant(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw wrongFormat('date', text);
  return ms;
}
