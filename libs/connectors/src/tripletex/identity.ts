import { CURRENCIES, type Currency, type LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError, type LedgerCompany, type LedgerIdentity } from '../contract/index.js';
import { readWholeList } from '../kit/index.js';
import { OWN_COMPANY, type TripletexClient } from './client.js';
import {
  CLIENT_FIELDS,
  COMPANY_FIELDS,
  WHO_AM_I_FIELDS,
  wireClient,
  type WireClient,
  wireCompany,
  type WireCompany,
  wireWhoAmI,
} from './wire.js';

/** The key of the company that the employee token belongs to. */
export const OWN_KEY = 'own' as LedgerCompanyKey;

export function usernameOf(key: LedgerCompanyKey): string {
  return key === OWN_KEY ? OWN_COMPANY : key;
}

/** Clients that the token reaches; empty for an ordinary company's token. */
export function listClients(client: TripletexClient, signal?: AbortSignal): Promise<readonly WireClient[]> {
  return readWholeList(
    'Tripletex’s client companies',
    (from, count) =>
      client.as(OWN_COMPANY).list(
        {
          path: '/company/>withLoginAccess',
          query: { from, count, sorting: 'id', fields: CLIENT_FIELDS },
          signal,
        },
        wireClient,
      ),
    ({ id }) => id,
  );
}

export async function listCompanies(
  client: TripletexClient,
  signal?: AbortSignal,
): Promise<readonly LedgerCompany[]> {
  const clients = await listClients(client, signal);
  if (clients.length === 0) {
    const own = await identify(client.as(OWN_COMPANY), OWN_KEY, signal);
    return [
      {
        key: own.key,
        name: own.name,
        ...(own.organisationNumber ? { organisationNumber: own.organisationNumber } : {}),
      },
    ];
  }
  const keyOf = await keyReader(client, clients, signal);
  return clients.map((company) => ({
    key: keyOf(company) as LedgerCompanyKey,
    name: company.name,
    ...organisationNumberOf(company.organizationNumber),
  }));
}

/**
 * `id` is the username of a client, by a tested public client (valuetechdev/tripletex-go). Where `customerCompanyId`
 * differs from it, one probe decides which of the two signs in.
 */
async function keyReader(
  client: TripletexClient,
  clients: readonly WireClient[],
  signal?: AbortSignal,
): Promise<(company: WireClient) => string> {
  const differing = clients.find(
    ({ id, customerCompanyId }) => customerCompanyId !== undefined && customerCompanyId !== id,
  );
  if (!differing || (await signsIn(client.as(differing.id), signal))) return ({ id }) => id;
  return ({ id, customerCompanyId }) => customerCompanyId ?? id;
}

async function signsIn(client: TripletexClient, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await whoAmI(client, signal)) === client.username;
  } catch (error) {
    if (
      error instanceof ConnectionBlockedError ||
      (error instanceof Error && error.name === 'RecordRefusedError')
    )
      return false;
    throw error;
  }
}

async function whoAmI(client: TripletexClient, signal?: AbortSignal): Promise<string> {
  try {
    const request = { path: '/token/session/>whoAmI', query: { fields: WHO_AM_I_FIELDS }, signal };
    return (await client.get(request, wireWhoAmI)).companyId;
  } catch (error) {
    // Every session may ask who it is, so a refusal here is about the company, not about a permission.
    if (!(error instanceof ConnectionBlockedError) || error.reason !== 'permission-missing') throw error;
    throw new ConnectionBlockedError(
      'company-unreachable',
      'The API key does not reach this company in Tripletex.',
      'Give the API key access to the company in Tripletex again, or disconnect it.',
      { cause: error },
    );
  }
}

export async function identify(
  client: TripletexClient,
  key: LedgerCompanyKey,
  signal?: AbortSignal,
): Promise<LedgerIdentity> {
  const companyId = await whoAmI(client, signal);
  if (key !== OWN_KEY && companyId !== key) {
    throw new ConnectionBlockedError(
      'configuration',
      'Tripletex signs us in to another company than the one that was chosen.',
      'Choose the client company again from the list.',
    );
  }
  return toIdentity(await readCompany(client, companyId, key, signal), key);
}

async function readCompany(
  client: TripletexClient,
  id: string,
  key: LedgerCompanyKey,
  signal?: AbortSignal,
): Promise<WireCompany> {
  try {
    return await client.get(
      { path: '/company/{id}', id, query: { fields: COMPANY_FIELDS }, signal },
      wireCompany,
    );
  } catch (error) {
    if (key !== OWN_KEY || (await listClients(client, signal)).length === 0) throw error;
    throw officeKey(error);
  }
}

/** An accounting office's key reaches its clients only; what Tripletex answers in its own company is not documented. */
export function officeKey(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'The API key is an accounting office’s: it reaches its client companies, not the office’s own books.',
    'Choose client companies from the list; the office’s own books need an ordinary API key of their own.',
    { cause },
  );
}

function toIdentity(
  { name, organizationNumber, currency }: WireCompany,
  key: LedgerCompanyKey,
): LedgerIdentity {
  const code = currency?.code ?? 'NOK';
  if (!CURRENCIES.includes(code as Currency)) {
    throw new ConnectionBlockedError(
      'configuration',
      'The company keeps its books in a currency that the hub does not handle.',
      'This company cannot be connected.',
    );
  }
  return {
    key,
    name,
    country: 'NO',
    currency: code as Currency,
    ...organisationNumberOf(organizationNumber),
  };
}

function organisationNumberOf(text: string | undefined): { readonly organisationNumber?: string } {
  const digits = text?.replace(/\D/g, '') ?? '';
  return digits === '' ? {} : { organisationNumber: digits };
}
