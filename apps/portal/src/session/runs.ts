import { answer, type Schemas } from '@app/client';
import { queryOptions } from '@tanstack/react-query';
import type { ConnectionPath } from './connections.js';
import { hub } from './hub.js';
import { lookEvery } from './live.js';

export type Run = Schemas['SyncRunDto'];

const LOOK_EVERY_MS = 2_000;
const LOOK_SELDOM_MS = 30_000;

/** The newest runs of a connection; looked at often while one is under way. */
export const runsQuery = (path: ConnectionPath) =>
  queryOptions({
    queryKey: ['runs', path.connectionId],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/connections/{connectionId}/sync-runs', { params: { path } }),
      ),
    refetchInterval: ({ state: { data } }) => lookEvery(isReading(data) ? LOOK_EVERY_MS : LOOK_SELDOM_MS),
  });

export function isReading(runs: readonly Run[] | undefined): boolean {
  return runs?.[0]?.state === 'running';
}
