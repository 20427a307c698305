import type { CreditorId } from '@app/domain';
import type pg from 'pg';
import { isOrganisationKind, type OrganisationKind, type Right, rightsOf } from './rights.js';

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
