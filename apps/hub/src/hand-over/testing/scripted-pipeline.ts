import type { CreditorId } from '@app/domain';
import {
  type CollectionPipeline,
  type MessageResult,
  type PipelineMessage,
  PipelineUnavailableError,
} from '../../collection/collection-pipeline.js';

/** A pipeline that can be away, refuse, and lose its answer; what reaches it goes on to a real one. */
export class ScriptedPipeline implements CollectionPipeline {
  /** What has arrived, in the order of arrival. */
  readonly arrived: PipelineMessage[] = [];
  away = false;
  /** Reason by kind of message. */
  readonly refuses = new Map<PipelineMessage['kind'], string>();
  /** Called when messages have arrived, before the answer leaves: the world moves on, or the process dies. */
  onArrival: () => Promise<unknown> = async () => undefined;

  constructor(private readonly real: CollectionPipeline) {}

  async deliver(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
  ): Promise<readonly MessageResult[]> {
    if (this.away) throw new PipelineUnavailableError('The pipeline is away.');
    this.arrived.push(...messages);
    const taken = messages.filter(({ kind }) => !this.refuses.has(kind));
    const results = [...(await this.real.deliver(creditorId, taken))];
    await this.onArrival();
    for (const { claimId, sequence, kind } of messages) {
      const reason = this.refuses.get(kind);
      if (reason !== undefined) results.push({ claimId, sequence, outcome: 'rejected', reason });
    }
    return results;
  }

  kinds(): string[] {
    return this.arrived.map(({ kind }) => kind);
  }
}
