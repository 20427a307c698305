import { hash } from 'node:crypto';
import type { AgencyId } from '@app/domain';
import { Injectable, Logger } from '@nestjs/common';
import { AgencyCursorExpiredError } from '../collection/agency-http/agency-client.js';
import { AgencyRegistry } from '../collection/agency-http/agency-registry.js';
import { canonicalJson, type EventPage } from '../collection/agency-http/agency-wire.js';
import { PipelineUnavailableError } from '../collection/collection-pipeline.js';
import { Database } from '../database/database.js';
import { eventIdOf } from './agency-event.js';
import { AgencyInbox, type Arrival } from './agency-inbox.js';

const PAGE_SIZE = 100;
/** What is left then is read by the next look. */
const PAGES_MAX = 50;

/** Asks an agency what it has told, so that an event whose webhook never came is not missed. */
@Injectable()
export class AgencyFeed {
  readonly #log = new Logger('AgencyFeed');

  constructor(
    private readonly database: Database,
    private readonly registry: AgencyRegistry,
    private readonly inbox: AgencyInbox,
  ) {}

  /** Ends quietly where the agency does not answer: that is kept for people, and the next look comes by itself. */
  async read(agencyId: AgencyId, signal: AbortSignal): Promise<void> {
    const agency = await this.database.asOperator((tx) => this.registry.find(tx, agencyId));
    if (agency === undefined) return;
    try {
      await this.registry.watching(agencyId, () => this.#pages(agencyId, agency.feedCursor, signal));
    } catch (error) {
      if (!(error instanceof PipelineUnavailableError)) throw error;
      this.#log.warn({ msg: 'an agency’s events could not be read', agency: agency.key, error });
    }
  }

  async #pages(agencyId: AgencyId, from: string | null, signal: AbortSignal): Promise<void> {
    const { client, agency } = await this.registry.open(agencyId);
    let cursor = from;
    for (let read = 0; read < PAGES_MAX && !signal.aborted; read += 1) {
      let page: EventPage;
      try {
        page = await client.events(cursor, PAGE_SIZE, signal);
      } catch (error) {
        if (!(error instanceof AgencyCursorExpiredError)) throw error;
        this.#log.warn({ msg: 'an agency’s events are read from the first again', agency: agency.key });
        // What is known already counts once, so nothing is lost by it but time.
        page = await client.events(null, PAGE_SIZE, signal);
      }
      if (page.more && page.next === cursor) {
        throw new PipelineUnavailableError(
          `The agency ${agency.name} says that more events follow and does not say where. Its events are read on when it does. Call the agency.`,
        );
      }
      if (!(await this.#store(agencyId, cursor, page)) || !page.more) return;
      cursor = page.next;
    }
  }

  /** Events and cursor in one transaction. @returns false when somebody else has read on from here meanwhile */
  #store(agencyId: AgencyId, cursor: string | null, page: EventPage): Promise<boolean> {
    return this.database.asOperator(async (tx) => {
      const moved = await tx.query(
        `update agency set feed_cursor = $3 where id = $1 and feed_cursor is not distinct from $2 returning 1`,
        [agencyId, cursor, page.next],
      );
      if (moved.length === 0) return false;
      await this.inbox.store(tx, agencyId, 'feed', page.events.map(arrivalOf));
      return true;
    });
  }
}

/** One without a usable id is kept too, under a name that its content gives it. */
function arrivalOf(event: unknown): Arrival {
  const raw = JSON.stringify(event) ?? 'null';
  return { eventId: eventIdOf(event) ?? `unnamed:${hash('sha256', canonicalJson(event))}`, raw };
}
