import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { stillLetIn } from '../events/event-feeds.js';
import type { ToldEvent } from '../events/event-teller.js';
import type { EventType } from '../events/event-types.js';
import { JobQueue } from '../jobs/job-queue.js';
import type { DeliveryState } from './delivery-verdict.js';
import type { WebhookAttemptEntity } from './webhook-attempt.entity.js';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { endpointDisabled, eventNotKept } from './webhook-problems.js';
import { WEBHOOK_QUEUE } from './webhook-queue.js';

export interface Delivery extends Readonly<Omit<WebhookDeliveryEntity, 'claimedUntil'>> {
  readonly eventId: string;
  readonly type: EventType;
  /** Of the last attempt; null before the first has ended. */
  readonly note: string | null;
}

export type Replay =
  { readonly eventId: string } | { readonly fromSequence: bigint; readonly toSequence: bigint };

/** Events sent again by one request. */
export const REPLAY_MAX = 10_000;
const CLEANUP_ROWS_MAX = 20_000;

/** What is to be sent to endpoints, was sent, or did not get there. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly database: Database,
    private readonly endpoints: WebhookEndpoints,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Listens to the teller: in the transaction that numbers events, each is put down for the endpoints that want it. */
  async putDown(tx: Transaction, told: readonly ToldEvent[]): Promise<void> {
    if (told.length === 0) return;
    const rows = told.map(({ organisationId, sequence, type }) => ({
      organisation: organisationId,
      sequence: `${sequence}`,
      type,
    }));
    const endpoints = await tx.query<{ id: string }>(
      `with made as (
         insert into webhook_delivery (endpoint_id, sequence, state, tries, attempts, next_attempt_at, made_at)
         select w.id, x.sequence, 'pending', 0, 0, $2, $2
         from json_to_recordset($1::json) as x(organisation uuid, sequence bigint, type text)
           join webhook_endpoint w on w.organisation_id = x.organisation and w.state = 'active'
             and (cardinality(w.types) = 0 or x.type = any(w.types))
         returning endpoint_id
       ) select distinct endpoint_id as id from made`,
      [JSON.stringify(rows), this.clock.now()],
    );
    for (const { id } of endpoints) await this.#wake(tx, id);
  }

  /** Newest first. @throws ProblemError 404 */
  list(
    organisationId: string,
    endpointId: string,
    page: {
      readonly state: DeliveryState | undefined;
      readonly before: bigint | undefined;
      readonly limit: number;
    },
  ): Promise<Delivery[]> {
    return this.database.asOperator(async (tx) => {
      await this.endpoints.one(tx, organisationId, endpointId);
      return tx.query<Delivery>(
        `select d.endpoint_id as "endpointId", d.sequence, d.state, d.tries, d.attempts,
           d.next_attempt_at as "nextAttemptAt", d.made_at as "madeAt", e.id as "eventId", e.type, a.note
         from webhook_delivery d
           join feed_event f on f.organisation_id = $1 and f.sequence = d.sequence
           join hub_event e on e.creditor_id = f.creditor_id and e.id = f.event_id
           left join webhook_attempt a
             on a.endpoint_id = d.endpoint_id and a.sequence = d.sequence and a.number = d.attempts
         where d.endpoint_id = $2 and ($3::text is null or d.state = $3) and ($4::bigint is null or d.sequence < $4)
         order by d.sequence desc limit $5`,
        [organisationId, endpointId, page.state ?? null, page.before ?? null, page.limit],
      );
    });
  }

  /** Every attempt, the first first. @throws ProblemError 404 */
  attempts(organisationId: string, endpointId: string, sequence: bigint): Promise<WebhookAttemptEntity[]> {
    return this.database.asOperator(async (tx) => {
      await this.endpoints.one(tx, organisationId, endpointId);
      return tx.query<WebhookAttemptEntity>(
        `select endpoint_id as "endpointId", sequence, number, begun_at as "begunAt", ended_at as "endedAt", outcome, status,
           note from webhook_attempt where endpoint_id = $1 and sequence = $2 order by number limit 200`,
        [endpointId, sequence],
      );
    });
  }

  /**
   * Sends again what was told already, whether or not it got there or was ever put down for this endpoint; events of types
   * that it does not want, or that it may not see any more, are left out. What waits is sent at once.
   * @returns how many
   * @throws ProblemError 404, 409
   */
  replay(organisationId: string, endpointId: string, wish: Replay, by: Actor): Promise<number> {
    return this.database.asOperator(async (tx) => {
      await this.endpoints.lock(tx, organisationId, endpointId);
      const { state } = await this.endpoints.one(tx, organisationId, endpointId);
      if (state !== 'active') throw endpointDisabled();
      const one = 'eventId' in wish;
      const rows = await tx.query(
        `insert into webhook_delivery as d (endpoint_id, sequence, state, tries, attempts, next_attempt_at, made_at)
         select w.id, f.sequence, 'pending', 0, 0, $3, $3
         from webhook_endpoint w join feed_event f on f.organisation_id = w.organisation_id
           join hub_event e on e.creditor_id = f.creditor_id and e.id = f.event_id
         where w.id = $1 and w.organisation_id = $2 and ($4::uuid is null or e.id = $4)
           and ($5::bigint is null or f.sequence between $5 and $6)
           and (cardinality(w.types) = 0 or e.type = any(w.types)) and ${stillLetIn('w.firm')}
         order by f.sequence limit ${REPLAY_MAX}
         on conflict (endpoint_id, sequence) do update set state = 'pending', tries = 0, next_attempt_at = $3
         returning 1`,
        [
          endpointId,
          organisationId,
          this.clock.now(),
          one ? wish.eventId : null,
          one ? null : wish.fromSequence,
          one ? null : wish.toSequence,
        ],
      );
      if (rows.length === 0) throw eventNotKept();
      await this.#wake(tx, endpointId);
      await this.audit.record(tx, {
        actor: by,
        action: 'webhooks.replayed',
        subject: { kind: 'webhook-endpoint', id: endpointId },
        detail: one
          ? { eventId: wish.eventId }
          : { from: `${wish.fromSequence}`, to: `${wish.toSequence}`, events: rows.length },
      });
      return rows.length;
    });
  }

  /** Wakes the endpoints whose time has come. */
  async wakeDue(tx: Transaction): Promise<void> {
    const due = await tx.query<{ id: string }>(
      `select w.id from webhook_endpoint w where w.state = 'active' and exists (select from webhook_delivery d
         where d.endpoint_id = w.id and d.state = 'pending' and d.next_attempt_at <= $1) order by w.id limit 1000`,
      [this.clock.now()],
    );
    for (const { id } of due) await this.#wake(tx, id);
  }

  /** Removes what was put down more than `days` ago, at most 20 000 at a time. */
  async forgetOld(days: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - days * 86_400_000);
    await this.database.asOperator((tx) =>
      tx.query(
        `with old as (
           delete from webhook_delivery where (endpoint_id, sequence) in (select endpoint_id, sequence
             from webhook_delivery where made_at < $1 order by made_at limit ${CLEANUP_ROWS_MAX})
           returning endpoint_id, sequence
         )
         delete from webhook_attempt a using old where a.endpoint_id = old.endpoint_id and a.sequence = old.sequence`,
        [before],
      ),
    );
  }

  async #wake(tx: Transaction, endpointId: string): Promise<void> {
    await this.jobs.send(tx, WEBHOOK_QUEUE, { endpointId }, { singletonKey: endpointId });
  }
}
