import { answer, ProblemError, type Schemas } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { PROPOSALS_KEY } from '../../session/proposals.js';

export type ProposalOrder =
  { readonly order: 'confirm' | 'withdraw' } | { readonly order: 'decline'; readonly reason: string };

/** What was changed by a yes may stand on any page of the company. */
const CHANGED_KEYS = [
  [PROPOSALS_KEY],
  COMPANIES_KEY,
  ['second-person-rule'],
  ['policy'],
  ['connection'],
  ['open-items'],
] as const;

/** What a decision has made of a proposal. */
export type Decided = Schemas['ChangeProposalWithOutcomeDto'];

/** Told from here, since the card that sent it is gone when the list has come anew. */
export interface Outcomes {
  readonly confirmed: (decided: Decided) => void;
  /** It is no longer there to be decided. */
  readonly gone: (error: ProblemError) => void;
}

const GONE_CODES: ReadonlySet<string> = new Set(['proposal-ended', 'proposal-outdated']);

export function useProposalOrders(creditorId: string, proposalId: string, { confirmed, gone }: Outcomes) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: ProposalOrder) => {
      const params = { path: { creditorId, proposalId } };
      const one = '/api/v1/creditors/{creditorId}/proposals/{proposalId}';
      if (wanted.order === 'decline')
        return answer(hub.POST(`${one}/decline`, { params, body: { reason: wanted.reason } }));
      return wanted.order === 'confirm'
        ? answer(hub.POST(`${one}/confirm`, { params }))
        : answer(hub.POST(`${one}/withdraw`, { params }));
    },
    onSuccess: (decided, { order }) => {
      if (order === 'confirm') confirmed(decided);
    },
    onError: (error) => {
      if (error instanceof ProblemError && GONE_CODES.has(error.code)) gone(error);
    },
    // Also after a refusal: it may have ended meanwhile.
    onSettled: () =>
      Promise.all(CHANGED_KEYS.map((queryKey) => queries.invalidateQueries({ queryKey: [...queryKey] }))),
  });
}
