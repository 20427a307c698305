import type { FaultPlan } from '../faults/fault-plan.js';
import type { LoggedRequest } from '../server/request-log.js';
import type { AgencyEvent } from './events.js';
import type { WebhookFaultRule } from './webhooks.js';

/** Money that the agency received for a claim, in minor units. Default: all of what is outstanding, as principal. */
export interface Payment {
  readonly principalMinor?: bigint;
  readonly interestMinor?: bigint;
  readonly feesMinor?: bigint;
  readonly receivedOn?: string;
}

export interface AgencyCredentials {
  readonly apiToken: string;
  readonly webhookSecret: string;
}

/** What the control API turns at the agency. */
export interface ControlledAgency {
  readonly credentials: AgencyCredentials;
  readonly faults: FaultPlan;
  state(): object;
  events(): readonly AgencyEvent[];
  requests(): readonly LoggedRequest[];
  sendWebhooksTo(url: string, secrets?: readonly string[]): void;
  flushWebhooks(): Promise<{ readonly waiting: number }>;
  webhookFault(rule: WebhookFaultRule): void;
  clearWebhookFaults(): void;
  refuse(invoiceNumber: string, reason: string): void;
  defer(invoiceNumber: string, times: number): void;
  advanceDays(days: number): void;
  pays(claimId: string, payment?: Payment): AgencyEvent;
  reverses(claimId: string, reference: string): AgencyEvent;
  rejects(claimId: string, reason: string): AgencyEvent;
  reports(claimId: string, status: string, text?: string): AgencyEvent;
  closes(claimId: string, outcome: string, reason?: string): AgencyEvent;
}
