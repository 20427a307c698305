import { type Clock, systemClock } from '@app/domain';

const DAY_MS = 86_400_000;

/** Another clock, moved by an offset that tests and the control API may change. It keeps running. */
export class AdjustableClock implements Clock {
  #offsetMs = 0;

  constructor(private readonly base: Clock = systemClock) {}

  now(): Date {
    return new Date(this.nowMs());
  }

  nowMs(): number {
    return this.base.now().getTime() + this.#offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  advanceMs(ms: number): void {
    this.#offsetMs += ms;
  }

  advanceDays(days: number): void {
    this.advanceMs(days * DAY_MS);
  }

  moveTo(instant: Date): void {
    this.#offsetMs = instant.getTime() - this.base.now().getTime();
  }
}
