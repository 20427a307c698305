import { type Clock, type JsonObject, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../api/idempotency/request-identity.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import type { Actor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { EventFeeds } from '../events/event-feeds.js';
import type { EventType } from '../events/event-types.js';
import { PublicAddressError, readPublicAddress } from '../network/public-address.js';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { endpointNotFound, tooManyEndpoints, webhookAddressRefused } from './webhook-problems.js';
import { type SigningSecret, WebhookSecrets } from './webhook-secrets.js';

export interface Endpoint extends Readonly<Omit<WebhookEndpointEntity, 'requestKey'>> {
  /** Newest first, without their text. */
  readonly secrets: readonly Omit<SigningSecret, 'value' | 'request'>[];
  readonly pending: number;
  readonly undelivered: number;
}

export interface EndpointWish {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
  readonly noticeSeen?: true | undefined;
}

const ENDPOINTS_MAX = 20;

const COLUMNS = `w.id, w.organisation_id as "organisationId", w.firm, w.url, w.description, w.types, w.state, w.notice,
  w.notice_at as "noticeAt", w.last_delivered_at as "lastDeliveredAt", w.made_at as "madeAt",
  (select count(*)::int from webhook_delivery d where d.endpoint_id = w.id and d.state = 'pending') as pending,
  (select count(*)::int from webhook_delivery d where d.endpoint_id = w.id and d.state = 'undelivered') as undelivered`;

/** Where organisations want to be told events. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly database: Database,
    private readonly secrets: WebhookSecrets,
    private readonly feeds: EventFeeds,
    private readonly audit: AuditLog,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(organisationId: string): Promise<Endpoint[]> {
    return this.database.asOperator(async (tx) => {
      const rows = await tx.query<Endpoint>(
        `select ${COLUMNS} from webhook_endpoint w where w.organisation_id = $1 and w.state <> 'ended' order by w.id`,
        [organisationId],
      );
      const found: Endpoint[] = [];
      for (const row of rows) found.push(await this.#withSecrets(tx, row));
      return found;
    });
  }

  /** @throws ProblemError 404 */
  get(organisationId: string, id: string): Promise<Endpoint> {
    return this.database.asOperator((tx) => this.one(tx, organisationId, id));
  }

  /** @returns the endpoint and its first secret, which is shown this once */
  async make(
    organisation: { readonly id: string; readonly firm: boolean },
    wish: { readonly url: string; readonly description: string; readonly types: readonly EventType[] },
    by: Actor,
    request: RequestKey,
  ): Promise<{ readonly endpoint: Endpoint; readonly secret: string }> {
    const url = this.#address(wish.url);
    return this.database.asOperator(async (tx) => {
      await this.feeds.open(tx, organisation.id);
      // Two that come at once are counted one after the other.
      await tx.query('select from event_feed where organisation_id = $1 for update', [organisation.id]);
      const [row] = await tx.query<{ id: string; first: boolean }>(
        `insert into webhook_endpoint (id, organisation_id, firm, url, description, types, state, request_key, made_at)
         select $1, $2, $3, $4, $5, $6, 'active', $7, $8
         where (select count(*) from webhook_endpoint where organisation_id = $2 and state <> 'ended') < ${ENDPOINTS_MAX}
         on conflict (request_key) do update set description = excluded.description
         returning id, xmax = 0 as first`,
        [
          newId(this.clock),
          organisation.id,
          organisation.firm,
          url,
          wish.description,
          wish.types,
          request,
          this.clock.now(),
        ],
      );
      if (!row) throw tooManyEndpoints(ENDPOINTS_MAX);
      const { value } = await this.secrets.add(tx, row.id, request);
      if (row.first)
        await this.#record(tx, by, 'webhook-endpoint.made', row.id, { url, types: [...wish.types] });
      return { endpoint: await this.one(tx, organisation.id, row.id), secret: value };
    });
  }

  /** Enabling it sends what waits. @throws ProblemError 404, 422 */
  async change(organisationId: string, id: string, wish: EndpointWish, by: Actor): Promise<Endpoint> {
    const url = wish.url === undefined ? null : this.#address(wish.url);
    return this.database.asOperator(async (tx) => {
      await this.lock(tx, organisationId, id);
      const seen = wish.noticeSeen === true || wish.state === 'active';
      await tx.query(
        `update webhook_endpoint set url = coalesce($2, url), description = coalesce($3, description),
           types = coalesce($4::text[], types), state = coalesce($5, state),
           notice = case when $6 then null else notice end, notice_at = case when $6 then null else notice_at end
         where id = $1`,
        [id, url, wish.description ?? null, wish.types ?? null, wish.state ?? null, seen],
      );
      await this.#record(tx, by, 'webhook-endpoint.changed', id, {
        ...(url === null ? {} : { url }),
        ...(wish.types === undefined ? {} : { types: [...wish.types] }),
        ...(wish.state === undefined ? {} : { state: wish.state }),
        ...(wish.noticeSeen ? { noticeSeen: true } : {}),
      });
      return this.one(tx, organisationId, id);
    });
  }

  /** Nothing is sent there any more, also not what waits; its secrets are gone. @throws ProblemError 404 */
  end(organisationId: string, id: string, by: Actor): Promise<void> {
    return this.database.asOperator(async (tx) => {
      await this.lock(tx, organisationId, id);
      await tx.query(`update webhook_endpoint set state = 'ended' where id = $1`, [id]);
      await tx.query(
        `update webhook_delivery set state = 'cancelled' where endpoint_id = $1 and state = 'pending'`,
        [id],
      );
      await this.secrets.removeAll(tx, id);
      await this.#record(tx, by, 'webhook-endpoint.ended', id, {});
    });
  }

  /** From now on this secret signs too. @returns its text, shown this once */
  addSecret(organisationId: string, id: string, by: Actor, request: RequestKey): Promise<SigningSecret> {
    return this.database.asOperator(async (tx) => {
      await this.lock(tx, organisationId, id);
      const secret = await this.secrets.add(tx, id, request);
      await this.#record(tx, by, 'webhook-secret.made', id, { secretId: secret.id });
      return secret;
    });
  }

  /** @throws ProblemError 404, 409 for the last */
  removeSecret(organisationId: string, id: string, secretId: string, by: Actor): Promise<void> {
    return this.database.asOperator(async (tx) => {
      await this.lock(tx, organisationId, id);
      await this.secrets.remove(tx, id, secretId);
      await this.#record(tx, by, 'webhook-secret.removed', id, { secretId });
    });
  }

  /** @throws ProblemError 404 */
  async one(tx: Transaction, organisationId: string, id: string): Promise<Endpoint> {
    const [row] = await tx.query<Endpoint>(
      `select ${COLUMNS} from webhook_endpoint w where w.organisation_id = $1 and w.id = $2 and w.state <> 'ended'`,
      [organisationId, id],
    );
    if (!row) throw endpointNotFound();
    return this.#withSecrets(tx, row);
  }

  /** @throws ProblemError 404 */
  async lock(tx: Transaction, organisationId: string, id: string): Promise<void> {
    const rows = await tx.query(
      `select 1 from webhook_endpoint where organisation_id = $1 and id = $2 and state <> 'ended' for update`,
      [organisationId, id],
    );
    if (rows.length === 0) throw endpointNotFound();
  }

  async #withSecrets(tx: Transaction, endpoint: Endpoint): Promise<Endpoint> {
    const secrets = await this.secrets.read(tx, endpoint.id);
    return { ...endpoint, secrets: secrets.map(({ id, madeAt }) => ({ id, madeAt })) };
  }

  #address(text: string): string {
    try {
      return readPublicAddress(text, { allowLoopback: this.environment.WEBHOOKS_ON_LOOPBACK }).href;
    } catch (error) {
      throw error instanceof PublicAddressError ? webhookAddressRefused(error.reason) : error;
    }
  }

  #record(tx: Transaction, actor: Actor, action: string, id: string, detail: JsonObject): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'webhook-endpoint', id }, detail });
  }
}
