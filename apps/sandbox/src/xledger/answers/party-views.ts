import { COUNTRIES, CURRENCIES } from '../catalogue.js';
import type { Customer, Entity, LedgerAccount } from '../entity.js';
import { localDateTime } from '../../server/local-time.js';

/** A field's value, or a function that makes it when it is asked for. */
export type View = Readonly<Record<string, unknown>>;

export function ownerView(entity: Entity): View {
  return {
    dbId: entity.id,
    code: String(entity.code),
    description: entity.options.name,
    ownerCode: entity.code,
    ownerDbId: entity.parent?.id ?? entity.id,
  };
}

export function entityView(entity: Entity): View {
  const { name, organizationNumber, email } = entity.options;
  const changedAt = localDateTime(entity.createdAtMs);
  return {
    ...ownerView(entity),
    email,
    fiscalYearStartMonth: 1,
    createdAt: changedAt,
    modifiedAt: changedAt,
    company: () => ({
      dbId: entity.companyId,
      companyNumber: organizationNumber,
      name,
      description: name,
      email,
    }),
    currency: () => currencyView('NOK'),
    parent: () => (entity.parent ? ownerView(entity.parent) : null),
    owner: () => ownerView(entity.parent ?? entity),
    language: () => systemValue(1, 'NORWEGIAN'),
  };
}

export function customerView(customer: Customer): View {
  const { details, entity } = customer;
  return {
    dbId: customer.id,
    code: String(customer.number),
    description: details.name,
    number: customer.number,
    email: textOrNull(details.email),
    phone: textOrNull(details.phone),
    yourReference: textOrNull(details.yourReference),
    toDate: details.isInactive ? '2020-12-31' : null,
    createdAt: localDateTime(customer.createdAtMs),
    modifiedAt: localDateTime(customer.modifiedAtMs),
    ownerDbId: entity.id,
    companyDbId: customer.companyId,
    descriptionTranslated: details.name,
    company: () => companyView(customer),
    address: () => addressView(customer),
    currency: () => currencyView('NOK'),
    collection: () =>
      details.isFactoring
        ? { dbId: 77_001, code: 'FACTORING', description: 'Overdratt til factoring' }
        : null,
    language: () => systemValue(1, 'NORWEGIAN'),
    owner: () => ownerView(entity),
    ledgerType: () => systemValue(2, 'AR'),
  };
}

export function companyView(customer: Customer): View {
  const { name, companyNumber, email, phone } = customer.details;
  return {
    dbId: customer.companyId,
    name,
    companyName: name,
    description: name,
    companyNumber: textOrNull(companyNumber),
    email: textOrNull(email),
    phone: textOrNull(phone),
    modifiedAt: localDateTime(customer.modifiedAtMs),
    address: () => addressView(customer),
  };
}

export function addressView({ id, entity, details: { address } }: Customer): View | null {
  if (!address) return null;
  const { street, zipCode, place, country } = address;
  return {
    dbId: String(id + 9_000_000),
    ownerDbId: entity.id,
    streetAddress: street,
    streetNumber: null,
    zipCode,
    place,
    fullAddress: [street, `${zipCode} ${place}`.trim()].filter((line) => line !== '').join(', '),
    country: () => {
      const found = COUNTRIES.find(([, code]) => code === country);
      return found ? { dbId: found[0], code: found[1], description: found[2] } : null;
    },
  };
}

export function accountView(account: LedgerAccount, entity: Entity): View {
  return {
    dbId: account.id,
    code: String(account.number),
    description: account.name,
    descriptionTranslated: account.name,
    ownerDbId: entity.id,
    modifiedAt: localDateTime(entity.createdAtMs),
    posting: account.isActive,
    chartOfAccountDbId: 3,
    ledgerType: () => (account.role === 'customers' ? systemValue(2, 'AR') : systemValue(1, 'GL')),
  };
}

export function currencyView(code: string): View | null {
  const found = CURRENCIES.find((currency) => currency.code === code);
  return found ? { dbId: found.id, code, description: code } : null;
}

export function systemValue(dbSubId: number, name: string): View {
  return { dbId: 14_500 + dbSubId, dbSubId, definitionId: 145, name };
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
