import { RetryableLedgerError } from '../contract/index.js';

interface Lane {
  underWay: number;
  readonly waiting: (() => void)[];
}

/** Calls of one key that wait for their turn; more are given back to their callers. */
const WAITING_MAX = 200;
const FULL_WAIT_MS = 1_000;

/**
 * Lets at most so many calls of one key be under way at once in this process, first come first served. A vendor's cap on
 * calls at once is kept by this together with the vendor's own refusals: other processes are not counted.
 */
export class InFlightGate {
  readonly #lanes = new Map<string, Lane>();

  /** @throws RetryableLedgerError when too many wait already, or `signal` ends the wait */
  async hold<T>(
    key: string,
    callsMax: number,
    signal: AbortSignal | undefined,
    call: () => Promise<T>,
  ): Promise<T> {
    const lane = this.#lanes.get(key) ?? { underWay: 0, waiting: [] };
    this.#lanes.set(key, lane);
    if (lane.underWay >= callsMax) await this.#turn(lane, signal);
    else lane.underWay += 1;
    try {
      return await call();
    } finally {
      const next = lane.waiting.shift();
      // A turn is handed on, so that nobody who comes now overtakes.
      if (next) next();
      else lane.underWay -= 1;
      if (lane.underWay === 0) this.#lanes.delete(key);
    }
  }

  #turn({ waiting }: Lane, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) throw calledOff();
    if (waiting.length >= WAITING_MAX)
      throw new RetryableLedgerError('Too many calls to the ledger wait already.', FULL_WAIT_MS);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        const place = waiting.indexOf(enter);
        if (place >= 0) waiting.splice(place, 1);
        reject(calledOff());
      };
      const enter = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}

/** The process's own: all sessions of a key share it. */
export const IN_FLIGHT = new InFlightGate();

function calledOff(): RetryableLedgerError {
  return new RetryableLedgerError('The call was called off while it waited.', 0);
}
