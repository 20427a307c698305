import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { contactPersonModel, customerModel } from '../wire/customer-models.js';
import { listReply, objectReply } from '../wire/list.js';
import { cannotCast, notFound } from '../wire/problem.js';

export const CUSTOMER_FILTERS = [
  'contactGroupIds',
  'customerCreatedDateTimeOffsetGreaterThan',
  'customerNos',
  'emailAddresses',
  'externalImportReference',
  'externalNos',
  'lastChangedDateTimeOffsetGreaterThan',
  'organizationNumbers',
];

/** `GET /Customers`. */
export function listCustomers(call: Call): Reply {
  const { company, query } = call;
  const createdAfter = query.stamp('customerCreatedDateTimeOffsetGreaterThan');
  const changedAfter = query.stamp('lastChangedDateTimeOffsetGreaterThan');
  const customerNos = query.numbers('customerNos');
  const externalNos = query.numbers('externalNos');
  const organizationNumbers = query.texts('organizationNumbers');
  const emailAddresses = query.texts('emailAddresses');
  const isOther = query.ids('contactGroupIds') || query.text('externalImportReference') !== undefined;
  const rows = [...company.customers.values()].filter(
    ({ number, details, createdAt, changedAt }) =>
      !isOther &&
      (createdAfter === undefined || createdAt > createdAfter) &&
      (changedAfter === undefined || changedAt > changedAfter) &&
      (customerNos?.(number) ?? true) &&
      (externalNos?.(details.externalNumber ?? -1) ?? true) &&
      (organizationNumbers?.has(details.organizationNumber ?? '') ?? true) &&
      (emailAddresses?.has(details.emailAddress ?? '') ?? true),
  );
  return listReply(call, customerModel(call.world), rows);
}

/** `GET /Customers/{id}`, by contact id. */
export function getCustomer({ world, company, path }: Call): Reply {
  const id = idIn(path['id']);
  const customer = company.customers.get(id);
  if (!customer) throw notFound(`Customer with id = ${id} not found.`);
  return objectReply(customerModel(world), customer);
}

export const CONTACT_PERSON_FILTERS = [
  'contactIds',
  'createdDateTimeOffsetGreaterThan',
  'externalCodes',
  'lastChangedDateTimeOffsetGreaterThan',
];

/** `GET /ContactPersons`. */
export function listContactPersons(call: Call): Reply {
  const { company, query } = call;
  const contactIds = query.ids('contactIds');
  const createdAfter = query.stamp('createdDateTimeOffsetGreaterThan');
  const changedAfter = query.stamp('lastChangedDateTimeOffsetGreaterThan');
  const isOther = query.text('externalCodes') !== undefined;
  const rows = [...company.customers.values()]
    .filter(({ id }) => !isOther && (contactIds?.has(id) ?? true))
    .flatMap((customer) => customer.contactPersons.map((person) => ({ customer, person })))
    .filter(
      ({ person }) =>
        (createdAfter === undefined || person.createdAt > createdAfter) &&
        (changedAfter === undefined || person.createdAt > changedAfter),
    );
  return listReply(call, contactPersonModel(call.world), rows);
}

export function idIn(text = ''): number {
  if (!/^\d{1,15}$/.test(text)) throw cannotCast(`The value '${text}' is not valid.`);
  return Number(text);
}
