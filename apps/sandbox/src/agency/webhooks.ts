import { createHmac } from 'node:crypto';
import type { Clock } from '@app/domain';
import { Random } from '../demo/random.js';
import type { AgencyEvent } from './events.js';

/**
 * How a webhook can go wrong:
 * - `lost`: never sent; the feed has it
 * - `duplicate`: sent twice
 * - `reordered`: sent after the one that follows it
 * - `wrong-signature`: signed with a secret that nobody knows, once; then sent as it should be
 * - `old-timestamp`: signed an hour ago, once; then sent as it should be
 */
export const WEBHOOK_FAULTS = ['lost', 'duplicate', 'reordered', 'wrong-signature', 'old-timestamp'] as const;
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

export interface WebhookFaultRule {
  readonly kind: WebhookFault;
  /** How often it strikes. Default 1. */
  readonly times?: number;
  /** Chance per event, drawn from the seed. Default 1. */
  readonly probability?: number;
}

export interface WebhookTarget {
  readonly url: string;
  /** `whsec_…`; every one signs, as while one takes another's place. */
  readonly secrets: readonly string[];
}

interface Delivery {
  readonly event: AgencyEvent;
  readonly spoilt?: 'wrong-signature' | 'old-timestamp';
  attempts: number;
}

interface Rule {
  readonly kind: WebhookFault;
  left: number;
  readonly probability: number;
}

const ATTEMPTS_MAX = 8;
const TIMEOUT_MS = 10_000;
/** From the first failure on; the last one repeats. */
const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000];
const HOUR_MS = 3_600_000;
/** Known to nobody: what is signed with it is forged. */
const STRANGE_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Sends events to the hub, signed by Standard Webhooks, and again while they are not taken. */
export class WebhookSender {
  readonly #random: Random;
  readonly #rules: Rule[] = [];
  readonly #waiting: Delivery[] = [];
  #held: Delivery[] = [];
  #target: WebhookTarget | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  /** @param automatic sends by itself; otherwise only when `flush` is called */
  constructor(
    private readonly clock: Clock,
    seed: number,
    private readonly automatic: boolean,
  ) {
    this.#random = new Random(seed ^ 0x3eb0);
  }

  sendTo(target: WebhookTarget | undefined): void {
    this.#target = target;
  }

  install({ kind, times = 1, probability = 1 }: WebhookFaultRule): void {
    this.#rules.push({ kind, left: times, probability });
  }

  clearFaults(): void {
    this.#rules.length = 0;
  }

  add(event: AgencyEvent): void {
    const fault = this.#draw();
    const delivery: Delivery = { event, attempts: 0 };
    if (fault === 'reordered') this.#held.push(delivery);
    else if (fault !== 'lost') {
      if (fault === 'wrong-signature' || fault === 'old-timestamp')
        this.#waiting.push({ ...delivery, spoilt: fault });
      this.#waiting.push(delivery);
      if (fault === 'duplicate') this.#waiting.push({ ...delivery });
      this.#waiting.push(...this.#held);
      this.#held = [];
    }
    if (this.automatic) this.#later(0);
  }

  /** Events that wait to be sent, or to be sent again. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Tries everything that waits, once. */
  async flush(): Promise<{ readonly waiting: number }> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    await this.#flushing;
    return { waiting: this.#waiting.length };
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#target = undefined;
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    const target = this.#target;
    if (!target) return;
    for (const delivery of this.#waiting.splice(0)) {
      delivery.attempts += 1;
      const taken = await this.#send(target, delivery);
      // A spoilt one is sent once; its true copy waits behind it.
      if (taken || delivery.spoilt !== undefined || delivery.attempts >= ATTEMPTS_MAX) continue;
      this.#waiting.push(delivery);
    }
    const attempts = Math.max(0, ...this.#waiting.map((one) => one.attempts));
    if (this.automatic && attempts > 0)
      this.#later(RETRY_DELAYS_MS[Math.min(attempts, RETRY_DELAYS_MS.length) - 1] ?? 0);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
    this.#timer.unref();
  }

  async #send({ url, secrets }: WebhookTarget, { event, spoilt }: Delivery): Promise<boolean> {
    const body = JSON.stringify(event);
    const nowMs = this.clock.now().getTime() - (spoilt === 'old-timestamp' ? HOUR_MS : 0);
    const timestamp = String(Math.floor(nowMs / 1000));
    const signers = spoilt === 'wrong-signature' ? [STRANGE_SECRET] : secrets;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': event.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signers.map((secret) => sign(secret, event.id, timestamp, body)).join(' '),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  #draw(): WebhookFault | undefined {
    for (const rule of this.#rules) {
      if (rule.left === 0 || !this.#random.chance(rule.probability)) continue;
      rule.left -= 1;
      return rule.kind;
    }
    return undefined;
  }
}

/** Standard Webhooks, version 1: HMAC-SHA256 over `id.timestamp.body` with the secret's bytes. */
export function sign(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
