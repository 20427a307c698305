import type { AgencyId, ClaimId, CreditorId, JsonObject } from '@app/domain';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';

/** One message about one claim. Claim and sequence name it: the pipeline takes the same message in once. */
export interface PipelineMessage {
  readonly claimId: ClaimId;
  /** Rises by one per claim; messages of one claim arrive in this order. */
  readonly sequence: number;
  readonly kind: OutboxKind;
  readonly payload: JsonObject;
  /** The outside agency that has the claim, or shall get it now. Default: none, it is the built-in pipeline's. */
  readonly agencyId?: AgencyId;
}

export type MessageResult =
  | {
      readonly claimId: ClaimId;
      readonly sequence: number;
      readonly outcome: 'accepted';
      readonly reference: string;
    }
  /** The pipeline will not take it; `reason` is for a person at the creditor. */
  | {
      readonly claimId: ClaimId;
      readonly sequence: number;
      readonly outcome: 'rejected';
      readonly reason: string;
    }
  /** Not decided yet, while others of the batch are: the same message is sent again later. */
  | {
      readonly claimId: ClaimId;
      readonly sequence: number;
      readonly outcome: 'deferred';
      readonly reason: string;
      /** Not before so long. */
      readonly retryAfterMs?: number;
    };

/** The pipeline cannot be reached, or does not answer in time; the same messages are sent again later. */
export class PipelineUnavailableError extends Error {
  /** Not before so long; the hand-over waits longer with each attempt besides. Default: 0. */
  readonly retryAfterMs: number;

  /** @param message for a person at the creditor: cause, consequence, remedy */
  constructor(message: string, options?: ErrorOptions & { readonly retryAfterMs?: number }) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs ?? 0;
    this.name = 'PipelineUnavailableError';
  }
}

/**
 * The port to whoever collects: the built-in pipeline, or an outside agency. Repeating a message changes nothing and
 * answers the same; a withdrawal of a claim that was never handed over is accepted. Only a hand-over whose answer was
 * lost may come again with a newer demand, which then counts unless a later message has been taken in.
 */
export interface CollectionPipeline {
  /** At most `MESSAGES_MAX` messages; one result for each, whatever becomes of the others. Not inside a transaction. */
  deliver(creditorId: CreditorId, messages: readonly PipelineMessage[]): Promise<readonly MessageResult[]>;
}

export const MESSAGES_MAX = 400;
/** What an outside agency is asked to take in at a time, as it is told in docs/agency-api.md. */
export const AGENCY_MESSAGES_MAX = 200;

/** Injects the pipeline: `@Inject(COLLECTION_PIPELINE) private readonly pipeline: CollectionPipeline`. */
export const COLLECTION_PIPELINE = Symbol('CollectionPipeline');
