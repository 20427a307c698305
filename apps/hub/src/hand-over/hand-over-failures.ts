import { ConnectionBlockedError, type LedgerError, RetryableLedgerError } from '@app/connectors';
import type { ClaimId, Clock, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type {
  MessageResult,
  PipelineMessage,
  PipelineUnavailableError,
} from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import { ConnectionHealth } from '../connections/connection-health.js';
import type { ConnectionFacts } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import type { Pending } from './pending-messages.js';

const RETRY_FIRST_MS = 30_000;
const RETRY_MAX_MS = 30 * 60_000;
const BLOCKED_RETRY_MS = 30 * 60_000;

type MessageRef = { readonly claimId: ClaimId; readonly sequence: number };

/** Messages that could not leave wait, each time longer, and say why. None is given up. */
@Injectable()
export class HandOverFailures {
  constructor(
    private readonly database: Database,
    private readonly health: ConnectionHealth,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ledgerSilent(
    { creditor, connection }: ConnectionFacts,
    messages: readonly Pending[],
    error: LedgerError,
  ): Promise<void> {
    const atLeastMs =
      error instanceof ConnectionBlockedError
        ? BLOCKED_RETRY_MS
        : error instanceof RetryableLedgerError
          ? error.retryAfterMs
          : RETRY_FIRST_MS;
    const note = 'The balance could not be read again from the ledger, so the claim waits.';
    await this.#postpone(creditor.id, messages, atLeastMs, note);
    if (error instanceof ConnectionBlockedError) {
      await this.health.block({ creditorId: creditor.id, id: connection.id }, error);
    }
  }

  /** The ledger answered, but without the record or with one that is set aside: there is no balance to hand over. */
  async recordUnreadable(creditorId: CreditorId, messages: readonly Pending[]): Promise<void> {
    if (messages.length === 0) return;
    const note = 'The ledger’s record of the invoice cannot be read now, so the claim waits.';
    await this.#postpone(creditorId, messages, RETRY_FIRST_MS, note);
  }

  async pipelineSilent(
    creditorId: CreditorId,
    messages: readonly PipelineMessage[],
    error: PipelineUnavailableError,
  ): Promise<void> {
    await this.#postpone(creditorId, messages, Math.max(RETRY_FIRST_MS, error.retryAfterMs), error.message);
  }

  /** The pipeline has answered about others of the batch, and about these will do so later. */
  async deferred(creditorId: CreditorId, results: readonly MessageResult[]): Promise<void> {
    const byReason = new Map<string, (MessageResult & { readonly outcome: 'deferred' })[]>();
    for (const result of results) {
      if (result.outcome !== 'deferred') continue;
      byReason.set(result.reason, [...(byReason.get(result.reason) ?? []), result]);
    }
    for (const [reason, messages] of byReason) {
      const atLeastMs = Math.max(RETRY_FIRST_MS, ...messages.map(({ retryAfterMs = 0 }) => retryAfterMs));
      await this.#postpone(creditorId, messages, atLeastMs, reason);
    }
  }

  #postpone(
    creditorId: CreditorId,
    messages: readonly MessageRef[],
    atLeastMs: number,
    note: string,
  ): Promise<unknown> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query(
        `update outbox_message m set attempts = m.attempts + 1, note = $4,
           not_before = $3::timestamptz + make_interval(secs => greatest($5::float8,
             least($6::float8 * power(2, least(m.attempts, 10)), $7::float8)) / 1000)
         from jsonb_to_recordset($2::jsonb) as x(claim uuid, sequence int)
         where m.creditor_id = $1 and m.claim_id = x.claim and m.sequence = x.sequence and m.state = 'pending'`,
        [
          creditorId,
          JSON.stringify(messages.map(({ claimId, sequence }) => ({ claim: claimId, sequence }))),
          this.clock.now(),
          note,
          atLeastMs,
          RETRY_FIRST_MS,
          RETRY_MAX_MS,
        ],
      ),
    );
  }
}
