import type { CreditorId } from '@app/domain';
import type pg from 'pg';
import type { Principal, RouteAsked } from '../api/principal.js';
import type { KnownKey } from './api-keys/api-keys.js';
import { isOrganisationKind, type OrganisationKind, type Right, rightsOf, rightsOfKind } from './rights.js';
import type { Asked } from './route-rights.js';

export interface Membership {
  readonly organisationId: string;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  /** Of an organisation that is a creditor itself. */
  readonly creditorId: CreditorId | null;
  readonly role: string;
  readonly rights: ReadonlySet<Right>;
}

interface MemberRow {
  readonly organisationId: string;
  readonly organisation: string;
  readonly kind: string;
  readonly creditorId: CreditorId | null;
  readonly role: string;
}

/** Where a person belongs, read anew for each request: what was taken away is gone at once. */
export async function membershipsOf(pool: pg.Pool, userId: string): Promise<Membership[]> {
  const { rows } = await pool.query<MemberRow>(
    `select o.id as "organisationId", o.name as organisation, o.kind, o."creditorId", m.role
     from member m join organization o on o.id = m."organizationId" where m."userId" = $1 order by o.name, o.id`,
    [userId],
  );
  return rows.flatMap(({ kind, role, ...row }) =>
    isOrganisationKind(kind) ? [{ ...row, kind, role, rights: rightsOf(kind, role) }] : [],
  );
}

/** What a key stands for: its organisation, with no more rights than somebody there could have. */
export function membershipOfKey(
  key: Pick<KnownKey, 'organisationId' | 'organisation' | 'kind' | 'creditorId' | 'scopes'>,
): Membership {
  const { organisationId, organisation, kind, creditorId, scopes } = key;
  const most = rightsOfKind(kind);
  const rights = new Set<Right>(scopes.filter((scope) => most.has(scope)));
  return { organisationId, organisation, kind, creditorId, role: 'api-key', rights };
}

/** @returns undefined for the API's token, and at a desk without one: they reach everything */
export async function membershipsOfPrincipal(
  pool: pg.Pool,
  principal: Principal | undefined,
): Promise<Membership[] | undefined> {
  if (principal?.kind === 'user') return membershipsOf(pool, principal.id);
  if (principal?.kind !== 'api-key') return undefined;
  const { rows } = await pool.query<KnownKey>(
    `select o.id as "organisationId", o.name as organisation, o.kind, o."creditorId", k.scopes
     from api_key k join organization o on o.id = k.organisation_id where k.id = $1`,
    [principal.id],
  );
  return rows.map(membershipOfKey);
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly twoFactor: boolean;
}

export async function personOf(pool: pg.Pool, userId: string): Promise<Person | undefined> {
  const { rows } = await pool.query<Person>(
    `select name, email, coalesce("twoFactorEnabled", false) as "twoFactor" from "user" where id = $1`,
    [userId],
  );
  return rows[0];
}

/** What a person may do in one organisation: its own members by their role there, and whoever runs the installation. */
export function rightsIn(memberships: readonly Membership[], organisationId: string): ReadonlySet<Right> {
  const reaching = memberships.filter(
    (membership) => membership.kind === 'collector' || membership.organisationId === organisationId,
  );
  return new Set(reaching.flatMap(({ rights }) => [...rights]));
}

/**
 * What a person may do with one creditor, or with the installation where none is named.
 *
 * @param letIn organisations that the creditor lets in
 */
export function rightsWith(
  memberships: readonly Membership[],
  creditorId: CreditorId | undefined,
  letIn: ReadonlySet<string>,
): ReadonlySet<Right> {
  const reaching = memberships.filter(({ kind, organisationId, creditorId: own }) => {
    if (kind === 'collector') return true;
    if (creditorId === undefined) return false;
    return kind === 'creditor' ? own === creditorId : letIn.has(organisationId);
  });
  return new Set(reaching.flatMap(({ rights }) => [...rights]));
}

/**
 * What somebody who belongs there may do with what a route is about, if they may use it at all.
 *
 * @param letIn organisations that the route's creditor lets in
 * @returns no rights for a route that is anyone's; `out-of-reach` for who does not even see the creditor, and shall learn nothing of it, not that it exists either
 */
export function permitted(
  memberships: readonly Membership[],
  wanted: Asked | undefined,
  { creditorId, organisationId }: RouteAsked,
  letIn: ReadonlySet<string>,
): ReadonlySet<Right> | 'not-allowed' | 'out-of-reach' {
  if (wanted === 'anyone') return new Set();
  if (typeof wanted === 'object') {
    const all = new Set(memberships.flatMap(({ rights }) => [...rights]));
    return wanted.somewhere.some((right) => all.has(right)) ? all : 'not-allowed';
  }
  const rights =
    creditorId === undefined && organisationId !== undefined
      ? rightsIn(memberships, organisationId)
      : rightsWith(memberships, creditorId, letIn);
  if (creditorId !== undefined && !rights.has('see')) return 'out-of-reach';
  return wanted !== undefined && rights.has(wanted) ? rights : 'not-allowed';
}
