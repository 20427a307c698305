import { answer } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { HELD_KEY, ITEMS_KEY } from './items.js';

export type ClaimOrder = 'withdraw' | 'reinstate' | 'resume';
export interface Ordered {
  readonly order: ClaimOrder;
  readonly claimIds: readonly string[];
  readonly reason: string;
}

/** How many the API takes at once. */
const CLAIMS_AT_ONCE_MAX = 500;

/** What people decide about claims; every list that shows them is asked for anew. */
export function useClaimOrders(creditorId: string) {
  const queries = useQueryClient();
  const onSettled = () =>
    Promise.all(
      [[ITEMS_KEY], [HELD_KEY], [...COMPANIES_KEY]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const approve = useMutation({
    mutationFn: (claimIds: readonly string[]) =>
      inParts(claimIds, (part) =>
        answer(
          hub.POST('/api/v1/creditors/{creditorId}/claims/approve', {
            params: { path: { creditorId } },
            body: { claimIds: part },
          }),
        ),
      ),
    onSettled,
  });
  const undo = useMutation({
    mutationFn: (claimIds: readonly string[]) =>
      inParts(claimIds, (part) =>
        answer(
          hub.POST('/api/v1/creditors/{creditorId}/claims/undo-approval', {
            params: { path: { creditorId } },
            body: { claimIds: part },
          }),
        ),
      ),
    onSettled,
  });
  const order = useMutation({
    mutationFn: async ({ order: what, claimIds, reason }: Ordered) => {
      for (const claimId of claimIds) {
        const asked = { params: { path: { creditorId, claimId } }, body: { reason } };
        const one = '/api/v1/creditors/{creditorId}/claims/{claimId}';
        if (what === 'withdraw') await hub.POST(`${one}/withdraw`, asked);
        else if (what === 'reinstate') await hub.POST(`${one}/reinstate`, asked);
        else await hub.POST(`${one}/resume`, asked);
      }
    },
    onSettled,
  });
  return { approve, undo, order };
}

async function inParts<Result>(
  claimIds: readonly string[],
  send: (part: string[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < claimIds.length; from += CLAIMS_AT_ONCE_MAX)
    results.push(...(await send(claimIds.slice(from, from + CLAIMS_AT_ONCE_MAX))));
  return results;
}
