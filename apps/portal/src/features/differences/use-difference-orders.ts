import { answer, type Schemas } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { COMPANIES_KEY } from '../../session/companies.js';
import { hub } from '../../session/hub.js';

export const DIFFERENCES_KEY = 'differences';
export type Difference = Schemas['DifferenceDto'];
/** What is done here; what concerns a booking is done where bookings are. */
export const ACTIONS_HERE = ['read-again', 'accept-direct-payment'] as const;
export type DifferenceOrder = 'explain' | (typeof ACTIONS_HERE)[number];

export function useDifferenceOrders(creditorId: string, differenceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ order, reason }: { readonly order: DifferenceOrder; readonly reason: string }) => {
      const params = { path: { creditorId, differenceId } };
      const one = '/api/v1/creditors/{creditorId}/differences/{differenceId}';
      return order === 'explain'
        ? answer(hub.POST(`${one}/explain`, { params, body: { text: reason } }))
        : answer(hub.POST(`${one}/act`, { params, body: { action: order, reason } }));
    },
    onSuccess: () =>
      Promise.all(
        [[DIFFERENCES_KEY], [...COMPANIES_KEY]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
