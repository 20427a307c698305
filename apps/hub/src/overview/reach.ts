import type { CreditorId } from '@app/domain';
import type { Membership } from '../accounts/people.js';

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
