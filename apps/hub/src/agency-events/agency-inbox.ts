import { hash } from 'node:crypto';
import type { AgencyId, Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../collection/agency-http/agency-wire.js';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import type { AgencyEventEntity } from './agency-event.entity.js';
import { AGENCY_INBOX_QUEUE } from './agency-queues.js';

export type StoredEvent = Pick<
  AgencyEventEntity,
  'agencyId' | 'eventId' | 'raw' | 'kind' | 'forCreditor' | 'forClaim' | 'attempts' | 'receivedAt'
>;

/** Something that came from an agency, not judged yet. */
export interface Arrival {
  /** The agency's id of it. */
  readonly eventId: string;
  /** As it came. */
  readonly raw: string;
}

const WAIT_FIRST_SECONDS = 60;
const WAIT_MAX_SECONDS = 3_600;

/**
 * Everything that agencies tell, stored before it is looked at, once per id. All methods want an operator's transaction.
 */
@Injectable()
export class AgencyInbox {
  constructor(
    private readonly jobs: JobQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores what is new, and wakes the one who applies it. What came before counts and stays; where the same id comes with
   * other content, a person is told.
   * @returns how many were new
   */
  async store(
    tx: Transaction,
    agencyId: AgencyId,
    via: AgencyEventEntity['via'],
    arrivals: readonly Arrival[],
  ): Promise<number> {
    if (arrivals.length === 0) return 0;
    // Of two with the same id in one page the first counts.
    const unique = new Map(arrivals.toReversed().map((arrival) => [arrival.eventId, arrival]));
    const rows = [...unique.values()].toReversed().map(({ eventId, raw }, place) => ({
      id: eventId,
      place,
      // The one character that PostgreSQL keeps in no text; no JSON holds it either.
      raw: raw.replaceAll('\0', '\ufffd'),
      digest: digestOf(raw),
    }));
    const stored = await tx.query<{ isNew: boolean }>(
      `insert into agency_event as e (agency_id, event_id, via, raw, digest, state, not_before, received_at)
       select $1, x.id, $2, x.raw, x.digest, 'new', $4, $4
       from jsonb_to_recordset($3::jsonb) as x(id text, raw text, digest text, place int) order by x.place
       on conflict (agency_id, event_id) do update set contradicted = true
         where e.digest <> excluded.digest and not e.contradicted
       returning xmax = 0 as "isNew"`,
      [agencyId, via, JSON.stringify(rows), this.clock.now()],
    );
    const fresh = stored.filter(({ isNew }) => isNew).length;
    if (fresh > 0) await this.wake(tx, agencyId);
    return fresh;
  }

  async wake(tx: Transaction, agencyId: AgencyId): Promise<void> {
    await this.jobs.send(tx, AGENCY_INBOX_QUEUE, { agencyId }, { singletonKey: agencyId });
  }

  /** Events that may be applied now, oldest first. */
  due(tx: Transaction, agencyId: AgencyId, limit: number): Promise<StoredEvent[]> {
    return tx.query<StoredEvent>(
      `select agency_id as "agencyId", event_id as "eventId", raw, kind, for_creditor as "forCreditor",
         for_claim as "forClaim", attempts, received_at as "receivedAt"
       from agency_event where agency_id = $1 and state in ('new', 'waiting') and not_before <= $2
       order by arrival limit $3`,
      [agencyId, this.clock.now(), limit],
    );
  }

  async applied(tx: Transaction, event: StoredEvent, about: About): Promise<void> {
    await this.#settle(tx, event, 'applied', null, about);
    // What waited for this one need not wait any longer.
    await tx.query(
      `update agency_event set not_before = $4
       where agency_id = $1 and for_creditor = $2 and for_claim = $3 and state = 'waiting' and not_before > $4`,
      [event.agencyId, about.creditorId, about.claimId, this.clock.now()],
    );
  }

  async needsAttention(tx: Transaction, event: StoredEvent, note: string, about?: About): Promise<void> {
    await this.#settle(tx, event, 'attention', note, about);
  }

  /** Looked at again after a while, each time later, and as soon as something else of the same claim was applied. */
  async waits(tx: Transaction, event: StoredEvent, note: string, about: About): Promise<void> {
    const seconds = Math.min(WAIT_FIRST_SECONDS * 2 ** Math.min(event.attempts, 10), WAIT_MAX_SECONDS);
    const until = new Date(this.clock.now().getTime() + seconds * 1000);
    await tx.query(
      `update agency_event set state = 'waiting', attempts = attempts + 1, note = $3, not_before = $4, kind = $5,
         for_creditor = $6, for_claim = $7
       where agency_id = $1 and event_id = $2 and state in ('new', 'waiting')`,
      [event.agencyId, event.eventId, note, until, about.kind, about.creditorId, about.claimId],
    );
  }

  async #settle(
    tx: Transaction,
    event: StoredEvent,
    state: 'applied' | 'attention',
    note: string | null,
    about?: About,
  ): Promise<void> {
    await tx.query(
      `update agency_event set state = $3, note = $4, settled_at = $5, kind = coalesce($6, kind),
         for_creditor = coalesce($7::uuid, for_creditor), for_claim = coalesce($8::uuid, for_claim)
       where agency_id = $1 and event_id = $2 and state in ('new', 'waiting')`,
      [
        event.agencyId,
        event.eventId,
        state,
        note,
        this.clock.now(),
        about?.kind ?? null,
        about?.creditorId ?? null,
        about?.claimId ?? null,
      ],
    );
  }
}

/** What an event says it is about. */
export interface About {
  readonly kind: string;
  readonly creditorId: string;
  readonly claimId: string;
}

function digestOf(raw: string): string {
  try {
    return hash('sha256', canonicalJson(JSON.parse(raw)));
  } catch {
    return hash('sha256', raw);
  }
}
