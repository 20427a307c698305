import type { Clock, CreditorId, JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CLOCK } from '../config/clock.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { Database } from '../database/database.js';
import { idArray } from '../database/id-array.js';
import type { Transaction } from '../database/transaction.js';
import type { EventType } from './event-types.js';

/** An event with its number for one organisation. */
export interface ToldEvent {
  readonly organisationId: string;
  readonly sequence: bigint;
  readonly id: string;
  readonly creditorId: CreditorId;
  readonly type: EventType;
  readonly data: JsonObject;
  readonly occurredAt: Date;
}

/** Whoever does something for each event, in the transaction that numbers it. */
export type EventListener = (tx: Transaction, told: readonly ToldEvent[]) => Promise<void>;

interface Organisation {
  readonly id: string;
  readonly kind: string;
  readonly creditorId: CreditorId | null;
}

type Waiting = Omit<ToldEvent, 'organisationId' | 'sequence'>;

const EVENTS_AT_ONCE = 500;
/** What is left then is told by the next turn. */
const BATCHES_MAX = 40;

/**
 * Gives committed events their numbers. A number given out before the commit could be overtaken: who has read 8 would never
 * see a 7 that commits later. So numbers are given here, one transaction at a time (the feeds' rows are locked), to events
 * that can be seen already: a lower number is always visible before a higher one, and none is left out.
 */
@Injectable()
export class EventTeller {
  readonly #listeners: EventListener[] = [];

  constructor(
    private readonly database: Database,
    @Inject(ACCOUNTS_POOL) private readonly accounts: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Call in `onModuleInit`. */
  listen(listener: EventListener): void {
    this.#listeners.push(listener);
  }

  /** Tells all that waits, within a bound. @returns how many events */
  async tell(signal?: AbortSignal): Promise<number> {
    let told = 0;
    for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch += 1) {
      const now = await this.#tellBatch();
      told += now;
      if (now < EVENTS_AT_ONCE) break;
    }
    return told;
  }

  async #tellBatch(): Promise<number> {
    const feeds = await this.database.asOperator((tx) =>
      tx.query<{ id: string }>(
        `select organisation_id as id from event_feed where exists (select from hub_event where told_at is null)`,
      ),
    );
    if (feeds.length === 0) return 0;
    // Kind and creditor of an organisation never change, so they may be read before the transaction.
    const { rows: organisations } = await this.accounts.query<Organisation>(
      `select id, kind, "creditorId" from organization where id = any($1::uuid[])`,
      [feeds.map(({ id }) => id)],
    );
    const looked = new Set(feeds.map(({ id }) => id));
    return this.database.asOperator((tx) => this.#number(tx, looked, organisations));
  }

  async #number(
    tx: Transaction,
    looked: ReadonlySet<string>,
    organisations: readonly Organisation[],
  ): Promise<number> {
    const sequences = await tx.query<{ id: string; last: bigint }>(
      `select organisation_id as id, last_sequence as last from event_feed order by organisation_id for update`,
    );
    const known = new Map(organisations.map((one) => [one.id, one]));
    // A feed that was opened since: its organisation is looked up in the next turn, and nothing passes it by until then.
    if (sequences.some(({ id }) => !looked.has(id))) return 0;
    const waiting = await tx.query<Waiting>(
      `select id, creditor_id as "creditorId", type, data, occurred_at as "occurredAt" from hub_event
       where told_at is null order by arrival limit ${EVENTS_AT_ONCE}`,
    );
    if (waiting.length === 0) return 0;
    const letIn = await firmsLetIn(tx, waiting);
    const told = sequences.flatMap(({ id, last }) => {
      const reached = waiting.filter(({ creditorId }) => reaches(known.get(id), creditorId, letIn));
      return reached.map((event, index) => ({
        organisationId: id,
        sequence: last + BigInt(index) + 1n,
        ...event,
      }));
    });
    await this.#write(tx, waiting, told);
    for (const listener of this.#listeners) await listener(tx, told);
    return waiting.length;
  }

  async #write(tx: Transaction, waiting: readonly Waiting[], told: readonly ToldEvent[]): Promise<void> {
    const now = this.clock.now();
    const numbers = told.map(({ organisationId, sequence, id, creditorId }) => ({
      organisation: organisationId,
      sequence: `${sequence}`,
      event: id,
      creditor: creditorId,
    }));
    await tx.query(
      `with numbers as (
         select * from json_to_recordset($1::json) as x(organisation uuid, sequence bigint, event uuid, creditor uuid)
       ), told as (
         insert into feed_event (creditor_id, organisation_id, sequence, event_id, told_at)
         select creditor, organisation, sequence, event, $2::timestamptz from numbers
       )
       update event_feed f set last_sequence = x.last
       from (select organisation, max(sequence) as last from numbers group by organisation) x
       where f.organisation_id = x.organisation`,
      [JSON.stringify(numbers), now],
    );
    await tx.query(`update hub_event set told_at = $2 where id = any($1::uuid[]) and told_at is null`, [
      idArray(waiting.map(({ id }) => id)),
      now,
    ]);
  }
}

function reaches(
  organisation: Organisation | undefined,
  creditorId: CreditorId,
  letIn: ReadonlySet<string>,
): boolean {
  if (organisation?.kind === 'collector') return true;
  if (organisation?.kind === 'creditor') return organisation.creditorId === creditorId;
  return organisation !== undefined && letIn.has(`${creditorId} ${organisation.id}`);
}

async function firmsLetIn(tx: Transaction, events: readonly Waiting[]): Promise<ReadonlySet<string>> {
  const creditors = [...new Set(events.map(({ creditorId }) => creditorId))];
  const rows = await tx.query<{ pair: string }>(
    `select creditor_id || ' ' || organisation_id as pair from creditor_access
     where creditor_id = any($1::uuid[]) and ended_at is null`,
    [idArray(creditors)],
  );
  return new Set(rows.map(({ pair }) => pair));
}
