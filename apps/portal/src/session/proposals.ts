import { answer, type Schemas } from '@app/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { hub } from './hub.js';

export type Proposal = Schemas['ChangeProposalDto'];
export type Subject = Schemas['SecondPersonRuleDto']['subjects'][number];

export const PROPOSALS_KEY = 'proposals';

/** Whether an answer says that what was asked waits for a second person. */
export function isProposal<T extends object>(told: T | Proposal): told is Proposal {
  return 'proposalId' in told;
}

export const proposalsQuery = (creditorId: string, state: 'open' | 'ended') =>
  infiniteQueryOptions({
    queryKey: [PROPOSALS_KEY, creditorId, state],
    queryFn: ({ pageParam }) =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/proposals', {
          params: {
            path: { creditorId },
            query: { state, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

export const secondPersonRuleQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['second-person-rule', creditorId],
    queryFn: () =>
      answer(
        hub.GET('/api/v1/creditors/{creditorId}/second-person-rule', { params: { path: { creditorId } } }),
      ),
  });
