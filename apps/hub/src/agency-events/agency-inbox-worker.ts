import type { AgencyId } from '@app/domain';
import { Injectable, Logger } from '@nestjs/common';
import { type Agency, AgencyRegistry } from '../collection/agency-http/agency-registry.js';
import { Database } from '../database/database.js';
import { type AgencyEvent, readAgencyEvent, UnreadableEventError } from './agency-event.js';
import { AgencyEventApplier, type Application } from './agency-event-applier.js';
import { type About, AgencyInbox, type StoredEvent } from './agency-inbox.js';

const BATCH_SIZE = 100;
/** What is left then is found by the next job. */
const BATCHES_MAX = 100;

/** Takes an agency's events out of the inbox, one after the other. */
@Injectable()
export class AgencyInboxWorker {
  readonly #log = new Logger('AgencyInbox');

  constructor(
    private readonly database: Database,
    private readonly registry: AgencyRegistry,
    private readonly inbox: AgencyInbox,
    private readonly applier: AgencyEventApplier,
  ) {}

  /** Each event leaves the ones that are due: applied, for a person, or to wait. So this ends. */
  async run(agencyId: AgencyId, signal: AbortSignal): Promise<void> {
    const agency = await this.database.asOperator((tx) => this.registry.find(tx, agencyId));
    if (agency === undefined) return;
    for (let batch = 0; batch < BATCHES_MAX && !signal.aborted; batch += 1) {
      const due = await this.database.asOperator((tx) => this.inbox.due(tx, agencyId, BATCH_SIZE));
      for (const event of due) {
        if (signal.aborted) return;
        await this.#one(agency, event);
      }
      if (due.length < BATCH_SIZE && !(await this.#hasMore(agencyId))) return;
    }
  }

  async #one(agency: Agency, stored: StoredEvent): Promise<void> {
    const event = readStored(stored);
    if (event instanceof UnreadableEventError) {
      const note = `${event.message} It is kept as it came. Ask the agency what it means.`;
      this.#log.warn({ msg: 'an agency’s event needs a person', agency: agency.key });
      await this.database.asOperator((tx) => this.inbox.needsAttention(tx, stored, note));
      return;
    }
    const outcome = await this.#apply(agency, event);
    const about: About = {
      kind: event.news.kind,
      creditorId: event.creditorId,
      claimId: event.claimId,
    };
    // A crash before this finds the event taken already, and only writes it down here.
    await this.database.asOperator(async (tx) => {
      if (outcome.kind === 'applied') await this.inbox.applied(tx, stored, about);
      else if (outcome.kind === 'waits') await this.inbox.waits(tx, stored, outcome.note, about);
      else await this.inbox.needsAttention(tx, stored, outcome.note, about);
    });
    if (outcome.kind === 'needs-person')
      this.#log.warn({
        msg: 'an agency’s event needs a person',
        agency: agency.key,
        creditorId: event.creditorId,
      });
  }

  /** A fault of ours with one event keeps the others of the agency from nothing; this one is tried again later. */
  async #apply(agency: Agency, event: AgencyEvent): Promise<Application> {
    try {
      return await this.applier.apply(agency, event);
    } catch (error) {
      this.#log.error({ msg: 'an agency’s event could not be applied', agency: agency.key, error });
      return {
        kind: 'waits',
        note: 'The hub could not apply it because of a fault of its own; it is tried again. If it stays so, tell whoever runs the hub.',
      };
    }
  }

  /** What waited for one of these events is due again. */
  async #hasMore(agencyId: AgencyId): Promise<boolean> {
    const next = await this.database.asOperator((tx) => this.inbox.due(tx, agencyId, 1));
    return next.length > 0;
  }
}

/** The event as it was stored; under another id than its own it is none. */
export function readStored({
  raw,
  eventId,
}: Pick<StoredEvent, 'raw' | 'eventId'>): AgencyEvent | UnreadableEventError {
  try {
    const event = readAgencyEvent(JSON.parse(raw));
    return event.id === eventId
      ? event
      : new UnreadableEventError('its "id" is not the one that it was sent under');
  } catch (error) {
    if (error instanceof UnreadableEventError) return error;
    return new UnreadableEventError('it is not JSON');
  }
}
