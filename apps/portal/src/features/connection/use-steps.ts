import { answer } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { COMPANIES_KEY } from '../../session/companies.js';
import { type Connection, connectionQuery, type ConnectionPath } from '../../session/connections.js';
import { hub } from '../../session/hub.js';

export type Step = 'preflight' | 'pause' | 'resume';

/** What a person does with a connection; the answer is its new state. */
export function useSteps(path: ConnectionPath) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (step: Step): Promise<Connection> => {
      const one = '/api/v1/creditors/{creditorId}/connections/{connectionId}';
      const asked = { params: { path } };
      if (step === 'preflight') return (await answer(hub.POST(`${one}/preflight`, asked))).connection;
      return answer(step === 'pause' ? hub.POST(`${one}/pause`, asked) : hub.POST(`${one}/resume`, asked));
    },
    onSuccess: (connection) => {
      queries.setQueryData(connectionQuery(path).queryKey, connection);
      return queries.invalidateQueries({ queryKey: COMPANIES_KEY });
    },
  });
}
