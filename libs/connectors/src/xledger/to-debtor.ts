import {
  type Debtor,
  type DebtorKind,
  isNorwegianOrganisationNumber,
  isSwedishOrganisationNumber,
  type LedgerDebtorId,
  type PostalAddress,
} from '@app/domain';
import type { WireAddress, WireRow, WireSubledger } from './wire.js';

/**
 * A customer's account as a debtor. Absent text stays absent; one without a name has an empty one. The company record
 * behind it gives the number only: several customers may share one (`Bostads-AB-Mimer/onecore`), so its address and
 * e-mail are not the debtor's.
 */
export function toDebtor(subledger: WireSubledger, row: Pick<WireRow, 'company' | 'billAddress'>): Debtor {
  const { kind, organisationNumber } = whoIs(row.company?.companyNumber);
  const address = toAddress(subledger.billAddress ?? subledger.address ?? row.billAddress);
  return {
    ledgerDebtorId: subledger.dbId as LedgerDebtorId,
    kind,
    name: subledger.description ?? '',
    ...(subledger.code ? { customerNumber: subledger.code } : {}),
    ...(organisationNumber ? { organisationNumber } : {}),
    emails: emailsOf(subledger.email),
    phones: distinct([subledger.phone, subledger.phone2]),
    ...(address ? { address } : {}),
    factored: isFactored(subledger),
  };
}

/**
 * The field holds an organisation number or a person's identity number (`FINTLabs/fint-xledger-adapter`). Only a right
 * organisation number makes a company; a person's number is looked at and not kept.
 */
function whoIs(number: string | undefined): {
  readonly kind: DebtorKind;
  readonly organisationNumber?: string;
} {
  const digits = number?.replace(/[\s.+-]/g, '') ?? '';
  if (isNorwegianOrganisationNumber(digits) || isSwedishOrganisationNumber(digits))
    return { kind: 'company', organisationNumber: digits };
  if (digits.length === 12 && digits.startsWith('16') && isSwedishOrganisationNumber(digits.slice(2)))
    return { kind: 'company', organisationNumber: digits.slice(2) };
  // Eleven digits in Norway; in Sweden ten with a month, or twelve with the century.
  const isPerson =
    /^\d{11}$/.test(digits) || /^(19|20)\d{10}$/.test(digits) || /^\d{2}[01]\d{7}$/.test(digits);
  return { kind: isPerson ? 'person' : 'unknown' };
}

/** Xledger keeps what becomes of a customer's claims as a set-up object with a name of the company's own choice. */
function isFactored({ collection }: WireSubledger): boolean {
  return /factoring/i.test(`${collection?.code ?? ''} ${collection?.description ?? ''}`);
}

/** One field may hold several addresses. */
function emailsOf(field: string | undefined): readonly string[] {
  return distinct(field?.split(/[;,\s]+/).filter((part) => part.includes('@')) ?? []);
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

function toAddress(address: WireAddress | undefined): PostalAddress | undefined {
  if (!address) return undefined;
  const { streetAddress, streetNumber, zipCode, place, country } = address;
  const street = [streetAddress, streetNumber].filter((part) => part !== undefined).join(' ');
  if (street === '' && place === undefined) return undefined;
  const countryCode = country?.code?.toUpperCase();
  return {
    lines: street === '' ? [] : [street],
    postalCode: zipCode?.replace(/\s/g, '') ?? '',
    city: place ?? '',
    ...(countryCode !== undefined && /^[A-Z]{2}$/.test(countryCode) ? { countryCode } : {}),
  };
}
