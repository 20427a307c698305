import type { AgencyId, Creditor, CreditorId } from '@app/domain';
import { caseReference } from '../../outbox/case-reference.js';
import {
  AGENCY_MESSAGES_MAX,
  type CollectionPipeline,
  type MessageResult,
  type PipelineMessage,
} from '../collection-pipeline.js';
import { AgencyBatchRefusedError, type AgencyClient, LOOKUP_MAX } from './agency-client.js';
import type { AgencyMessages } from './agency-messages.js';
import type { AgencyRegistry } from './agency-registry.js';
import { type AgencyResult, batchOf, referenceOf, toMessageResult } from './agency-wire.js';

type Results = ReadonlyMap<string, AgencyResult>;

/**
 * One outside agency as a collection pipeline. A message that left and was not answered is looked up by its reference
 * before it is ever sent again. Nothing is repeated here: what is not answered comes again by the hand-over.
 */
export class AgencyPipeline implements CollectionPipeline {
  constructor(
    private readonly agencyId: AgencyId,
    private readonly registry: AgencyRegistry,
    private readonly messages: AgencyMessages,
  ) {}

  async deliver(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    if (messages.length > AGENCY_MESSAGES_MAX)
      throw new RangeError(`An agency takes at most ${AGENCY_MESSAGES_MAX} messages at a time.`);
    if (messages.length === 0) return [];
    const { client } = await this.registry.open(this.agencyId);
    const inOrder = [...messages].sort((a, b) => a.sequence - b.sequence);
    const departure = await this.messages.depart(creditorId, this.agencyId, inOrder);
    return this.registry.watching(this.agencyId, async () => {
      const known = await lookUp(client, departure.unsure);
      const missing = departure.unsure.filter((message) => !known.has(referenceOf(message)));
      const toSend = [...departure.toSend, ...missing].sort((a, b) => a.sequence - b.sequence);
      const found = departure.unsure.filter((message) => known.has(referenceOf(message)));
      // Kept before anything else is sent: if that fails, these need not be asked about again.
      const results = await this.#keep(creditorId, found, known);
      if (toSend.length === 0) return results;
      const sent = await send(client, departure.creditor, toSend);
      return [...results, ...(await this.#keep(creditorId, toSend, sent))];
    });
  }

  async #keep(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
    answers: Results,
  ): Promise<MessageResult[]> {
    const results = messages.map((message) =>
      toMessageResult(message, answers.get(referenceOf(message)), caseReference(message.claimId)),
    );
    await this.messages.answered(creditorId, this.agencyId, messages, results);
    return results;
  }
}

async function lookUp(client: AgencyClient, messages: readonly PipelineMessage[]): Promise<Results> {
  const known = new Map<string, AgencyResult>();
  for (let from = 0; from < messages.length; from += LOOKUP_MAX) {
    const references = messages.slice(from, from + LOOKUP_MAX).map(referenceOf);
    for (const [reference, result] of await client.lookUp(references)) known.set(reference, result);
  }
  return known;
}

/**
 * A batch that is refused as a whole is halved, down to the one message that the agency cannot read; a person at the
 * creditor sees that one, and the others are handed over. At most twice as many calls as there are messages.
 */
async function send(
  client: AgencyClient,
  creditor: Creditor,
  messages: readonly PipelineMessage[],
): Promise<Results> {
  const { body, key } = batchOf(creditor, messages);
  try {
    return await client.send(body, key);
  } catch (error) {
    if (!(error instanceof AgencyBatchRefusedError)) throw error;
    const [only] = messages;
    if (messages.length === 1 && only !== undefined) {
      const reason = `The agency cannot read this message (status ${error.status}), so it did not take it in. Ask the agency what it misses.`;
      return new Map([[referenceOf(only), { outcome: 'rejected', reason }]]);
    }
    const half = Math.ceil(messages.length / 2);
    const first = await send(client, creditor, messages.slice(0, half));
    const second = await send(client, creditor, messages.slice(half));
    return new Map([...first, ...second]);
  }
}
