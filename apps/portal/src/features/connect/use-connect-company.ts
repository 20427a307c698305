import { answer } from '@app/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { COMPANIES_KEY } from '../../session/companies.js';
import { grantsQuery } from '../../session/connections.js';
import { hub } from '../../session/hub.js';

/** Connects a company, by its key, with an access; one that is stopped moves to it. */
export function useConnectCompany(grantId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (companyKey: string) =>
      answer(
        hub.POST('/api/v1/grants/{grantId}/connections', {
          params: { path: { grantId } },
          body: { companyKey },
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: COMPANIES_KEY }),
        queries.invalidateQueries({ queryKey: grantsQuery.queryKey }),
      ]),
  });
}
