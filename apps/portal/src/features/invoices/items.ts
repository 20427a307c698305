import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Language } from '../../i18n/language.js';
import type { ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';

export type Item = Schemas['OpenItemDto'];
export type Claim = Schemas['ClaimDto'];
export const FILTERS = ['all', 'claim', 'not-yet', 'excluded', 'review'] as const;
export type Filter = (typeof FILTERS)[number];

export const ITEMS_KEY = 'open-items';
export const HELD_KEY = 'held-claims';
const PAGE_SIZE = 200;
const HELD_MAX = 100;

/** The item's claim, where somebody may approve or leave it out now. */
export function claimToApprove({ claimId, claimState, awaitsSecondPerson }: Item): readonly string[] {
  return claimId !== null && claimState === 'proposed' && !awaitsSecondPerson ? [claimId] : [];
}

/** The item's claim, where its approval can still be undone. */
export function claimToUndo({ claimId, undoUntil }: Item): readonly string[] {
  return claimId !== null && undoUntil !== null ? [claimId] : [];
}

/** Which invoices are shown, besides by the decision; empty text is no choice. */
export interface Chosen {
  readonly dueFrom: string;
  readonly dueTo: string;
  readonly customerNumber: string;
}

export const ALL: Chosen = { dueFrom: '', dueTo: '', customerNumber: '' };

export function isFiltered(chosen: Chosen): boolean {
  return Object.values(chosen).some((value) => value !== '');
}

/** Open invoices with the decision about each, page by page. */
export const itemsQuery = (path: ConnectionPath, filter: Filter, chosen: Chosen, language: Language) =>
  infiniteQueryOptions({
    queryKey: [ITEMS_KEY, path.connectionId, filter, chosen, language],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/connections/{connectionId}/open-items', {
          params: {
            path,
            query: {
              language,
              limit: PAGE_SIZE,
              ...(filter === 'all' ? {} : { decision: filter }),
              ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== '')),
              ...(pageParam === null ? {} : { after: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

/** Claims that something stops until a person has looked. */
export const heldQuery = (creditorId: string, language: Language) =>
  queryOptions({
    queryKey: [HELD_KEY, creditorId, language],
    queryFn: async () => {
      const { claims } = await answer(
        hub.GET('/api/v1/creditors/{creditorId}/claims', {
          params: { path: { creditorId }, query: { held: true, limit: HELD_MAX, language } },
        }),
      );
      return claims.filter(({ state }) => state !== 'withdrawn' && state !== 'closed');
    },
  });
