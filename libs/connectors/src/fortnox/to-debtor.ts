import {
  type Debtor,
  type DebtorKind,
  isSwedishOrganisationNumber,
  type LedgerDebtorId,
  type PostalAddress,
} from '@app/domain';
import type { WireCustomer } from './wire.js';

/** A Fortnox customer card as a debtor. Absent text stays absent. `number` is the number that was asked for. */
export function toDebtor(number: string, customer: WireCustomer): Debtor {
  const digits = customer.OrganisationNumber?.replace(/[\s.+-]/g, '');
  const organisationNumber = digits === '' ? undefined : digits;
  const address = toAddress(customer);
  return {
    ledgerDebtorId: number as LedgerDebtorId,
    kind: kindOf(customer, organisationNumber),
    name: customer.Name ?? '',
    customerNumber: number,
    ...(organisationNumber ? { organisationNumber } : {}),
    emails: emailsOf(customer),
    phones: distinct([customer.Phone1, customer.Phone2]),
    ...(address ? { address } : {}),
    factored: false,
  };
}

/**
 * `COMPANY` is what a new card says, so users often leave it on persons: it counts only together with an organisation
 * number. A sole trader's number is a personal one, and the person has a person's rights: asked, never guessed.
 */
function kindOf({ Type, CountryCode }: WireCustomer, number: string | undefined): DebtorKind {
  const isForeign = CountryCode !== undefined && CountryCode.toUpperCase() !== 'SE';
  if (Type === 'PRIVATE') return isCompanyNumber(number) && !isForeign ? 'unknown' : 'person';
  if (Type !== 'COMPANY' || number === undefined) return 'unknown';
  return isForeign || isCompanyNumber(number) ? 'company' : 'unknown';
}

/** Ten digits, or twelve with the century 16 that authorities write before an organisation number. */
function isCompanyNumber(number: string | undefined): boolean {
  if (number === undefined) return false;
  return isSwedishOrganisationNumber(
    number.length === 12 && number.startsWith('16') ? number.slice(2) : number,
  );
}

/** The address for invoices first; each field may hold several. */
function emailsOf({ EmailInvoice, Email }: WireCustomer): readonly string[] {
  const parts = [EmailInvoice, Email].flatMap((field) => field?.split(/[;,\s]+/) ?? []);
  return distinct(parts.filter((part) => part.includes('@')));
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

export function toAddress({
  Address1,
  Address2,
  ZipCode,
  City,
  CountryCode,
}: Pick<WireCustomer, 'Address1' | 'Address2' | 'ZipCode' | 'City'> & {
  readonly CountryCode?: string | undefined;
}): PostalAddress | undefined {
  const lines = distinct([Address1, Address2]);
  if (lines.length === 0 && City === undefined) return undefined;
  const countryCode = CountryCode?.toUpperCase();
  return {
    lines,
    postalCode: ZipCode?.replace(/\s/g, '') ?? '',
    city: City ?? '',
    ...(countryCode !== undefined && /^[A-Z]{2}$/.test(countryCode) ? { countryCode } : {}),
  };
}
