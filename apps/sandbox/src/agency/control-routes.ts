import { isLocalDate } from '@app/domain';
import { type ControlBody, ControlError, type ControlRoute, faultRule } from '../control/control-api.js';
import { Router } from '../server/router.js';
import type { ControlledAgency, Payment } from './controlled.js';
import { WEBHOOK_FAULTS, type WebhookFaultRule } from './webhooks.js';

const EXAMPLE = 'POST /v1/messages';

/** The agency's control API: what its people do, and how it misbehaves. README.md lists it. */
export function agencyControl(agency: ControlledAgency): Router<ControlRoute> {
  const base = '/control/agency';
  return new Router<ControlRoute>()
    .add('GET', `${base}/state`, () => agency.state())
    .add('GET', `${base}/credentials`, () => agency.credentials)
    .add('GET', `${base}/events`, () => agency.events())
    .add('GET', `${base}/requests`, () => agency.requests())
    .add('PUT', `${base}/webhooks`, ({ body }) => agency.sendWebhooksTo(text(body, 'url'), secrets(body)))
    .add('POST', `${base}/webhooks/flush`, () => {
      void agency.flushWebhooks();
    })
    .add('POST', `${base}/webhooks/faults`, ({ body }) => agency.webhookFault(webhookFault(body)))
    .add('DELETE', `${base}/webhooks/faults`, () => agency.clearWebhookFaults())
    .add('POST', `${base}/refusals`, ({ body }) =>
      agency.refuse(text(body, 'invoiceNumber'), text(body, 'reason')),
    )
    .add('POST', `${base}/deferrals`, ({ body }) => agency.defer(text(body, 'invoiceNumber'), 1))
    .add('POST', `${base}/faults`, ({ body }) => ({ id: agency.faults.install(faultRule(body, EXAMPLE)) }))
    .add('DELETE', `${base}/faults`, () => ({ removed: agency.faults.clear() }))
    .add('POST', `${base}/clock`, ({ body }) => agency.advanceDays(days(body)))
    .add('POST', `${base}/cases/{claimId}/payments`, ({ path, body }) =>
      agency.pays(claimIn(path), payment(body)),
    )
    .add('POST', `${base}/cases/{claimId}/reversals`, ({ path, body }) =>
      agency.reverses(claimIn(path), text(body, 'reference')),
    )
    .add('POST', `${base}/cases/{claimId}/reject`, ({ path, body }) =>
      agency.rejects(claimIn(path), text(body, 'reason')),
    )
    .add('POST', `${base}/cases/{claimId}/status`, ({ path, body }) =>
      agency.reports(claimIn(path), text(body, 'status'), optionalText(body, 'text')),
    )
    .add('POST', `${base}/cases/{claimId}/close`, ({ path, body }) =>
      agency.closes(claimIn(path), text(body, 'outcome'), optionalText(body, 'reason')),
    );
}

function claimIn(path: Readonly<Record<string, string>>): string {
  return path['claimId'] ?? '';
}

function text(body: ControlBody, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ControlError(`${name} is missing.`);
}

function optionalText(body: ControlBody, name: string): string | undefined {
  return body[name] === undefined ? undefined : text(body, name);
}

function days(body: ControlBody): number {
  const value = body['advanceDays'];
  if (typeof value === 'number' && value >= 0) return value;
  throw new ControlError('advanceDays is missing.');
}

function secrets(body: ControlBody): readonly string[] | undefined {
  const value = body['secrets'];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new ControlError('secrets is not a list of texts.');
}

function payment(body: ControlBody): Payment {
  const minor = (name: string): bigint | undefined => {
    const value = optionalText(body, name);
    if (value === undefined) return undefined;
    if (/^\d{1,15}$/.test(value)) return BigInt(value);
    throw new ControlError(`${name} is not a whole number of minor units as text.`);
  };
  const receivedOn = optionalText(body, 'receivedOn');
  if (receivedOn !== undefined && !isLocalDate(receivedOn))
    throw new ControlError('receivedOn is not a day.');
  const [principalMinor, interestMinor, feesMinor] = [
    minor('principalMinor'),
    minor('interestMinor'),
    minor('feesMinor'),
  ];
  return {
    ...(principalMinor === undefined ? {} : { principalMinor }),
    ...(interestMinor === undefined ? {} : { interestMinor }),
    ...(feesMinor === undefined ? {} : { feesMinor }),
    ...(receivedOn === undefined ? {} : { receivedOn }),
  };
}

function webhookFault(body: ControlBody): WebhookFaultRule {
  const kind = WEBHOOK_FAULTS.find((one) => one === body['kind']);
  if (!kind) throw new ControlError(`kind is none of ${WEBHOOK_FAULTS.join(', ')}.`);
  const number = (name: string): number | undefined => {
    const value = body[name];
    if (value === undefined || typeof value === 'number') return value;
    throw new ControlError(`${name} is not a number.`);
  };
  const [times, probability] = [number('times'), number('probability')];
  return {
    kind,
    ...(times === undefined ? {} : { times }),
    ...(probability === undefined ? {} : { probability }),
  };
}
