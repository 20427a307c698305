import { setTimeout as delay } from 'node:timers/promises';
import type { Claim, Connection, Hub } from '../../tools/road/hub.js';
import { RequestFailedError } from '../../tools/road/http-json.js';

export interface Settlement {
  readonly claimId: string;
  readonly ledgerItemId: string;
  readonly pipelineReference: string;
  readonly currency: string;
  readonly amount: string;
}

const RETRY_MS = 40;

/**
 * The collector's side: money comes in, part by part, and is told to the hub until it has answered. A call that failed
 * is repeated with the same Idempotency-Key, as a pipeline does that does not know whether it was heard.
 */
export class SettlementFeed {
  readonly accepted: Settlement[] = [];
  repeats = 0;
  #stopped = false;
  #running: Promise<void> | undefined;

  constructor(
    private readonly hub: Hub,
    private readonly at: Connection,
    private readonly today: string,
  ) {}

  /** Two parts for every third claim, the whole sum for the others. */
  start(claims: readonly Claim[]): void {
    this.#running = this.#feed(claims.flatMap((claim, index) => partsOf(claim, index % 3 === 0)));
  }

  /** Resolves when all has been told; fails with what the hub refused. */
  async finished(): Promise<void> {
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #feed(settlements: readonly Settlement[]): Promise<void> {
    for (const settlement of settlements) {
      await this.#untilHeard(settlement);
      if (this.#stopped) return;
      this.accepted.push(settlement);
      await delay(RETRY_MS);
    }
  }

  async #untilHeard({ claimId, pipelineReference, currency, amount }: Settlement): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.hub.settle(this.at, {
          claimId,
          pipelineReference,
          kind: 'payment',
          receivedOn: this.today,
          currency,
          amount,
        });
        return;
      } catch (error) {
        // 409: the first of two equal requests is still being worked on. Every other refusal would be a fault of ours.
        if (error instanceof RequestFailedError && error.status < 500 && error.status !== 409) throw error;
        this.repeats += 1;
        await delay(RETRY_MS);
      }
    }
  }
}

function partsOf({ id, ledgerItemId, outstanding }: Claim, inTwo: boolean): Settlement[] {
  const total = BigInt(outstanding.amount.replace('.', ''));
  const parts = inTwo ? [total / 3n, total - total / 3n] : [total];
  return parts.map((minor, part) => ({
    claimId: id,
    ledgerItemId,
    pipelineReference: `crash-${id}-${part}`,
    currency: outstanding.currency,
    amount: `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`,
  }));
}
