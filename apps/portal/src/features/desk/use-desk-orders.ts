import { answer, type Schemas } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export const TRANSACTIONS_KEY = 'bank-transactions';
export type Transaction = Schemas['BankTransactionDto'];
export type DeskOrder =
  | { readonly what: 'assign'; readonly claimId: string }
  | { readonly what: 'set-aside'; readonly reason: string }
  | { readonly what: 'undo'; readonly settlementId: string; readonly reason: string }
  | { readonly what: 'take-up' };

/** What a person decides about money. The sum that they saw goes along: another one is refused, nothing counts twice. */
export function useDeskOrders({ id: transactionId, open }: Transaction) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: DeskOrder): Promise<Transaction> => {
      const params = { path: { transactionId } };
      const one = '/api/v1/bank-transactions/{transactionId}';
      switch (order.what) {
        case 'assign':
          return answer(
            hub.POST(`${one}/assign`, {
              params,
              body: { open: open.amount, shares: [{ claimId: order.claimId }] },
            }),
          );
        case 'set-aside':
          return answer(hub.POST(`${one}/set-aside`, { params, body: { reason: order.reason } }));
        case 'undo':
          return answer(
            hub.POST(`${one}/undo`, {
              params,
              body: { settlementId: order.settlementId, reason: order.reason },
            }),
          );
        case 'take-up':
          return answer(hub.POST(`${one}/take-up`, { params, body: {} }));
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [TRANSACTIONS_KEY] }),
  });
}
