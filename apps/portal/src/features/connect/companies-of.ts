import { answer, type Schemas } from '@app/client';
import { queryOptions } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type LedgerCompany = Schemas['CompanyDto'];

/** The companies that an access reaches, asked of the ledger. */
export const companiesOf = (grantId: string) =>
  queryOptions({
    queryKey: ['grant-companies', grantId],
    queryFn: () => answer(hub.GET('/api/v1/grants/{grantId}/companies', { params: { path: { grantId } } })),
  });
