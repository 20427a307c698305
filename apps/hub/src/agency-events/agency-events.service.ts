import type { AgencyId, Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { AuditLog } from '../audit/audit-log.js';
import { AgencyRegistry } from '../collection/agency-http/agency-registry.js';
import { agencyNotFound } from '../collection/agency-http/agency-problems.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { AgencyEventEntity } from './agency-event.entity.js';
import { UnreadableEventError } from './agency-event.js';
import { AgencyEventApplier } from './agency-event-applier.js';
import { AgencyInbox } from './agency-inbox.js';
import { readStored } from './agency-inbox-worker.js';

export type InboxEvent = Omit<
  Readonly<AgencyEventEntity>,
  'digest' | 'arrival' | 'attempts' | 'notBefore' | 'settledAt'
>;

const COLUMNS = `agency_id as "agencyId", event_id as "eventId", via, raw, contradicted, kind,
  for_creditor as "forCreditor", for_claim as "forClaim", state, note, received_at as "receivedAt"`;
/** What waits longer for the events before it is shown to a person. */
const WAITING_HOURS_MAX = 24;

/** What people do with agencies' events: look, try again, dismiss. */
@Injectable()
export class AgencyEventsService {
  constructor(
    private readonly database: Database,
    private readonly registry: AgencyRegistry,
    private readonly inbox: AgencyInbox,
    private readonly applier: AgencyEventApplier,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError when there is no such agency */
  list(agencyId: AgencyId, show: 'open' | 'all', limit: number): Promise<InboxEvent[]> {
    return this.database.asOperator(async (tx) => {
      if ((await this.registry.find(tx, agencyId)) === undefined) throw agencyNotFound(agencyId);
      const open = `and (state in ('waiting', 'attention') or contradicted)
        and (state <> 'waiting' or contradicted or received_at < $2::timestamptz - make_interval(hours => ${WAITING_HOURS_MAX}))`;
      return tx.query<InboxEvent>(
        `select ${COLUMNS} from agency_event
         where agency_id = $1 and $2::timestamptz is not null ${show === 'open' ? open : ''}
         order by arrival desc limit $3`,
        [agencyId, this.clock.now(), limit],
      );
    });
  }

  /** @throws ProblemError when there is no such event, or it is settled */
  retry(agencyId: AgencyId, eventId: string, actor: Actor): Promise<InboxEvent> {
    return this.database.asOperator(async (tx) => {
      await this.#open(tx, agencyId, eventId);
      await tx.query(
        `update agency_event set state = 'new', not_before = $3, note = null where agency_id = $1 and event_id = $2`,
        [agencyId, eventId, this.clock.now()],
      );
      await this.inbox.wake(tx, agencyId);
      await this.#record(tx, agencyId, eventId, actor, 'agency-event.retried');
      return this.#read(tx, agencyId, eventId);
    });
  }

  /** It does nothing, and what waits for it goes on. @throws ProblemError as `retry` */
  async dismiss(agencyId: AgencyId, eventId: string, reason: string, actor: Actor): Promise<InboxEvent> {
    const { agency, stored } = await this.database.asOperator(async (tx) => ({
      agency: await this.registry.find(tx, agencyId),
      stored: await this.#open(tx, agencyId, eventId),
    }));
    if (agency === undefined) throw agencyNotFound(agencyId);
    const event = readStored(stored);
    // Of one that can be read, first where it counts: after a crash in between, it is dismissed again.
    if (!(event instanceof UnreadableEventError)) await this.applier.dismiss(agency, event, reason);
    return this.database.asOperator(async (tx) => {
      await tx.query(
        `update agency_event set state = 'dismissed', contradicted = false, note = $3, settled_at = $4
         where agency_id = $1 and event_id = $2 and state <> 'applied'`,
        [agencyId, eventId, reason, this.clock.now()],
      );
      await tx.query(
        `update agency_event set contradicted = false where agency_id = $1 and event_id = $2 and contradicted`,
        [agencyId, eventId],
      );
      await tx.query(
        `update agency_event set not_before = $2 where agency_id = $1 and state = 'waiting'
           and (for_creditor, for_claim) = (select for_creditor, for_claim from agency_event
             where agency_id = $1 and event_id = $3)`,
        [agencyId, this.clock.now(), eventId],
      );
      await this.inbox.wake(tx, agencyId);
      await this.#record(tx, agencyId, eventId, actor, 'agency-event.dismissed');
      return this.#read(tx, agencyId, eventId);
    });
  }

  async #open(tx: Transaction, agencyId: AgencyId, eventId: string): Promise<InboxEvent> {
    const event = await this.#read(tx, agencyId, eventId);
    if (event.state !== 'applied' && event.state !== 'dismissed') return event;
    if (event.contradicted) return event;
    throw new ProblemError({
      status: 409,
      code: 'agency-event-settled',
      title: 'The event needs nobody any more.',
      cause: `It is ${event.state} already.`,
      consequence: 'Nothing was changed.',
      remedy: 'Read the list of open events again.',
    });
  }

  async #read(tx: Transaction, agencyId: AgencyId, eventId: string): Promise<InboxEvent> {
    const [event] = await tx.query<InboxEvent>(
      `select ${COLUMNS} from agency_event where agency_id = $1 and event_id = $2`,
      [agencyId, eventId],
    );
    if (event) return event;
    throw new ProblemError({
      status: 404,
      code: 'agency-event-not-found',
      title: 'There is no such event.',
      cause: 'The agency has not sent an event with this id.',
      consequence: 'Nothing was read or changed.',
      remedy: 'Take the id from GET /api/v1/agencies/{agencyId}/events.',
    });
  }

  #record(tx: Transaction, agencyId: AgencyId, event: string, actor: Actor, action: string): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subject: { kind: 'agency', id: agencyId },
      detail: { event },
    });
  }
}
