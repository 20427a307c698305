import type { Country, LedgerCompanyKey } from '@app/domain';
import { currency } from '@app/domain';
import { ConnectionBlockedError, type LedgerCompany, type LedgerIdentity } from '../contract/index.js';
import type { XledgerClient } from './client.js';
import { ROWS_MAX } from './limits.js';
import { ENTITIES } from './queries.js';
import { readList } from './walk.js';
import { wireEntity, type WireEntity } from './wire.js';

/** The token's own entity and everything below it in the tree. */
export function readEntities(client: XledgerClient, signal?: AbortSignal): Promise<readonly WireEntity[]> {
  return readList(client, { root: 'entities', document: ENTITIES, first: ROWS_MAX, signal }, wireEntity);
}

export async function listCompanies(
  client: XledgerClient,
  signal?: AbortSignal,
): Promise<readonly LedgerCompany[]> {
  return (await readEntities(client, signal)).map(toCompany);
}

export async function identify(
  client: XledgerClient,
  key: LedgerCompanyKey,
  signal?: AbortSignal,
): Promise<LedgerIdentity> {
  const entity = (await readEntities(client, signal)).find(({ dbId }) => dbId === key);
  if (!entity) throw unreachable();
  if (!entity.currency) throw currencyHidden();
  const books = currency(entity.currency.code);
  return { ...toCompany(entity), country: countryOf(entity, books), currency: books };
}

export function unreachable(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'company-unreachable',
    'The token does not reach the company in Xledger any more.',
    'Check in Xledger that the company is still below the entity in which the token was made, or make a token in the company itself.',
  );
}

function currencyHidden(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'permission-missing',
    'The token may not read currencies in Xledger.',
    'Make a new token in Xledger with Read ticked for Currency and the other objects that the connection guide lists.',
  );
}

function toCompany({ dbId, description, company }: WireEntity): LedgerCompany {
  const digits = company?.companyNumber?.replace(/\D/g, '') ?? '';
  return {
    key: dbId as LedgerCompanyKey,
    name: description ?? 'Xledger',
    ...(digits === '' ? {} : { organisationNumber: digits }),
  };
}

/** Xledger is used in both countries; an entity may not say where it is, but it says in what its books are kept. */
function countryOf({ address }: WireEntity, books: string): Country {
  const code = address?.country?.code?.toUpperCase();
  if (code === 'NO' || code === 'SE') return code;
  return books === 'SEK' ? 'SE' : 'NO';
}
