import {
  type Debtor,
  type DebtorKind,
  isNorwegianOrganisationNumber,
  isSwedishOrganisationNumber,
  type LedgerDebtorId,
  type PostalAddress,
} from '@app/domain';
import { digitsOf } from './company.js';
import type { WireAssociate } from './wire.js';

/** An associate with a customer number as a debtor. Absent text stays absent; without a name it has an empty one. */
export function toDebtor(associate: WireAssociate): Debtor {
  const { customerNo, name, emailAddress, phone, mobilePhone } = associate;
  const number = withoutCentury(digitsOf(associate.companyNo));
  const kind = kindOf(number);
  const address = toAddress(associate);
  return {
    ledgerDebtorId: String(customerNo) as LedgerDebtorId,
    kind,
    name: name ?? '',
    customerNumber: String(customerNo),
    ...(kind === 'company' && number !== undefined ? { organisationNumber: number } : {}),
    emails: [...new Set((emailAddress?.split(/[;,\s]+/) ?? []).filter((part) => part.includes('@')))],
    phones: [...new Set([mobilePhone, phone].filter((one) => one !== undefined))],
    ...(address ? { address } : {}),
    factored: false,
  };
}

/**
 * No column says whether the debtor is a person, so only the number does: an organisation number by its check digit makes a
 * company; eleven digits (NO), or twelve with the century (SE), are a person's. Ten digits that are no organisation number may be
 * either, so they are asked about and not kept.
 */
function kindOf(number: string | undefined): DebtorKind {
  if (number === undefined) return 'unknown';
  if (isNorwegianOrganisationNumber(number) || isSwedishOrganisationNumber(number)) return 'company';
  return number.length === 11 || number.length === 12 ? 'person' : 'unknown';
}

/** Swedish authorities write an organisation number with a 16 before it, where a person's has the century. */
function withoutCentury(number: string | undefined): string | undefined {
  const rest = number?.length === 12 && number.startsWith('16') ? number.slice(2) : undefined;
  return rest !== undefined && isSwedishOrganisationNumber(rest) ? rest : number;
}

function toAddress(associate: WireAssociate): PostalAddress | undefined {
  const code = associate.joinup_Country_via_Country?.isoCode?.toUpperCase() ?? '';
  const { addressLine1, addressLine2, postCode, postalArea } = associate;
  const lines = [addressLine1, addressLine2].filter((line) => line !== undefined);
  if (lines.length === 0 && postalArea === undefined) return undefined;
  return {
    lines,
    postalCode: postCode ?? '',
    city: postalArea ?? '',
    ...(/^[A-Z]{2}$/.test(code) ? { countryCode: code } : {}),
  };
}
