import { answer, type Schemas } from '@app/client';
import { queryOptions } from '@tanstack/react-query';
import { hub } from './hub.js';

export type Connection = Schemas['ConnectionDto'];
export type Ledger = Schemas['LedgerDto'];
export type Preflight = Schemas['PreflightDto'];

/** Names one connection, as the API's paths do. */
export interface ConnectionPath {
  readonly creditorId: string;
  readonly connectionId: string;
}

const HOUR_MS = 3_600_000;

/** Ledgers that can be connected, and what each asks for. */
export const ledgersQuery = queryOptions({
  queryKey: ['ledgers'],
  queryFn: () => answer(hub.GET('/api/v1/ledgers')),
  staleTime: HOUR_MS,
});

export const grantsQuery = queryOptions({
  queryKey: ['grants'],
  queryFn: () => answer(hub.GET('/api/v1/grants')),
});

export const connectionQuery = (path: ConnectionPath) =>
  queryOptions({
    queryKey: ['connection', path.connectionId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/connections/{connectionId}', { params: { path } })),
  });

export const policyQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['policy', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/policy', { params: { path: { creditorId } } })),
  });

/** Groups of customers that the creditor's ledgers tell. */
export const customerGroupsQuery = (creditorId: string) =>
  queryOptions({
    queryKey: ['customer-groups', creditorId],
    queryFn: () =>
      answer(hub.GET('/api/v1/creditors/{creditorId}/customer-groups', { params: { path: { creditorId } } })),
  });
