import { type CreditorId, isUuid } from '@app/domain';
import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

/** Where triggers tell of changed rows; see the migration that makes them. */
export const CHANGES_CHANNEL = 'kravhub_changes';

export const CHANGE_TOPICS = ['runs', 'claims', 'postings', 'money', 'proposals'] as const;
export type ChangeTopic = (typeof CHANGE_TOPICS)[number];

/** Rows of one sort changed at one creditor; which, and how, is asked for over the API. */
export interface Change {
  readonly creditorId: CreditorId;
  readonly topic: ChangeTopic;
}

/** `begun`: from now on nothing is missed; what was before may have changed. `lost`: nothing is heard until it begins anew. */
export type Heard = Change | 'begun' | 'lost';

const AGAIN_MS = 5_000;
const CONNECT_MS = 15_000;

/**
 * What PostgreSQL tells of changed rows, by one connection of its own per process, and only while somebody listens. A
 * connection that breaks is opened again.
 */
export class ChangeFeed implements OnApplicationShutdown {
  readonly #log = new Logger('Changes');
  readonly #listeners = new Set<(heard: Heard) => void>();
  #client: pg.Client | undefined;
  #isOn = false;
  #again: NodeJS.Timeout | undefined;

  constructor(private readonly url: string) {}

  /** @returns ends it */
  watch(listener: (heard: Heard) => void): () => void {
    this.#listeners.add(listener);
    if (this.#isOn) listener('begun');
    else this.#connect();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  }

  onApplicationShutdown(): void {
    this.#listeners.clear();
    this.#end();
  }

  #connect(): void {
    if (this.#client) return;
    clearTimeout(this.#again);
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'kravhub-changes',
      keepAlive: true,
    });
    this.#client = client;
    client.on('notification', ({ payload }) => {
      const change = readChange(payload);
      if (change) this.#tell(change);
    });
    const lost = (): void => this.#lost(client);
    client.on('error', lost);
    client.on('end', lost);
    this.#listen(client).catch(lost);
  }

  async #listen(client: pg.Client): Promise<void> {
    await client.connect();
    await client.query(`listen ${CHANGES_CHANNEL}`);
    if (this.#client !== client) return;
    this.#isOn = true;
    this.#tell('begun');
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#log.warn({ msg: 'changes are not heard for a while', againAfterMs: AGAIN_MS });
    this.#end();
    this.#tell('lost');
    if (this.#listeners.size > 0) this.#again = setTimeout(() => this.#connect(), AGAIN_MS).unref();
  }

  #end(): void {
    clearTimeout(this.#again);
    const client = this.#client;
    this.#client = undefined;
    this.#isOn = false;
    // One that never came up has nothing to end.
    client?.end().catch(() => undefined);
  }

  #tell(heard: Heard): void {
    for (const listener of this.#listeners) listener(heard);
  }
}

/** @param payload as the trigger writes it: `<creditor> <topic>` */
export function readChange(payload: string | undefined): Change | undefined {
  const [creditorId = '', name] = payload?.split(' ') ?? [];
  const topic = CHANGE_TOPICS.find((each) => each === name);
  return topic && isUuid(creditorId) ? { creditorId: creditorId as CreditorId, topic } : undefined;
}
