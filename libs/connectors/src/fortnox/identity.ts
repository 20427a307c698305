import type { LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError, type LedgerCompany, type LedgerIdentity } from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { wireCompanyAnswer, type WireCompany } from './wire.js';

export async function readCompany(client: FortnoxClient, signal?: AbortSignal): Promise<WireCompany> {
  return (await client.get({ path: '/companyinformation', signal }, wireCompanyAnswer)).CompanyInformation;
}

/** A grant belongs to exactly one company (tenant): Fortnox has no list of an accountant's clients. */
export async function listCompanies(
  client: FortnoxClient,
  signal?: AbortSignal,
): Promise<readonly LedgerCompany[]> {
  return [toCompany(await readCompany(client, signal))];
}

/** @throws ConnectionBlockedError also when the grant opens another company than the one connected */
export async function identify(
  client: FortnoxClient,
  key: LedgerCompanyKey,
  expectedOrganisationNumber: string | undefined,
  signal?: AbortSignal,
): Promise<LedgerIdentity> {
  const company = toCompany(await readCompany(client, signal));
  if (company.key !== key) throw anotherCompany();
  assertExpected(company.organisationNumber, expectedOrganisationNumber);
  return { ...company, country: 'SE', currency: 'SEK' };
}

/** @throws ConnectionBlockedError the person chose another company at Fortnox than the one that was meant */
export function assertExpected(found: string | undefined, expected: string | undefined): void {
  const wanted = tenDigits(expected);
  if (wanted === undefined || tenDigits(found) === wanted) return;
  throw anotherCompany();
}

export function anotherCompany(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'Fortnox signs us in to another company than the one that was meant.',
    'Sign in at Fortnox again and choose the right company there, or correct the expected organisation number.',
  );
}

function toCompany({ CompanyName, OrganizationNumber, DatabaseNumber }: WireCompany): LedgerCompany {
  const digits = OrganizationNumber?.replace(/\D/g, '') ?? '';
  return {
    key: DatabaseNumber as LedgerCompanyKey,
    name: CompanyName,
    ...(digits === '' ? {} : { organisationNumber: digits }),
  };
}

/** A sole trader's number may be written with the century. */
function tenDigits(text: string | undefined): string | undefined {
  const digits = text?.replace(/\D/g, '') ?? '';
  return digits === '' ? undefined : digits.slice(-10);
}
