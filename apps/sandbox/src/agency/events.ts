import type { Clock } from '@app/domain';
import type { Random } from '../demo/random.js';

export type EventType =
  'claim.accepted' | 'claim.rejected' | 'claim.status' | 'claim.settlement' | 'claim.closed';

export interface AgencyEvent {
  readonly id: string;
  readonly type: EventType;
  readonly creditorId: string;
  readonly claimId: string;
  /** From 1 per claim without a gap. */
  readonly sequence: number;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventFeedPage {
  readonly events: readonly AgencyEvent[];
  readonly next: string;
  readonly more: boolean;
}

const CURSOR = /^at-(\d{1,9})$/;

/** Everything that the agency has told, in the order in which it happened. Never changed. */
export class EventLog {
  readonly #events: AgencyEvent[] = [];
  readonly #sequences = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  add(
    type: EventType,
    about: { readonly creditorId: string; readonly claimId: string },
    data: Readonly<Record<string, unknown>>,
  ): AgencyEvent {
    const { creditorId, claimId } = about;
    const sequence = (this.#sequences.get(`${creditorId}/${claimId}`) ?? 0) + 1;
    this.#sequences.set(`${creditorId}/${claimId}`, sequence);
    const event: AgencyEvent = {
      id: `evt_${this.random.uuid().replaceAll('-', '')}`,
      type,
      creditorId,
      claimId,
      sequence,
      occurredAt: this.clock.now().toISOString(),
      data,
    };
    this.#events.push(event);
    return event;
  }

  /** @returns undefined for a cursor that this feed never gave */
  page(after: string | null, limit: number): EventFeedPage | undefined {
    const at = after === null ? 0 : Number(CURSOR.exec(after)?.[1] ?? Number.NaN);
    if (!(at <= this.#events.length)) return undefined;
    const events = this.#events.slice(at, at + limit);
    const next = at + events.length;
    return { events, next: `at-${next}`, more: next < this.#events.length };
  }

  all(): readonly AgencyEvent[] {
    return this.#events;
  }
}
