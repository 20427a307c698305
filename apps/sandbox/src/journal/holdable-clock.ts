import { type Clock, systemClock } from '@app/domain';

/** Another clock that can be made to stand: an operation happens at one instant, and replay happens at the old ones. */
export class HoldableClock implements Clock {
  #heldMs: number | undefined;

  constructor(private readonly base: Clock = systemClock) {}

  now(): Date {
    return this.#heldMs === undefined ? this.base.now() : new Date(this.#heldMs);
  }

  /** Stands at `instant` until released. */
  hold(instant: Date): void {
    this.#heldMs = instant.getTime();
  }

  release(): void {
    this.#heldMs = undefined;
  }
}
