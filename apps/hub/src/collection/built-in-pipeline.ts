import type { Clock, CreditorId, Currency, JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
import { Database } from '../database/database.js';
import { prepared, type Statements } from '../database/transaction.js';
import { caseReference } from '../outbox/case-reference.js';
import { COLLECTED_NEWS, type CollectedNews } from './collected-news.js';
import type { CollectedClaimEntity } from './collected-claim.entity.js';
import {
  type CollectionPipeline,
  MESSAGES_MAX,
  type MessageResult,
  type PipelineMessage,
} from './collection-pipeline.js';

type State = CollectedClaimEntity['state'];

/** What each message makes of a claim that the pipeline holds; `hand-over` is taken in on its own. */
const STATE_AFTER: Readonly<Partial<Record<PipelineMessage['kind'], State>>> = {
  withdraw: 'withdrawn',
  pause: 'paused',
  objection: 'paused',
  resume: 'open',
  reopened: 'open',
};

/**
 * The pipeline that comes with the hub: it keeps the claims it was given, in the hub's own database and in a
 * transaction of its own, exactly as an outside agency would keep them in theirs.
 */
@Injectable()
export class BuiltInPipeline implements CollectionPipeline {
  constructor(
    private readonly database: Database,
    @Inject(COLLECTED_NEWS) private readonly news: CollectedNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async deliver(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    if (messages.length > MESSAGES_MAX) throw new RangeError(`At most ${MESSAGES_MAX} messages at a time.`);
    const inOrder = [...messages].sort((a, b) => a.sequence - b.sequence);
    return this.database.asCreditor(creditorId, async (tx) => {
      // In this order, and all together with the commit: the answers say nothing that is not known.
      await this.#takeHandOvers(
        tx.withCommit,
        inOrder.filter(({ kind }) => kind === 'hand-over'),
      );
      for (const message of inOrder)
        if (message.kind !== 'hand-over') await this.#takeOne(tx.withCommit, message);
      await this.news.tell(tx.withCommit, creditorId);
      return inOrder.map(accepted);
    });
  }

  /**
   * New claims come in hundreds, so all of them in one statement. One that was withdrawn and comes again opens again; one
   * that is repeated because its answer was lost may have been paid in part meanwhile, so the newer demand counts.
   */
  async #takeHandOvers(tx: Statements, messages: readonly PipelineMessage[]): Promise<void> {
    if (messages.length === 0) return;
    // A statement writes a row once: of two for the same claim the later one counts.
    const newest = new Map(messages.map((message) => [message.claimId, message]));
    const rows = [...newest.values()];
    const demands = rows.map(({ payload }) => demandOf(payload));
    await tx.query(TAKE_HAND_OVERS, [
      tx.creditorId,
      this.clock.now(),
      plainArray(rows.map(({ claimId }) => claimId)),
      plainArray(rows.map(({ sequence }) => sequence)),
      textArray(rows.map(referenceOf)),
      textArray(demands.map(({ currency }) => currency)),
      textArray(demands.map(({ outstanding }) => outstanding)),
      jsonLines(rows.map(({ payload }) => payload)),
    ]);
  }

  async #takeOne(tx: Statements, { claimId, sequence, kind, payload }: PipelineMessage): Promise<void> {
    const outstanding = payload['outstandingMinor'];
    await tx.query(
      `with taken as (
         update collected_claim set last_message = $3, revision = revision + 1,
           state = coalesce($4, case when $5::bigint = 0 then 'closed' else state end),
           outstanding_minor = coalesce($5::bigint, outstanding_minor)
         where creditor_id = $1 and claim_id = $2 and last_message < $3 returning 1
       )
       insert into collected_message (creditor_id, claim_id, sequence, kind, payload, taken_at)
       select $1, $2, $3, $6, $7, $8 from taken`,
      [
        tx.creditorId,
        claimId,
        sequence,
        STATE_AFTER[kind] ?? null,
        typeof outstanding === 'string' ? outstanding : null,
        kind,
        JSON.stringify(payload),
        this.clock.now(),
      ],
    );
  }
}

function accepted(message: PipelineMessage): MessageResult {
  const { claimId, sequence } = message;
  return { claimId, sequence, outcome: 'accepted', reference: referenceOf(message) };
}

/** A hand-over brings the reference along; it is the same for every message of a claim. */
function referenceOf({ claimId, payload: { reference } }: PipelineMessage): string {
  return typeof reference === 'string' ? reference : caseReference(claimId);
}

/** The hub's own messages say what is demanded; one that does not is a fault of ours, not of the data. */
function demandOf(payload: JsonObject): { currency: Currency; outstanding: string } {
  const { currency, outstandingMinor } = payload;
  if (typeof currency !== 'string' || typeof outstandingMinor !== 'string') {
    throw new TypeError('A hand-over must say currency and outstandingMinor.');
  }
  return { currency: currency as Currency, outstanding: outstandingMinor };
}

const TAKE_HAND_OVERS =
  prepared(`insert into collected_claim as held (creditor_id, claim_id, reference, state, currency, outstanding_minor,
         handed_over, last_message, handed_over_message, accepted_at)
       select $1, x.claim, x.reference, 'open', x.currency, x.outstanding, x.payload, x.sequence, x.sequence, $2
       from unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::bigint[], string_to_array($8, E'\\n')::json[])
         as x(claim, sequence, reference, currency, outstanding, payload)
       on conflict (creditor_id, claim_id) do update set state = 'open',
         outstanding_minor = excluded.outstanding_minor, handed_over = excluded.handed_over,
         last_message = excluded.last_message, handed_over_message = excluded.handed_over_message, revision = held.revision + 1
       where held.last_message <= excluded.last_message`);
