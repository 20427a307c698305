import { answer, type Schemas } from '@app/client';
import { queryOptions } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export interface DebtorPath {
  readonly creditorId: string;
  readonly debtorId: string;
}
export type PartRetention = Schemas['PartRetentionDto'];

/** The same as on the debtor's own page. */
export const debtorQuery = (path: DebtorPath) =>
  queryOptions({
    queryKey: ['case-debtor', path],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}', { params: { path } })),
  });

/** What may be erased today, and when the rest may. */
export const erasureQuery = (path: DebtorPath) =>
  queryOptions({
    queryKey: ['erasure', path],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/case-debtors/{debtorId}/erasure', { params: { path } })),
  });
