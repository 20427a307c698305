import type { Clock } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { stillLetIn, TOLD_EVENT_COLUMNS } from '../events/event-feeds.js';
import type { ToldEvent } from '../events/event-teller.js';
import { verdictOn } from './delivery-verdict.js';
import { messageOf } from './webhook-message.js';
import { type SendResult, WebhookSender } from './webhook-sender.js';
import { WebhookSecrets } from './webhook-secrets.js';

interface Claimed {
  readonly sequence: bigint;
  readonly tries: number;
  readonly number: number;
  readonly url: string;
}

interface Ready extends Claimed {
  readonly event: ToldEvent;
  readonly secrets: readonly string[];
}

/** Sent in one run; what is left then is woken again. */
const SENDINGS_MAX = 100;
/** Longer than any sending takes: whoever holds a delivery as long is gone. */
const CLAIM_SECONDS = 120;

/**
 * Sends what is due to one endpoint, in order. Each attempt is written before it begins: a process that dies in the middle
 * leaves one without an outcome, and the event is sent again under the same id.
 */
@Injectable()
export class WebhookWorker {
  readonly #log = new Logger('Webhooks');

  constructor(
    private readonly database: Database,
    private readonly secrets: WebhookSecrets,
    private readonly sender: WebhookSender,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ends at the first that does not get there: whoever is slow or down is asked again by its schedule, not a hundred times. */
  async run(endpointId: string, signal?: AbortSignal): Promise<void> {
    for (let sending = 0; sending < SENDINGS_MAX && !signal?.aborted; sending += 1) {
      const ready = await this.database.asOperator((tx) => this.#begin(tx, endpointId));
      if (ready === 'nothing') return;
      if (ready === 'cancelled') continue;
      const { url, event, secrets } = ready;
      const result = await this.sender.send(url, messageOf(event), secrets, this.clock.now());
      await this.database.asOperator((tx) => this.#finish(tx, endpointId, ready, result));
      if (result.outcome === 'delivered') continue;
      this.#log.warn({ msg: 'a webhook did not get there', endpointId, outcome: result.outcome });
      return;
    }
  }

  async #begin(tx: Transaction, endpointId: string): Promise<Ready | 'nothing' | 'cancelled'> {
    const now = this.clock.now();
    const [claimed] = await tx.query<Claimed>(
      `with due as (
         select d.endpoint_id, d.sequence, w.url from webhook_delivery d join webhook_endpoint w on w.id = d.endpoint_id
         where d.endpoint_id = $1 and d.state = 'pending' and d.next_attempt_at <= $2 and w.state = 'active'
           and (d.claimed_until is null or d.claimed_until <= $2)
         order by d.sequence limit 1 for update of d skip locked
       )
       update webhook_delivery d set attempts = d.attempts + 1,
         claimed_until = $2::timestamptz + make_interval(secs => ${CLAIM_SECONDS})
       from due where d.endpoint_id = due.endpoint_id and d.sequence = due.sequence
       returning d.sequence, d.tries, d.attempts as number, due.url`,
      [endpointId, now],
    );
    if (!claimed) return 'nothing';
    const { sequence, number } = claimed;
    const [event] = await tx.query<ToldEvent>(
      `select ${TOLD_EVENT_COLUMNS} from webhook_endpoint w
         join feed_event f on f.organisation_id = w.organisation_id and f.sequence = $2
         join hub_event e on e.creditor_id = f.creditor_id and e.id = f.event_id
       where w.id = $1 and ${stillLetIn('w.firm')}`,
      [endpointId, sequence],
    );
    const secrets = await this.secrets.read(tx, endpointId);
    if (!event || secrets.length === 0) {
      await tx.query(
        `update webhook_delivery set state = 'cancelled', claimed_until = null, attempts = attempts - 1
         where endpoint_id = $1 and sequence = $2`,
        [endpointId, sequence],
      );
      return 'cancelled';
    }
    await tx.query(
      `insert into webhook_attempt (endpoint_id, sequence, number, begun_at) values ($1, $2, $3, $4)`,
      [endpointId, sequence, number, now],
    );
    return { ...claimed, event, secrets: secrets.map(({ value }) => value) };
  }

  async #finish(tx: Transaction, endpointId: string, was: Ready, result: SendResult): Promise<void> {
    const now = this.clock.now();
    const verdict = verdictOn(result, was.tries, now);
    await tx.query(
      `update webhook_attempt set ended_at = $4, outcome = $5, status = $6, note = $7
       where endpoint_id = $1 and sequence = $2 and number = $3`,
      [endpointId, was.sequence, was.number, now, result.outcome, result.status, result.note],
    );
    // One that another process has taken up since, or that was cancelled, goes by what happened there.
    await tx.query(
      `update webhook_delivery set state = $4, tries = $5, next_attempt_at = $6, claimed_until = null
       where endpoint_id = $1 and sequence = $2 and attempts = $3 and state = 'pending'`,
      [endpointId, was.sequence, was.number, verdict.state, verdict.tries, verdict.nextAttemptAt],
    );
    await tx.query(
      `update webhook_endpoint set last_delivered_at = case when $2 then $3 else last_delivered_at end,
         notice = coalesce($4, notice), notice_at = case when $4::text is null then notice_at else $3 end,
         state = case when $5 and state = 'active' then 'disabled' else state end
       where id = $1 and ($2 or $4::text is not null or $5)`,
      [endpointId, result.outcome === 'delivered', now, verdict.notice, verdict.disables],
    );
  }
}
