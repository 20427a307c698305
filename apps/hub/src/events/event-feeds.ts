import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { eventsForgotten } from './event-problems.js';
import type { ToldEvent } from './event-teller.js';

export interface EventPage {
  readonly events: readonly ToldEvent[];
  /** Where the next page begins. */
  readonly next: bigint;
  /** Whether there is more now. */
  readonly more: boolean;
}

interface Feed {
  readonly last: bigint;
  readonly forgotten: bigint;
}

const CLEANUP_ROWS_MAX = 20_000;

/** Columns of `feed_event f join hub_event e` as a `ToldEvent`. */
export const TOLD_EVENT_COLUMNS = `f.organisation_id as "organisationId", f.sequence, e.id, e.creditor_id as "creditorId", e.type, e.data,
  e.occurred_at as "occurredAt"`;

/** True for an event of a creditor whose books the organisation sees now. @param firm SQL that says whether it is one that must be let in */
export const stillLetIn = (firm: string): string => `(not ${firm} or exists (select from creditor_access a
  where a.creditor_id = f.creditor_id and a.organisation_id = f.organisation_id and a.ended_at is null))`;

/** What an organisation has been told, for as long as it is kept. */
@Injectable()
export class EventFeeds {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** From now on the organisation is told events. Twice is as once. */
  async open(tx: Transaction, organisationId: string): Promise<void> {
    await tx.query(
      `insert into event_feed (organisation_id, last_sequence, forgotten_through, opened_at) values ($1, 0, 0, $2)
       on conflict (organisation_id) do nothing`,
      [organisationId, this.clock.now()],
    );
  }

  /**
   * Opens the feed where this is the first look. Events of a creditor that has taken its access back since are passed over.
   *
   * @param firm whether it sees creditors only as long as they let it in
   * @throws ProblemError 410 where events after `after` are kept no longer
   */
  read(organisationId: string, firm: boolean, after: bigint, limit: number): Promise<EventPage> {
    return this.database.asOperator(async (tx) => {
      const feed = await this.#feed(tx, organisationId);
      if (after < feed.forgotten) throw eventsForgotten(feed.forgotten);
      // As many numbers as asked for, whether or not all of them are still for these eyes: so the reader always gets on.
      const events = await tx.query<ToldEvent>(
        `select ${TOLD_EVENT_COLUMNS} from feed_event f
           join hub_event e on e.creditor_id = f.creditor_id and e.id = f.event_id
         where f.organisation_id = $1 and f.sequence > $2 and f.sequence <= $3 and ${stillLetIn('$4::boolean')}
         order by f.sequence`,
        [organisationId, after, after + BigInt(limit), firm],
      );
      const through = after + BigInt(limit);
      const next = through < feed.last ? through : feed.last;
      return { events, next: next > after ? next : after, more: through < feed.last };
    });
  }

  /** Removes what was told more than `days` ago, at most 20 000 events at a time. */
  async forgetOld(days: number): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * 86_400_000);
    return this.database.asOperator(async (tx) => {
      const [gone] = await tx.query<{ events: number }>(
        `with old as (
           select creditor_id, id from hub_event where told_at < $1 order by told_at limit ${CLEANUP_ROWS_MAX}
         ), numbers as (
           delete from feed_event f using old where f.creditor_id = old.creditor_id and f.event_id = old.id
             and f.told_at < $1 returning f.organisation_id, f.sequence
         ), feeds as (
           update event_feed f set forgotten_through = greatest(f.forgotten_through, x.last)
           from (select organisation_id, max(sequence) as last from numbers group by 1) x
           where f.organisation_id = x.organisation_id
         ), events as (
           delete from hub_event e using old where e.creditor_id = old.creditor_id and e.id = old.id returning 1
         ) select count(*)::int as events from events`,
        [before],
      );
      return gone?.events ?? 0;
    });
  }

  async #feed(tx: Transaction, organisationId: string): Promise<Feed> {
    const find = () =>
      tx.query<Feed>(
        `select last_sequence as last, forgotten_through as forgotten from event_feed where organisation_id = $1`,
        [organisationId],
      );
    const [feed] = await find();
    if (feed) return feed;
    await this.open(tx, organisationId);
    return { last: 0n, forgotten: 0n };
  }
}
