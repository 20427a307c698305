import { randomUUID } from 'node:crypto';
import { type ClaimId, type Clock, type CreditorId, newId } from '@app/domain';
import type { Transaction } from '../../apps/hub/src/database/transaction.js';
import { EventTeller } from '../../apps/hub/src/events/event-teller.js';
import type { Browser } from './browser.js';
import { firstOwnerComesIn, makeCreditor } from './first-owner.js';
import { startTestHub, type TestHub } from './hub.js';
import type { Problem } from './hub-api.js';
import { freePort } from './node-process.js';

export interface MadeKey {
  readonly id: string;
  readonly secret?: string;
  readonly state: string;
  readonly lastUsedAt: string | null;
}

/** A hub with two creditors and the collector's owner signed in, for stories of programs that use it. */
export class DeveloperStory {
  private constructor(
    readonly hub: TestHub,
    readonly owner: Browser,
    /** The owner's organisation. */
    readonly collector: string,
    readonly north: CreditorId,
    readonly south: CreditorId,
    private readonly clock: Clock,
  ) {}

  static async begin(
    clock: Clock,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<DeveloperStory> {
    const hub = await startTestHub({
      clock,
      environment: { PORT: String(await freePort()), REQUESTS_PER_MINUTE: '1000000', ...environment },
    });
    const [north, south] = [await makeCreditor(hub, clock), await makeCreditor(hub, clock)];
    const owner = await firstOwnerComesIn(hub);
    const me = await owner.get<{ memberships: { organisationId: string }[] }>('/me');
    const collector = String(me.memberships[0]?.organisationId);
    return new DeveloperStory(hub, owner, collector, north, south, clock);
  }

  async organisation(kind: string, creditorId?: string): Promise<string> {
    const made = await this.owner.send('POST', '/api/v1/organisations', { name: 'Granly', kind, creditorId });
    return ((await made.json()) as { organisationId: string }).organisationId;
  }

  async makeKey(organisationId: string, scopes: string[], more: object = {}): Promise<MadeKey> {
    const path = `/api/v1/organisations/${organisationId}/api-keys`;
    const made = await this.owner.send('POST', path, { name: 'Nightly import', scopes, ...more });
    if (made.status !== 201) throw new Error(`No key was made: ${made.status} ${await made.text()}`);
    return (await made.json()) as MadeKey;
  }

  /** Somebody's program that holds the key. */
  program(key: MadeKey) {
    const ask = (method: string, path: string, body?: object): Promise<Response> =>
      fetch(`${this.hub.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key.secret}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const outcome = async (method: string, path: string, body?: object): Promise<string> => {
      const answer = await ask(method, path, body);
      if (answer.status < 400) return String(answer.status);
      return `${answer.status} ${((await answer.json()) as Problem).code}`;
    };
    return { ask, outcome };
  }

  get teller(): EventTeller {
    return this.hub.app.get(EventTeller, { strict: false });
  }

  /** A line of a claim's history, as its book writes it. */
  async writeLine(tx: Transaction, kind = 'created'): Promise<void> {
    await tx.query(
      `insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at) values ($1, $2, 1, $3, '{}', 'system', $4)`,
      [tx.creditorId, newId<'ClaimId'>(this.clock) as ClaimId, kind, this.clock.now()],
    );
  }

  /** Something happens to as many claims, and is told. */
  async happens(creditorId: CreditorId, kind = 'created', times = 1): Promise<void> {
    await this.hub.db.database.asCreditor(creditorId, async (tx) => {
      for (let time = 0; time < times; time += 1) await this.writeLine(tx, kind);
    });
    await this.teller.tell();
  }
}
