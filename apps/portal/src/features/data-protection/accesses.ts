import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type Access = Schemas['PersonalDataAccessDto'];

/** Who opened personal data, newest first, page by page. */
export const accessesQuery = (
  creditorId: string,
  of: { readonly debtorId?: string; readonly actorId?: string },
) =>
  infiniteQueryOptions({
    queryKey: ['personal-data-accesses', creditorId, of],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/personal-data-accesses', {
          params: {
            path: { creditorId },
            query: { ...of, ...(pageParam === null ? {} : { before: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  });
