import type { Clock } from '@app/domain';
import { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { Receiving } from './control.js';
import { type SmsBody, smsProblem } from './sms-rules.js';

export interface ReceivedSms extends SmsBody {
  readonly id: string;
  readonly receivedAt: string;
  readonly status: 'queued' | 'sent' | 'delivered' | 'failed';
}

interface Stored extends SmsBody {
  readonly id: string;
  readonly receivedAt: Date;
}

interface FirstAnswer {
  readonly body: string;
  readonly reply: Reply;
}

export interface SmsGatewayOptions {
  readonly seed?: number;
  readonly clock?: Clock;
}

const SENT_AFTER_MS = 1_000;
const DELIVERED_AFTER_MS = 3_000;
const MESSAGES_MAX = 1_000;
const KEYS_MAX = 10_000;

/**
 * An sms gateway: `POST /v1/messages` with bearer token and Idempotency-Key, `GET /v1/messages/{id}`. A key it knows is
 * answered with its first answer; the same key with another body is 409. A message is `sent` after one second and
 * `delivered` after three; to a number that ends in 99 it is `failed`: the telephone does not exist.
 */
export class SmsGateway implements Receiving {
  readonly key = 'sms-gateway';
  readonly exampleOperation = 'POST /v1/messages';
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly token: string;
  readonly #messages: Stored[] = [];
  readonly #answers = new Map<string, FirstAnswer>();
  #count = 0;

  constructor({ seed = 1, clock }: SmsGatewayOptions = {}) {
    this.clock = new AdjustableClock(clock);
    this.faults = new FaultPlan(seed);
    this.token = `sms-gateway-${seed}`;
  }

  messages(): readonly ReceivedSms[] {
    return this.#messages.map((message) => this.#view(message));
  }

  reset(): number {
    this.#answers.clear();
    return this.#messages.splice(0).length;
  }

  /** @param path below the gateway's key */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const one = /^\/v1\/messages\/([^/]+)$/.exec(path)?.[1];
    const operation = `${request.method} ${one === undefined ? path : '/v1/messages/{id}'}`;
    const work = (): Reply => this.#answer(request, path, one);
    const fault = this.faults.draw(operation, undefined);
    return fault ? playFault(fault, request, FACES, work) : work();
  }

  #answer(request: SimRequest, path: string, one: string | undefined): Reply {
    if (request.headers['authorization'] !== `Bearer ${this.token}`) return failure(401, 'unauthorized');
    if (request.method === 'GET' && one !== undefined) {
      const message = this.#messages.find(({ id }) => id === one);
      return message
        ? jsonReply(200, JSON.stringify(this.#status(message)))
        : failure(404, 'no-such-message');
    }
    if (request.method === 'POST' && path === '/v1/messages') return this.#once(request);
    return failure(404, 'no-such-path');
  }

  #once(request: SimRequest): Reply {
    const key = request.headers['idempotency-key'];
    if (key === undefined || !/^[\x21-\x7e]{1,64}$/.test(key)) return failure(400, 'idempotency-key-missing');
    const first = this.#answers.get(key);
    if (first) return first.body === request.body ? first.reply : failure(409, 'idempotency-key-reused');
    const reply = this.#take(request);
    if (this.#answers.size >= KEYS_MAX) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    this.#answers.set(key, { body: request.body, reply });
    return reply;
  }

  #take({ headers, body }: SimRequest): Reply {
    if (!headers['content-type']?.startsWith('application/json')) return failure(415, 'json-expected');
    const checked = smsProblem(body);
    if (typeof checked === 'string') return failure(422, checked);
    this.#count += 1;
    const message = { ...checked, id: `sms-${this.#count}`, receivedAt: this.clock.now() };
    this.#messages.push(message);
    if (this.#messages.length > MESSAGES_MAX) this.#messages.shift();
    return jsonReply(202, JSON.stringify({ id: message.id, status: 'queued' }));
  }

  #status(message: Stored): Record<string, string> {
    const { id, status } = this.#view(message);
    const passed = status === 'queued' ? 0 : status === 'sent' ? SENT_AFTER_MS : DELIVERED_AFTER_MS;
    return {
      id,
      status,
      at: new Date(message.receivedAt.getTime() + passed).toISOString(),
      ...(status === 'failed' ? { error: 'unknown-subscriber' } : {}),
    };
  }

  #view({ receivedAt, ...message }: Stored): ReceivedSms {
    const age = this.clock.nowMs() - receivedAt.getTime();
    const end = message.to.endsWith('99') ? 'failed' : 'delivered';
    const status = age < SENT_AFTER_MS ? 'queued' : age < DELIVERED_AFTER_MS ? 'sent' : end;
    return { ...message, receivedAt: receivedAt.toISOString(), status };
  }
}

function failure(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return jsonReply(status, JSON.stringify({ error }), headers);
}

const FACES: FaultFaces = {
  rateLimited: (variant) =>
    failure(429, 'too-many-requests', variant === 'full' ? { 'retry-after': '2' } : {}),
  serverError: () => failure(500, 'internal-error'),
  errorInside200: () => failure(200, 'internal-error'),
  effect: () => undefined,
};
