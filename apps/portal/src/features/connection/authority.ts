import { answer, type Schemas } from '@app/client';
import { queryOptions } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type Authority = Schemas['AuthorityInForceDto'];

/** Each term on its own: a sum, a span, or a yes or no. */
export const TERMS = [
  'deferralDaysMax',
  'planMonthsMax',
  'interestFreePlan',
  'waiveInstalmentFee',
  'waiveInterestMax',
  'reducePrincipalMax',
] as const satisfies readonly (keyof Authority)[];
export type Term = (typeof TERMS)[number];

/** What the collector may grant in the creditor's name. */
export const authorityQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['authority', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/authority', { params: { path: { creditorId } } })),
  });
