import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type BankFile = Schemas['BankFileDto'];

export const BANK_FILES_KEY = 'bank-files';
const PAGE_SIZE = 30;
const SET_ASIDE_MAX = 200;
/** While something is under way. */
const LOOK_AGAIN_MS = 1_000;

/** Whether more will become of it by itself, and soon. */
export function isUnderWay({ state, toBook }: BankFile): boolean {
  return state === 'received' || toBook > 0;
}

/** The newest first; looked at anew as long as one of them is under way. */
export const filesQuery = infiniteQueryOptions({
  queryKey: [BANK_FILES_KEY],
  queryFn: ({ pageParam }) =>
    answer(
      hub.GET('/api/v1/bank-files', {
        params: { query: { limit: PAGE_SIZE, ...(pageParam === null ? {} : { before: pageParam }) } },
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextBefore }) => nextBefore,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some(({ files }) => files.some(isUnderWay)) ? LOOK_AGAIN_MS : false,
});

export const setAsideQuery = (fileId: string) =>
  queryOptions({
    queryKey: [BANK_FILES_KEY, fileId, 'set-aside'],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/bank-files/{fileId}/set-aside', {
          params: { path: { fileId }, query: { limit: SET_ASIDE_MAX } },
        }),
      ),
  });
