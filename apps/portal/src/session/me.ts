import { answer, ProblemError, type Schemas } from '@app/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { hub, ME_KEY } from './hub.js';

export type Me = Schemas['MeDto'];
export type Right = Schemas['MembershipDto']['rights'][number];

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ME_KEY,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await answer(hub.GET('/api/v1/me'));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Who is signed in. @throws Error outside of the pages that ask for a sign-in */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('Nobody is signed in here.');
  return data;
}

/** Whether a person may do this anywhere: for what is shown. What is allowed is decided by the hub. */
export function hasRight(me: Me, right: Right): boolean {
  return me.memberships.some(({ rights }) => rights.includes(right));
}

/** Whether a person may connect ledgers: for an organisation of their own, or for the installation. */
export function mayConnect(me: Me): boolean {
  return hasRight(me, 'connect') || hasCollectorRight(me, 'operate');
}

/** Organisations for one of which a new access to a ledger is; none where it is the installation's. */
export function connectingFor(me: Me): Me['memberships'] {
  if (hasCollectorRight(me, 'operate')) return [];
  return me.memberships.filter(({ kind, rights }) => kind !== 'collector' && rights.includes('connect'));
}

/** Whether a person belongs to whoever runs this installation, and so reaches all creditors. */
export function isCollector(me: Me): boolean {
  return me.memberships.some(({ kind }) => kind === 'collector');
}

/** Whether a person may do what concerns the whole installation: for that, a right counts in a collector only. */
export function hasCollectorRight(me: Me, right: Right): boolean {
  return me.memberships.some(({ kind, rights }) => kind === 'collector' && rights.includes(right));
}
