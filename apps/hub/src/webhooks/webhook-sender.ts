import type { lookup as systemLookup } from 'node:dns';
import { createTransport, type Transport, TransportError, type TransportResponse } from '@app/connectors';
import { Webhook } from 'standardwebhooks';
import { guardedLookup, PublicAddressError, readPublicAddress } from '../network/public-address.js';

/** What is sent: the same for every repetition but for the time of signing. */
export interface WebhookMessage {
  /** `webhook-id`. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

export const WEBHOOK_OUTCOMES = [
  'delivered',
  'gone',
  'redirected',
  'refused',
  'no-answer',
  'unreachable',
  'address-refused',
] as const;
/**
 * - `delivered`: answered with 2xx
 * - `gone`: 410, it wants nothing any more
 * - `redirected`: 3xx, which is not followed
 * - `refused`: another status
 * - `no-answer`: none in time, or none of bearable length
 * - `unreachable`: no connection
 * - `address-refused`: leads into a network that is not public, and was not called
 */
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];

export interface SendResult {
  readonly outcome: WebhookOutcome;
  readonly status: number | null;
  /** For a person: what happened, and what to do. */
  readonly note: string;
  readonly retryAfterSeconds: number;
}

export interface SenderOptions {
  readonly allowLoopback: boolean;
  readonly timeoutMs: number;
  /** Default: the system's. */
  readonly resolve?: typeof systemLookup;
}

/** What a receiver says beyond its status is of no use to us; a page of its own is let pass, a flood is not. */
const ANSWER_BYTES_MAX = 256 * 1024;
const SOCKETS_PER_HOST_MAX = 4;

/**
 * Sends a signed message once (standardwebhooks.com). The name is resolved here, looked at, and the connection goes to that
 * very address; a redirect is an answer like any other.
 */
export class WebhookSender {
  readonly #transport: Transport;

  constructor(private readonly options: SenderOptions) {
    this.#transport = createTransport({
      answerBytesMax: ANSWER_BYTES_MAX,
      socketsMax: SOCKETS_PER_HOST_MAX,
      lookup: guardedLookup(options, options.resolve),
    });
  }

  /** @param secrets each signs: whoever still has an older one can check the message too */
  async send(
    url: string,
    message: WebhookMessage,
    secrets: readonly string[],
    now: Date,
  ): Promise<SendResult> {
    const { id, body } = message;
    try {
      return judged(
        await this.#transport({
          method: 'POST',
          // Addresses that are numbers are asked of no name server; the rules may have changed since it was stored.
          url: readPublicAddress(url, this.options).href,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'kravhub-webhooks',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
            'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
          },
          body,
          timeoutMs: this.options.timeoutMs,
        }),
      );
    } catch (error) {
      return notAnswered(error);
    }
  }
}

function judged({ status, headers }: TransportResponse): SendResult {
  const result = (outcome: WebhookOutcome, note: string): SendResult => ({
    outcome,
    status,
    note,
    retryAfterSeconds: secondsIn(headers['retry-after']),
  });
  if (status >= 200 && status < 300) return result('delivered', 'Taken.');
  if (status === 410)
    return result('gone', 'It answers that it wants no events any more (410). Enable it again when it does.');
  if (status >= 300 && status < 400)
    return result('redirected', `It sends on to another address (${status}). Enter the last address itself.`);
  return result('refused', `It answers with status ${status}. Look into its log.`);
}

function notAnswered(error: unknown): SendResult {
  const result = (outcome: WebhookOutcome, note: string): SendResult => ({
    outcome,
    status: null,
    note,
    retryAfterSeconds: 0,
  });
  if (error instanceof PublicAddressError)
    return result(
      'address-refused',
      `The address ${error.reason}, so it was not called. Enter a public one.`,
    );
  if (!(error instanceof TransportError)) throw error;
  if (error.code === 'ERR_ADDRESS_REFUSED')
    return result(
      'address-refused',
      'The name leads into a network that is not public, so it was not called. Enter a public one.',
    );
  if (!error.sent)
    return result(
      'unreachable',
      `No connection came about (${error.code ?? 'unknown'}). Look whether it runs.`,
    );
  return result('no-answer', 'No whole answer came in time. Answer first, and work on the event afterwards.');
}

function secondsIn(header: string | undefined): number {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0;
}
