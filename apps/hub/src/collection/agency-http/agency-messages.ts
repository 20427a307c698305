import type { AgencyId, ClaimId, Clock, Creditor, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { idArray } from '../../database/id-array.js';
import type { Transaction } from '../../database/transaction.js';
import { creditorNotFound } from '../../connections/connection-problems.js';
import type { MessageResult, PipelineMessage } from '../collection-pipeline.js';
import { contentHash, referenceOf } from './agency-wire.js';

/** What is to be done with the messages of a batch. */
export interface Departure {
  readonly creditor: Creditor;
  /** They may have arrived as they are now: looked up first. */
  readonly unsure: readonly PipelineMessage[];
  /** Never left, or their contents have changed since: the newer ones count. */
  readonly toSend: readonly PipelineMessage[];
}

interface Asked {
  readonly claimId: ClaimId;
  readonly sequence: number;
  readonly contentHash: string | null;
}

/** What the hub remembers of its messages to an agency, written before they leave and after they were answered. */
@Injectable()
export class AgencyMessages {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Committed before anything is sent: after a crash in between, all of it counts as perhaps arrived. */
  depart(
    creditorId: CreditorId,
    agencyId: AgencyId,
    messages: readonly PipelineMessage[],
  ): Promise<Departure> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const [creditor] = await tx.query<Creditor>(
        `select creditor_id as id, name, organisation_number as "organisationNumber", country, currency
         from creditor where creditor_id = $1`,
        [creditorId],
      );
      if (creditor === undefined) throw creditorNotFound(creditorId);
      const asked = await tx.query<Asked>(
        `select claim_id as "claimId", sequence, content_hash as "contentHash" from unanswered_message
         where creditor_id = $1 and agency_id = $2 and claim_id = any($3) order by claim_id, sequence for update`,
        [creditorId, agencyId, idArray(messages.map(({ claimId }) => claimId))],
      );
      const hashes = new Map(asked.map((one) => [referenceOf(one), one.contentHash]));
      const isUnsure = (message: PipelineMessage): boolean =>
        hashes.get(referenceOf(message)) === contentHash(message);
      const toSend = messages.filter((message) => !isUnsure(message));
      await this.#remember(tx, agencyId, toSend);
      return { creditor, unsure: messages.filter(isUnsure), toSend };
    });
  }

  /** What was answered is certain now; who gave a claim back, or did not take it, has it no longer. */
  async answered(
    creditorId: CreditorId,
    agencyId: AgencyId,
    messages: readonly PipelineMessage[],
    results: readonly MessageResult[],
  ): Promise<void> {
    const kinds = new Map(messages.map((message) => [referenceOf(message), message.kind]));
    const decided = results.filter(({ outcome }) => outcome !== 'deferred');
    if (decided.length === 0) return;
    // Of several about one claim the last one says who has it.
    const last = new Map(
      decided.toSorted((a, b) => a.sequence - b.sequence).map((one) => [one.claimId, one]),
    );
    const letGo = [...last.values()].filter((result) => {
      const kind = kinds.get(referenceOf(result));
      return result.outcome === 'accepted' ? kind === 'withdraw' : kind === 'hand-over';
    });
    const named = decided.flatMap((result) =>
      result.outcome === 'accepted' && kinds.get(referenceOf(result)) === 'hand-over'
        ? [{ claim: result.claimId, reference: result.reference }]
        : [],
    );
    await this.database.asCreditor(creditorId, async (tx) => {
      // Earlier ones too: what was taken in after them has made them void.
      await tx.query(
        `delete from unanswered_message m using jsonb_to_recordset($3::jsonb) as x(claim uuid, sequence int)
         where m.creditor_id = $1 and m.agency_id = $2 and m.claim_id = x.claim and m.sequence <= x.sequence`,
        [
          creditorId,
          agencyId,
          JSON.stringify(decided.map(({ claimId, sequence }) => ({ claim: claimId, sequence }))),
        ],
      );
      if (named.length > 0) {
        await tx.query(
          `update agency_claim a set agency_reference = x.reference
           from jsonb_to_recordset($3::jsonb) as x(claim uuid, reference text)
           where a.creditor_id = $1 and a.agency_id = $2 and a.claim_id = x.claim`,
          [creditorId, agencyId, JSON.stringify(named)],
        );
      }
      await releaseClaims(
        tx,
        agencyId,
        letGo.map(({ claimId }) => claimId),
      );
    });
  }

  async #remember(tx: Transaction, agencyId: AgencyId, messages: readonly PipelineMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const rows = messages.map((message) => ({
      claim: message.claimId,
      sequence: message.sequence,
      hash: contentHash(message),
      handed: message.kind === 'hand-over',
    }));
    // Sent with other contents than before: from now on nobody can say which of them a look-up would find.
    await tx.query(
      `insert into unanswered_message as m (creditor_id, claim_id, sequence, agency_id, content_hash, asked_at)
       select $1, x.claim, x.sequence, $2, x.hash, $4
       from jsonb_to_recordset($3::jsonb) as x(claim uuid, sequence int, hash text) order by x.claim, x.sequence
       on conflict (creditor_id, claim_id, sequence) do update
         set content_hash = null, agency_id = excluded.agency_id, asked_at = excluded.asked_at`,
      [tx.creditorId, agencyId, JSON.stringify(rows), this.clock.now()],
    );
    await tx.query(
      `insert into agency_claim (creditor_id, claim_id, agency_id, state, first_handed_at)
       select distinct $1::uuid, x.claim, $2::uuid, 'held', $4::timestamptz
       from jsonb_to_recordset($3::jsonb) as x(claim uuid, handed boolean) where x.handed
       on conflict (creditor_id, claim_id, agency_id) do update set state = 'held'`,
      [tx.creditorId, agencyId, JSON.stringify(rows), this.clock.now()],
    );
  }
}

/** The agency has these claims no longer: what comes next about them goes where the creditor chooses then. */
export async function releaseClaims(
  tx: Transaction,
  agencyId: AgencyId,
  claimIds: readonly ClaimId[],
): Promise<void> {
  if (claimIds.length === 0) return;
  const parameters = [tx.creditorId, agencyId, idArray(claimIds)];
  await tx.query(
    `update claim c set agency_id = null from (select id from claim
       where creditor_id = $1 and agency_id = $2 and id = any($3) order by id for update) mine
     where c.creditor_id = $1 and c.id = mine.id`,
    parameters,
  );
  await tx.query(
    `update agency_claim set state = 'let-go' where creditor_id = $1 and agency_id = $2 and claim_id = any($3)`,
    parameters,
  );
}
