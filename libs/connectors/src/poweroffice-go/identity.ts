import type { LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError, type LedgerCompany, type LedgerIdentity } from '../contract/index.js';
import type { PowerOfficeClient } from './client.js';
import { digitsOf, type GrantClient, keyWithoutNumber } from './settings.js';
import { wireIntegration, type WireIntegration, wireOrganisation } from './wire.js';

/** Needs a token, but no privilege. */
export function readIntegration(client: PowerOfficeClient, signal?: AbortSignal): Promise<WireIntegration> {
  return client.get({ path: '/ClientIntegrationInformation', signal }, wireIntegration);
}

/** Whose books a client key opens. `known` is what signing in told about it, if somebody signed in. */
export async function readCompany(
  client: PowerOfficeClient,
  clientKey: string,
  known: GrantClient | undefined,
  signal?: AbortSignal,
): Promise<LedgerCompany> {
  const { ClientName } = await readIntegration(client, signal);
  const organisation = await readOrganisation(client, signal);
  const organisationNumber = organisation?.number ?? known?.organisationNumber;
  const name = ClientName ?? organisation?.name ?? known?.name ?? 'PowerOffice Go';
  return {
    key: (known?.key ?? organisationNumber ?? keyWithoutNumber(clientKey)) as LedgerCompanyKey,
    name,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
  };
}

export async function identify(
  client: PowerOfficeClient,
  key: LedgerCompanyKey,
  clientKey: string,
  known: GrantClient | undefined,
  signal?: AbortSignal,
): Promise<LedgerIdentity> {
  const company = await readCompany(client, clientKey, known, signal);
  const isAnother =
    company.key !== key ||
    (known?.organisationNumber !== undefined && known.organisationNumber !== company.organisationNumber);
  if (isAnother) {
    throw new ConnectionBlockedError(
      'configuration',
      'The client key opens another company in PowerOffice than the one that was chosen.',
      'Choose the company again from the list, or sign in again and pick it.',
    );
  }
  // Books in PowerOffice Go are kept in NOK and nothing else.
  return { ...company, country: 'NO', currency: 'NOK' };
}

/** The organisation number needs a privilege; without it, the number that signing in gave must do. */
async function readOrganisation(
  client: PowerOfficeClient,
  signal?: AbortSignal,
): Promise<{ readonly number: string | undefined; readonly name: string | undefined } | undefined> {
  try {
    const { OrganizationNumber, Name, LegalName } = await client.get(
      { path: '/OrganizationSettings', signal },
      wireOrganisation,
    );
    return { number: digitsOf(OrganizationNumber), name: Name ?? LegalName };
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}
