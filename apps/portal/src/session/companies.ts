import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import { hub } from './hub.js';
import { lookEvery } from './live.js';

export type Company = Schemas['CompanyOverviewDto'];
export type CompanyConnection = Schemas['OverviewConnectionDto'];
export type ToDo = Schemas['OverviewToDoDto'];

export const COMPANIES_KEY = ['companies'] as const;
const LOOK_EVERY_MS = 30_000;

/** All companies within reach, page by page, looked at again by itself while the page is open. */
export const companiesQuery = infiniteQueryOptions({
  queryKey: [...COMPANIES_KEY, 'list'],
  queryFn: ({ pageParam }) =>
    answer(
      hub.GET('/api/v1/me/companies', { params: { query: pageParam === null ? {} : { after: pageParam } } }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextAfter }) => nextAfter,
  refetchInterval: () => lookEvery(LOOK_EVERY_MS),
});

export const companyQuery = (creditorId: string) =>
  queryOptions({
    queryKey: [...COMPANIES_KEY, 'one', creditorId],
    queryFn: () => answer(hub.GET('/api/v1/me/companies/{creditorId}', { params: { path: { creditorId } } })),
  });

/** One company: its name, its connections and what waits there. */
export function useCompany(creditorId: string) {
  return useQuery(companyQuery(creditorId));
}
