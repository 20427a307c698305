import { answer, type Schemas } from '@app/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { hub } from '../../session/hub.js';

export type Endpoint = Schemas['WebhookEndpointDto'];
export type Delivery = Schemas['WebhookDeliveryDto'];
const ENDPOINTS = '/api/v1/organisations/{organisationId}/webhook-endpoints';
const ONE = `${ENDPOINTS}/{endpointId}` as const;
const WEBHOOKS_KEY = 'webhook-endpoints';

export const endpointsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: [WEBHOOKS_KEY, organisationId],
    queryFn: () => answer(hub.GET(ENDPOINTS, { params: { path: { organisationId } } })),
  });

export const deliveriesQuery = (organisationId: string, endpointId: string) =>
  queryOptions({
    queryKey: [WEBHOOKS_KEY, organisationId, endpointId],
    queryFn: () => answer(hub.GET(`${ONE}/deliveries`, { params: { path: { organisationId, endpointId } } })),
  });

/** Makes endpoints. */
export function useNewEndpoint(organisationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewWebhookEndpointDto']) =>
      answer(hub.POST(ENDPOINTS, { params: { path: { organisationId } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [WEBHOOKS_KEY, organisationId] }),
  });
}

/** What a person does with one endpoint; it is read anew after each. */
export function useEndpointOrders(organisationId: string, endpointId: string) {
  const queries = useQueryClient();
  const params = { path: { organisationId, endpointId } };
  const onSuccess = () => queries.invalidateQueries({ queryKey: [WEBHOOKS_KEY, organisationId] });
  const test = useMutation({ mutationFn: () => answer(hub.POST(`${ONE}/test`, { params })) });
  const change = useMutation({
    mutationFn: (body: Schemas['WebhookEndpointChangeDto']) => answer(hub.PATCH(ONE, { params, body })),
    onSuccess,
  });
  const rotate = useMutation({
    mutationFn: () => answer(hub.POST(`${ONE}/secrets`, { params })),
    onSuccess,
  });
  const removeSecret = useMutation({
    mutationFn: (secretId: string) =>
      answer(
        hub.DELETE(`${ONE}/secrets/{secretId}`, {
          params: { path: { organisationId, endpointId, secretId } },
        }),
      ),
    onSuccess,
  });
  const replay = useMutation({
    mutationFn: (body: Schemas['ReplayDto']) => answer(hub.POST(`${ONE}/replay`, { params, body })),
    onSuccess,
  });
  const end = useMutation({ mutationFn: () => answer(hub.DELETE(ONE, { params })), onSuccess });
  return { test, change, rotate, removeSecret, replay, end };
}
