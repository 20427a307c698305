import { type Transport, TransportError, type TransportResponse } from '@app/connectors';
import {
  assertMessageId,
  type DeliveryReceipt,
  type MessageChannel,
  type SendResult,
  type SmsMessage,
} from './message-channel.js';

export interface SmsSettings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** What the telephone shows: 1 to 11 letters and digits, or a number in E.164. */
  readonly sender: string;
  readonly timeoutMs: number;
}

const E164 = /^\+[1-9]\d{6,14}$/;
const STATES: Readonly<Record<string, DeliveryReceipt['state']>> = {
  queued: 'pending',
  sent: 'handed-on',
  delivered: 'delivered',
  failed: 'failed',
};

/**
 * Sms through a gateway that speaks JSON over HTTP: `POST /messages` with an Idempotency-Key, `GET /messages/{id}` for what
 * became of it. The gateway answers a key it knows with its first answer, so an unknown outcome is asked again.
 */
export class SmsChannel implements MessageChannel<SmsMessage> {
  readonly channel = 'sms';
  readonly repeat = 'same-result';

  constructor(
    private readonly settings: SmsSettings,
    private readonly transport: Transport,
  ) {}

  async send({ id, to, text }: SmsMessage, signal?: AbortSignal): Promise<SendResult> {
    assertMessageId(id);
    if (!E164.test(to)) return { outcome: 'refused', reason: 'The telephone number is not in E.164 form.' };
    try {
      const answer = await this.#call('POST', '/messages', signal, {
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ from: this.settings.sender, to, text, reference: id }),
      });
      return resultOf(answer);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return error.sent
        ? { outcome: 'unknown', reason: 'The sms gateway gave no whole answer.' }
        : { outcome: 'not-sent', reason: 'The sms gateway could not be reached.' };
    }
  }

  async receipt(_id: string, reference: string, signal?: AbortSignal): Promise<DeliveryReceipt | undefined> {
    try {
      const answer = await this.#call('GET', `/messages/${encodeURIComponent(reference)}`, signal);
      return answer.status === 200 ? receiptOf(json(answer)) : undefined;
    } catch (error) {
      if (error instanceof TransportError) return undefined;
      throw error;
    }
  }

  #call(
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal | undefined,
    { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<TransportResponse> {
    return this.transport({
      method,
      url: this.settings.url + path,
      headers: { ...headers, authorization: `Bearer ${this.settings.token}` },
      timeoutMs: this.settings.timeoutMs,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

function resultOf(answer: TransportResponse): SendResult {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const reference = textIn(json(answer), 'id');
    return reference === undefined
      ? { outcome: 'unknown', reason: 'The sms gateway answered without the id of the message.' }
      : { outcome: 'accepted', reference };
  }
  if (status === 429 || status === 503) return waiting(answer);
  if (status === 401 || status === 403)
    return { outcome: 'not-sent', reason: `The sms gateway refuses the hub's credentials (${status}).` };
  if (status >= 400 && status < 500)
    return { outcome: 'refused', reason: `The sms gateway refused it (${status}): ${errorCode(answer)}` };
  return { outcome: 'unknown', reason: `The sms gateway failed (${status}).` };
}

function waiting({ status, headers }: TransportResponse): SendResult {
  const seconds = /^\d{1,5}$/.exec(headers['retry-after'] ?? '')?.[0];
  return {
    outcome: 'not-sent',
    reason: `The sms gateway asks to wait (${status}).`,
    ...(seconds === undefined ? {} : { retryAfterMs: Number(seconds) * 1000 }),
  };
}

function receiptOf(body: unknown): DeliveryReceipt | undefined {
  const state = STATES[textIn(body, 'status') ?? ''];
  if (!state) return undefined;
  const at = textIn(body, 'at');
  const reason = textIn(body, 'error');
  return {
    state,
    ...(at !== undefined && isInstant(at) ? { at } : {}),
    ...(reason === undefined ? {} : { reason: reason.slice(0, 200) }),
  };
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/.test(text);
}

/** Only a code is kept: a text could repeat the number. */
function errorCode(answer: TransportResponse): string {
  const code = textIn(json(answer), 'error') ?? '';
  return /^[a-z0-9-]{1,60}$/.test(code) ? code : 'no reason given';
}

function json({ body }: TransportResponse): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function textIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined;
}
