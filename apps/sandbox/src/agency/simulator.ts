import { type Clock, localDateAt, systemClock } from '@app/domain';
import { ControlError, controlApi } from '../control/control-api.js';
import { Random } from '../demo/random.js';
import { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { agencyRoutes, failure } from './api.js';
import { type AgencyCase, CaseBook } from './cases.js';
import { agencyControl } from './control-routes.js';
import type { AgencyCredentials, ControlledAgency, Payment } from './controlled.js';
import { type AgencyEvent, EventLog, type EventType } from './events.js';
import { type WebhookFaultRule, WebhookSender } from './webhooks.js';

export interface AgencySimulatorOptions {
  /** Case numbers, events and mischief follow from it. Default 1. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** Sends webhooks by itself and again while they are not taken. Default: only when `flushWebhooks` is called. */
  readonly automaticWebhooks?: boolean;
}

/** A pretend collection agency: takes claims in over its API, keeps cases, and tells what becomes of them. */
export class AgencySimulator implements ControlledAgency {
  readonly key = 'agency';
  readonly faults: FaultPlan;
  readonly credentials: AgencyCredentials;
  /** As the dispatcher of the whole sandbox asks for it. */
  readonly recording: { control(request: SimRequest): Reply };
  readonly #clock: AdjustableClock;
  readonly #events: EventLog;
  readonly #cases: CaseBook;
  readonly #webhooks: WebhookSender;
  readonly #routes;
  readonly #log = new RequestLog();
  readonly #refusals = { reasons: new Map<string, string>(), deferrals: new Map<string, number>() };
  #payments = 0;
  #server: HttpServer | undefined;

  constructor({ seed = 1, clock = systemClock, automaticWebhooks = false }: AgencySimulatorOptions = {}) {
    const random = new Random(seed ^ 0xa9e0);
    this.#clock = new AdjustableClock(clock);
    this.faults = new FaultPlan(seed);
    this.credentials = {
      apiToken: `agency-${random.uuid()}`,
      webhookSecret: `whsec_${Buffer.from(random.uuid() + random.uuid())
        .subarray(0, 48)
        .toString('base64')}`,
    };
    this.#events = new EventLog(this.#clock, random);
    this.#webhooks = new WebhookSender(this.#clock, seed, automaticWebhooks);
    this.#cases = new CaseBook(this.#events, random, (event) => this.#webhooks.add(event));
    this.#routes = agencyRoutes(this.#cases, this.#events, () => this.#refusals);
    this.recording = { control: controlApi(agencyControl(this)) };
  }

  /** @param port 0 lets the system choose */
  async start(port = 0): Promise<{ readonly url: string }> {
    this.#server = new HttpServer((request) => this.handle(request, request.path));
    return { url: await this.#server.listen({ port }) };
  }

  /** The API goes off the net; cases and events stay, and `start` brings them back. */
  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** Ends the sending of webhooks too. */
  async end(): Promise<void> {
    await this.#webhooks.stop();
    await this.stop();
  }

  async handle(request: SimRequest, path: string): Promise<Reply> {
    const match = this.#routes.match(request.method, path);
    const operation = match.kind === 'found' ? match.route.operation : `${request.method} ?`;
    const fault = this.faults.draw(operation, undefined);
    const work = (): Reply => {
      if (request.headers['authorization'] !== `Bearer ${this.credentials.apiToken}`)
        return failure(401, 'The key is not valid.');
      if (match.kind === 'no-such-path') return failure(404, 'There is nothing here.');
      if (match.kind === 'wrong-method') return failure(405, 'This address does not take this method.');
      return match.route.handler(request);
    };
    const reply = fault ? await playFault(fault, request, FACES, work) : work();
    const at = this.#clock.now().toISOString();
    this.#log.add({ at, operation, status: reply.status, ...(fault ? { fault: fault.kind } : {}) });
    return reply;
  }

  // What the agency's people do.

  /** Hand-overs of this invoice are refused from now on. */
  refuse(invoiceNumber: string, reason: string): void {
    this.#refusals.reasons.set(invoiceNumber, reason);
  }

  /** Hand-overs of this invoice are put off so many times. */
  defer(invoiceNumber: string, times: number): void {
    this.#refusals.deferrals.set(invoiceNumber, times);
  }

  /** The debtor has paid. A case with nothing left is closed as settled. @throws ControlError */
  pays(claimId: string, payment: Payment = {}): AgencyEvent {
    const found = this.#case(claimId);
    const { interestMinor = 0n, feesMinor = 0n } = payment;
    const principalMinor = payment.principalMinor ?? found.outstandingMinor;
    const left = found.outstandingMinor - principalMinor;
    const outstandingMinor = left > 0n ? left : 0n;
    this.#payments += 1;
    const event = this.#change(found, { outstandingMinor }, 'claim.settlement', {
      reference: `pay-${String(this.#payments).padStart(5, '0')}`,
      kind: 'payment',
      receivedOn: payment.receivedOn ?? localDateAt(this.#clock.now(), 'NO'),
      currency: found.currency,
      principalMinor: principalMinor.toString(),
      interestMinor: interestMinor.toString(),
      feesMinor: feesMinor.toString(),
    });
    if (outstandingMinor === 0n) this.closes(claimId, 'settled');
    return event;
  }

  /** The debtor's bank took a payment back. @throws ControlError */
  reverses(claimId: string, reference: string): AgencyEvent {
    const found = this.#case(claimId);
    const payment = this.#events.all().find((event) => event.data['reference'] === reference);
    if (!payment) throw new ControlError(`There is no payment ${reference}.`, 404);
    const back = BigInt(String(payment.data['principalMinor']));
    return this.#change(
      found,
      { state: 'open', outstandingMinor: found.outstandingMinor + back },
      'claim.settlement',
      {
        reference: `${reference}-back`,
        kind: 'reversal',
        reverses: reference,
        receivedOn: localDateAt(this.#clock.now(), 'NO'),
        currency: found.currency,
      },
    );
  }

  /** A case handler has looked, and will not have the claim after all. @throws ControlError */
  rejects(claimId: string, reason: string): AgencyEvent {
    return this.#change(this.#case(claimId), { state: 'rejected' }, 'claim.rejected', { reason });
  }

  /** @throws ControlError */
  reports(claimId: string, status: string, text?: string): AgencyEvent {
    const data = { status, ...(text === undefined ? {} : { text }) };
    return this.#change(this.#case(claimId), {}, 'claim.status', data);
  }

  /** @throws ControlError */
  closes(claimId: string, outcome: string, reason?: string): AgencyEvent {
    const data = { outcome, ...(reason === undefined ? {} : { reason }) };
    return this.#change(this.#case(claimId), { state: 'closed' }, 'claim.closed', data);
  }

  // What a test looks at and turns.

  case(claimId: string): AgencyCase | undefined {
    return this.#cases.find(claimId);
  }

  cases(): readonly AgencyCase[] {
    return this.#cases.all();
  }

  events(): readonly AgencyEvent[] {
    return this.#events.all();
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  state(): object {
    const cases = this.cases().map(({ demand: _, outstandingMinor, ...rest }) => ({
      ...rest,
      outstandingMinor: outstandingMinor.toString(),
    }));
    return { now: this.#clock.now().toISOString(), cases, webhooksWaiting: this.#webhooks.waiting };
  }

  /** @param secrets default: the one of `credentials` */
  sendWebhooksTo(url: string, secrets: readonly string[] = [this.credentials.webhookSecret]): void {
    this.#webhooks.sendTo({ url, secrets });
  }

  /** Tries everything that waits, once. */
  flushWebhooks(): Promise<{ readonly waiting: number }> {
    return this.#webhooks.flush();
  }

  webhookFault(rule: WebhookFaultRule): void {
    this.#webhooks.install(rule);
  }

  clearWebhookFaults(): void {
    this.#webhooks.clearFaults();
  }

  advanceDays(days: number): void {
    this.#clock.advanceDays(days);
  }

  #case(claimId: string): AgencyCase {
    const found = this.#cases.find(claimId);
    if (!found) throw new ControlError(`The agency has no case for the claim ${claimId}.`, 404);
    return found;
  }

  #change(
    { claimId }: AgencyCase,
    change: Partial<Pick<AgencyCase, 'state' | 'outstandingMinor'>>,
    type: EventType,
    data: Readonly<Record<string, unknown>>,
  ): AgencyEvent {
    const event = this.#cases.change(claimId, change, type, data);
    if (!event) throw new ControlError(`The agency has no case for the claim ${claimId}.`, 404);
    return event;
  }
}

const FACES: FaultFaces = {
  rateLimited: (variant) =>
    failure(429, 'Too many requests.', variant === 'full' ? { 'retry-after': '60' } : {}),
  serverError: () => failure(500, 'Something went wrong.'),
  errorInside200: () => ({ ...failure(500, 'Something went wrong.'), status: 200 }),
  effect: () => undefined,
};
