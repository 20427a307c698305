import type { Debtor, DebtorKind, LedgerDebtorId, PostalAddress } from '@app/domain';
import type { WireAddress, WireCustomer } from './wire.js';

/** A Tripletex customer as a debtor. Absent text stays absent. */
export function toDebtor(customer: WireCustomer): Debtor {
  const organisationNumber = customer.organizationNumber?.replace(/[\s.]/g, '');
  const address = toAddress(customer.postalAddress) ?? toAddress(customer.physicalAddress);
  const language = toLanguage(customer.language);
  const groups = distinct(
    [customer.category1, customer.category2, customer.category3].map((each) => each?.name ?? each?.id),
  );
  return {
    ledgerDebtorId: customer.id as LedgerDebtorId,
    kind: kindOf(customer.isPrivateIndividual === true, organisationNumber),
    name: customer.name.trim(),
    ...(customer.customerNumber ? { customerNumber: String(customer.customerNumber) } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(organisationNumber ? { organisationNumber } : {}),
    emails: emailsOf(customer),
    phones: distinct([customer.phoneNumberMobile, customer.phoneNumber]),
    ...(address ? { address } : {}),
    ...(language ? { language } : {}),
    factored: customer.isFactoring === true,
  };
}

/** Users forget the person flag, so its absence proves nothing: only an organisation number makes a company. */
function kindOf(isPrivateIndividual: boolean, organisationNumber: string | undefined): DebtorKind {
  if (isPrivateIndividual) return 'person';
  return organisationNumber ? 'company' : 'unknown';
}

/** The address for reminders first, then the invoice's, then the general one; each field may hold several. */
function emailsOf({ overdueNoticeEmail, invoiceEmail, email }: WireCustomer): readonly string[] {
  return distinct([overdueNoticeEmail, invoiceEmail, email].flatMap(addressesIn));
}

/** Nearly always one address and nothing else. */
function addressesIn(field: string | undefined): readonly string[] {
  if (field === undefined) return NONE;
  return (SEPARATOR.test(field) ? field.split(SEPARATOR) : [field]).filter((part) => part.includes('@'));
}

const SEPARATOR = /[;,\s]+/;
const NONE: readonly string[] = Object.freeze([]);

/**
 * Without repetitions and gaps. A list of its exact length: one that grew by `push` holds room for seventeen, and a
 * page's debtors live long enough to be moved about.
 */
function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  const found = texts.filter(
    (text, index): text is string => text !== undefined && texts.indexOf(text) === index,
  );
  return found.length === 0 ? NONE : found.slice();
}

function toAddress(address: WireAddress | undefined): PostalAddress | undefined {
  if (!address) return undefined;
  const lines = distinct([address.addressLine1, address.addressLine2]);
  if (lines.length === 0 && address.city === undefined) return undefined;
  const countryCode = address.country?.isoAlpha2Code;
  return {
    lines,
    postalCode: address.postalCode ?? '',
    city: address.city ?? '',
    ...(countryCode ? { countryCode } : {}),
  };
}

function toLanguage(language: string | undefined): Debtor['language'] | undefined {
  if (language === 'NO') return 'nb';
  return language === 'EN' ? 'en' : undefined;
}
