import { type Transport, TransportError, type TransportRequest } from '@app/connectors';
import type { Clock } from '@app/domain';

/** What becomes of a call whose answer never comes. */
export const LOSSES = [
  /** It was carried out. */
  'answer',
  /** It never arrived, which nobody can know. */
  'request',
  /** It arrives when the client has long given up. */
  'late request',
] as const;
export type Loss = (typeof LOSSES)[number];

/** Well within the time in which each connector says that a call may still land. */
const LATE_MS = 20_000;

interface Late {
  readonly request: TransportRequest;
  readonly landsAtMs: number;
}

/** Counts calls and loses the one that it is told to; everything else passes. */
export class LossyTransport {
  calls = 0;
  #late: Late | undefined;

  constructor(
    private readonly passed: Transport,
    private readonly clock: Clock,
    /** Counted from 1. */
    private readonly lostCall: number,
    private readonly loss: Loss,
  ) {}

  readonly send: Transport = async (request) => {
    await this.land();
    this.calls += 1;
    if (this.calls !== this.lostCall) return this.passed(request);
    if (this.loss === 'answer') await this.passed(request);
    if (this.loss === 'late request') this.#late = { request, landsAtMs: this.#nowMs() + LATE_MS };
    throw new TransportError('No answer came.', true);
  };

  /** What is on its way arrives when its time has come; `atLast` also before. */
  async land(atLast = false): Promise<void> {
    const late = this.#late;
    if (!late || (!atLast && this.#nowMs() < late.landsAtMs)) return;
    this.#late = undefined;
    await this.passed(late.request);
  }

  #nowMs(): number {
    return this.clock.now().getTime();
  }
}
