import { createHubClient, ProblemError } from '@app/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';

/** The hub that served this page. */
export const hub = createHubClient({ baseUrl: window.location.origin });

export const ME_KEY = ['me'] as const;
const TRIES_MAX = 2;

/** What was asked for is kept for a while, so that going back is at once; refusals are not asked for again by themselves. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session has ended: whoever asks for people next sends the person to sign in.
      if (error instanceof ProblemError && error.status === 401 && query.queryKey[0] !== ME_KEY[0])
        void queryClient.invalidateQueries({ queryKey: ME_KEY });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < TRIES_MAX &&
        error instanceof ProblemError &&
        (error.status === 0 || error.status === 502 || error.status === 503),
    },
  },
});
