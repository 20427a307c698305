import { answer, type Schemas } from '@app/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type ApiKey = Schemas['ApiKeyDto'];
export type Scope = ApiKey['scopes'][number];
const KEYS = '/api/v1/organisations/{organisationId}/api-keys';

export const keysQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['api-keys', organisationId],
    queryFn: () => answer(hub.GET(KEYS, { params: { path: { organisationId } } })),
  });

/** Makes and ends keys; the list is read anew after each. */
export function useKeys(organisationId: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: keysQuery(organisationId).queryKey });
  const make = useMutation({
    mutationFn: (body: Schemas['NewApiKeyDto']) =>
      answer(hub.POST(KEYS, { params: { path: { organisationId } }, body })),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: (keyId: string) =>
      answer(hub.DELETE(`${KEYS}/{keyId}`, { params: { path: { organisationId, keyId } } })),
    onSuccess,
  });
  return { make, end };
}
