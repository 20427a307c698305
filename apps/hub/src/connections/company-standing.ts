import type { ConnectionId, CreditorId, GrantId } from '@app/domain';
import type { LedgerCompany } from '@app/connectors';
import type { ConnectingOrganisation } from '../accounts/connect-scope.js';
import type { Transaction } from '../database/transaction.js';
import type { ConnectionRef } from './connection-row.js';

/** How a company that an access reaches stands to us, and so whether it can be connected with it. */
export type CompanyStanding =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'connected';
      readonly connection: ConnectionRef;
      /** It is stopped, and goes on through this access once the company is connected with it. */
      readonly moves: boolean;
    }
  /** It is a creditor here that does not let the owner of the access in. */
  | { readonly kind: 'not-let-in' }
  /** It is pulled from another ledger, or with a key of another kind, and its invoices would be read twice. */
  | { readonly kind: 'elsewhere' }
  /** The access belongs to a creditor, and the company is another. */
  | { readonly kind: 'not-own' };

/** The access that a company is reached by. */
export interface ReachingAccess {
  readonly id: GrantId;
  readonly connectorKey: string;
  /** Null: whoever runs the installation, who reaches every creditor. */
  readonly owner: ConnectingOrganisation | null;
}

/** A creditor with the number of a company, or one that is connected with its key; a row for each of its connections. */
export interface KnownCompany {
  readonly creditorId: CreditorId;
  readonly organisationNumber: string;
  /** Null, as what follows, where it has no connection. */
  readonly connectionId: ConnectionId | null;
  readonly connectorKey: string | null;
  readonly companyKey: string | null;
  readonly state: string | null;
  readonly grantId: GrantId | null;
  /** Whether the creditor lets the owner of the access in, or is the owner. */
  readonly letsIn: boolean;
}

type Asked = Pick<LedgerCompany, 'key' | 'organisationNumber'>;

/** What we know of these companies already, oldest first. */
export function knownCompanies(
  tx: Transaction,
  { connectorKey, owner }: ReachingAccess,
  companies: readonly Asked[],
): Promise<KnownCompany[]> {
  return tx.query<KnownCompany>(
    `select r.creditor_id as "creditorId", r.organisation_number as "organisationNumber", c.id as "connectionId",
       c.connector_key as "connectorKey", c.company_key as "companyKey", c.state, c.grant_id as "grantId",
       ($4::uuid is null or r.creditor_id = $5 or exists (select from creditor_access a
         where a.creditor_id = r.creditor_id and a.organisation_id = $4 and a.ended_at is null)) as "letsIn"
     from creditor r left join connection c on c.creditor_id = r.creditor_id
     where r.organisation_number = any($3) or (c.connector_key = $1 and c.company_key = any($2))
     order by c.created_at, r.created_at, r.creditor_id, c.id`,
    [
      connectorKey,
      companies.map(({ key }) => key),
      companies.flatMap(({ organisationNumber }) => organisationNumber ?? []),
      owner?.organisationId ?? null,
      owner?.creditorId ?? null,
    ],
  );
}

/** @param known as `knownCompanies` told it of this company among others */
export function standingOf(
  { key, organisationNumber: number }: Asked,
  known: readonly KnownCompany[],
  { id, connectorKey, owner }: ReachingAccess,
): CompanyStanding {
  const isLinked = (row: KnownCompany): boolean =>
    row.connectorKey === connectorKey && row.companyKey === key;
  // A key may mean "the company of this login", and so be the same for many: the number tells them apart.
  const same = known.filter((row) =>
    number === undefined ? isLinked(row) : row.organisationNumber === number,
  );
  const linked = same.filter(isLinked);
  const found = linked.find(({ letsIn }) => letsIn);
  if (found?.connectionId) {
    const { creditorId, connectionId, state, grantId } = found;
    const moves = state === 'blocked' && grantId !== id;
    return { kind: 'connected', connection: { creditorId, id: connectionId }, moves };
  }
  if (linked.length > 0) return { kind: 'not-let-in' };
  // A ledger that was left is paused, and whoever runs the installation goes on with the next.
  if (owner === null) return { kind: same.some(isPulled) ? 'elsewhere' : 'free' };
  if (same.some(({ letsIn }) => letsIn)) return { kind: 'elsewhere' };
  // Without a number it is not known yet which company it is; connecting asks the company itself.
  if (owner.creditorId !== null) return number === undefined ? { kind: 'free' } : { kind: 'not-own' };
  return same.length > 0 ? { kind: 'not-let-in' } : { kind: 'free' };
}

function isPulled({ state }: KnownCompany): boolean {
  return state !== null && state !== 'paused';
}
