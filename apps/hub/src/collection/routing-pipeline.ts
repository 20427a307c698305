import type { AgencyId, ClaimId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { idArray } from '../database/id-array.js';
import { AgencyMessages } from './agency-http/agency-messages.js';
import { AgencyPipeline } from './agency-http/agency-pipeline.js';
import { AgencyRegistry } from './agency-http/agency-registry.js';
import { BuiltInPipeline } from './built-in-pipeline.js';
import {
  AGENCY_MESSAGES_MAX,
  type CollectionPipeline,
  type MessageResult,
  type PipelineMessage,
  PipelineUnavailableError,
} from './collection-pipeline.js';

/**
 * Sends each message to whoever has its claim. A claim that nobody has goes where the creditor chooses; the agency is
 * written beside the claim before the hand-over leaves, so that no later choice sends the same claim to a second one.
 * Where no agency is concerned, nothing is asked and nothing is written.
 */
@Injectable()
export class RoutingPipeline implements CollectionPipeline {
  constructor(
    private readonly database: Database,
    private readonly builtIn: BuiltInPipeline,
    private readonly registry: AgencyRegistry,
    private readonly messages: AgencyMessages,
  ) {}

  async deliver(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    if (messages.every(({ agencyId }) => agencyId === undefined))
      return this.builtIn.deliver(creditorId, messages);
    const agencies = await this.#bind(creditorId, messages);
    const groups = new Map<AgencyId | null, PipelineMessage[]>();
    for (const message of messages) {
      const agencyId = agencies.get(message.claimId) ?? null;
      groups.set(agencyId, [...(groups.get(agencyId) ?? []), message]);
    }
    const results: MessageResult[] = [];
    for (const [agencyId, group] of groups)
      results.push(...(await this.#deliverTo(agencyId, creditorId, group)));
    return results;
  }

  /**
   * One that is away keeps the others from nothing: its part of the batch waits alone. Where a choice made this very
   * moment sends an agency more than it takes, the rest waits as well, to be read from the ledger again: sent behind the
   * first half, its balances would be older by a call.
   */
  async #deliverTo(
    agencyId: AgencyId | null,
    creditorId: CreditorId,
    group: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    try {
      if (agencyId === null) return await this.builtIn.deliver(creditorId, group);
      const inOrder = [...group].sort((a, b) => a.sequence - b.sequence);
      const rest = inOrder.slice(AGENCY_MESSAGES_MAX);
      const results = await this.#agency(agencyId).deliver(creditorId, inOrder.slice(0, AGENCY_MESSAGES_MAX));
      return [...results, ...rest.map(({ claimId, sequence }) => deferred(claimId, sequence, TOO_MANY))];
    } catch (error) {
      if (!(error instanceof PipelineUnavailableError)) throw error;
      return group.map(({ claimId, sequence }) => deferred(claimId, sequence, error));
    }
  }

  #agency(id: AgencyId): CollectionPipeline {
    return new AgencyPipeline(id, this.registry, this.messages);
  }

  /**
   * Who has each of these claims now. A claim that the built-in pipeline holds and was not asked to give back stays
   * there, whatever the creditor has chosen since.
   */
  #bind(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<ReadonlyMap<ClaimId, AgencyId | null>> {
    const chosen = messages.flatMap(({ kind, claimId, agencyId }) =>
      kind === 'hand-over' && agencyId !== undefined ? [{ claim: claimId, agency: agencyId }] : [],
    );
    return this.database.asCreditor(creditorId, async (tx) => {
      await tx.query(
        `update claim c set agency_id = x.agency
         from (select c.id, x.agency from claim c
           join jsonb_to_recordset($2::jsonb) as x(claim uuid, agency uuid) on x.claim = c.id
           where c.creditor_id = $1 and c.agency_id is null and not exists (select from collected_claim h
             where h.creditor_id = $1 and h.claim_id = c.id and h.state <> 'withdrawn')
           order by c.id for update of c) x
         where c.creditor_id = $1 and c.id = x.id`,
        [creditorId, JSON.stringify(chosen)],
      );
      const rows = await tx.query<{ id: ClaimId; agencyId: AgencyId | null }>(
        `select id, agency_id as "agencyId" from claim where creditor_id = $1 and id = any($2)`,
        [creditorId, idArray(messages.map(({ claimId }) => claimId))],
      );
      return new Map(rows.map(({ id, agencyId }) => [id, agencyId]));
    });
  }
}

const TOO_MANY = {
  message: 'The agency takes no more messages at a time; this one is sent with the next ones.',
  retryAfterMs: 0,
};

function deferred(
  claimId: ClaimId,
  sequence: number,
  { message: reason, retryAfterMs }: Pick<PipelineUnavailableError, 'message' | 'retryAfterMs'>,
): MessageResult {
  return { claimId, sequence, outcome: 'deferred', reason, retryAfterMs };
}
