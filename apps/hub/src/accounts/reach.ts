import type { CreditorId } from '@app/domain';
import type pg from 'pg';
import { currentPrincipal } from '../api/principal.js';
import type { Transaction } from '../database/transaction.js';
import { type Membership, membershipsOfPrincipal } from './people.js';
import type { Right } from './rights.js';

/** More than any firm keeps the books of. */
export const CREDITORS_MAX = 5_000;

/** Which creditors somebody sees: all, or those that are theirs or let one of their organisations in. */
export type Reach =
  | { readonly all: true }
  | { readonly all: false; readonly own: readonly CreditorId[]; readonly firms: readonly string[] };

/** @param memberships undefined for the API's token, and at a desk without one */
export function reachOf(memberships: readonly Membership[] | undefined): Reach {
  if (memberships === undefined) return { all: true };
  const seeing = memberships.filter(({ rights }) => rights.has('see'));
  if (seeing.some(({ kind }) => kind === 'collector')) return { all: true };
  return {
    all: false,
    own: seeing.flatMap(({ kind, creditorId }) => (kind === 'creditor' && creditorId ? [creditorId] : [])),
    firms: seeing.flatMap(({ kind, organisationId }) => (kind === 'accounting-firm' ? [organisationId] : [])),
  };
}

/** Whom the person or the key that makes the request reaches. */
export async function reachOfRequest(pool: pg.Pool): Promise<Reach> {
  return (await askerOfRequest(pool)).reach;
}

/** Who asks for a list over all creditors. */
export interface Asker {
  readonly reach: Reach;
  /** What they may do with any of them; undefined for the API's token, and at a desk without one. */
  readonly rights: ReadonlySet<Right> | undefined;
}

export async function askerOfRequest(pool: pg.Pool): Promise<Asker> {
  const memberships = await membershipsOfPrincipal(pool, currentPrincipal());
  return {
    reach: reachOf(memberships),
    rights: memberships && new Set(memberships.flatMap(({ rights }) => [...rights])),
  };
}

/** Those creditors by their ids; null where it is all of them. */
export async function creditorsWithin(tx: Transaction, reach: Reach): Promise<CreditorId[] | null> {
  if (reach.all) return null;
  const rows = await tx.query<{ creditorId: CreditorId }>(
    `select creditor_id as "creditorId" from creditor where creditor_id = any($1::uuid[])
     union
     select creditor_id from creditor_access where organisation_id = any($2::uuid[]) and ended_at is null
     order by 1 limit ${CREDITORS_MAX}`,
    [reach.own, reach.firms],
  );
  return rows.map(({ creditorId }) => creditorId);
}
