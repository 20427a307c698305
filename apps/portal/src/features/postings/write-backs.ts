import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Language } from '../../i18n/language.js';
import { hub } from '../../session/hub.js';

export type WriteBack = Schemas['WriteBackDto'];
export type Order = WriteBack['ways'][number]['order'];
export const FILTERS = ['all', 'refused', 'proposed', 'being-confirmed', 'verified'] as const;
export type Filter = (typeof FILTERS)[number];
export const WRITE_BACKS_KEY = 'write-backs';
const PAGE_SIZE = 100;

export const writeBacksQuery = (creditorId: string, filter: Filter, language: Language) =>
  infiniteQueryOptions({
    queryKey: [WRITE_BACKS_KEY, creditorId, filter, language],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/write-backs', {
          params: {
            path: { creditorId },
            query: {
              language,
              limit: PAGE_SIZE,
              ...(filter === 'all' ? {} : { state: filter }),
              ...(pageParam === null ? {} : { after: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });
