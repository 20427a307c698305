/**
 * The only source of time. Everything that depends on "now" receives a clock (or a day) as an argument,
 * so that tests and the sandbox can move time.
 */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs `aheadMs` before another. */
export function aheadOf(clock: Clock, aheadMs: number): Clock {
  return { now: () => new Date(clock.now().getTime() + aheadMs) };
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #ms: number;

  constructor(start: Date) {
    this.#ms = start.getTime();
  }

  now(): Date {
    return new Date(this.#ms);
  }

  moveTo(instant: Date): void {
    this.#ms = instant.getTime();
  }

  advanceMs(ms: number): void {
    this.#ms += ms;
  }
}
