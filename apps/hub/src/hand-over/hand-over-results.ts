import type { ClaimId, Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ClaimBook } from '../claims/claim-book.js';
import type { MessageResult, PipelineMessage } from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import type { Connection } from '../connections/connection-row.js';
import type { Transaction } from '../database/transaction.js';
import { CaseStatusBoard } from '../case-status/case-status-board.js';

/** Writes down what the pipeline answered. A message that was cancelled meanwhile is followed by its withdrawal already. */
@Injectable()
export class HandOverResults {
  constructor(
    private readonly book: ClaimBook,
    private readonly caseStatus: CaseStatusBoard,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async record(
    tx: Transaction,
    connection: Connection,
    messages: readonly PipelineMessage[],
    results: readonly MessageResult[],
  ): Promise<void> {
    const kinds = new Map(messages.map((message) => [key(message), message.kind]));
    const accepted = results.filter(({ outcome }) => outcome === 'accepted');
    const handedOver = accepted.filter((result) => kinds.get(key(result)) === 'hand-over');
    const taken = await this.#handedOver(tx, handedOver);
    await this.#sent(
      tx,
      accepted.filter((result) => kinds.get(key(result)) !== 'hand-over'),
    );
    for (const result of results) {
      if (result.outcome === 'rejected')
        await this.#rejected(tx, result, kinds.get(key(result)) === 'hand-over');
    }
    if (!connection.caseStatusAvailable) return;
    for (const claimId of taken) {
      await this.caseStatus.want(tx, await this.book.lock(tx, claimId), 'in-collection');
    }
  }

  /** Hundreds at a time: message, claim and history in one statement. */
  async #handedOver(tx: Transaction, results: readonly MessageResult[]): Promise<ClaimId[]> {
    if (results.length === 0) return [];
    const rows = results.map((result) => ({
      claim: result.claimId,
      sequence: result.sequence,
      reference: result.outcome === 'accepted' ? result.reference : '',
    }));
    const taken = await tx.query<{ claimId: ClaimId }>(
      `with result as (
         select * from jsonb_to_recordset($2::jsonb) as x(claim uuid, sequence int, reference text)
       ), message as (
         update outbox_message m set state = 'sent', sent_at = $3, attempts = attempts + 1, note = null
         from result r
         where m.creditor_id = $1 and m.claim_id = r.claim and m.sequence = r.sequence and m.state = 'pending'
         returning m.creditor_id, m.claim_id, r.reference
       ), taken as (
         update claim c set state = 'in-collection', last_event = c.last_event + 1, changed_at = $3
         from message m
         where c.creditor_id = m.creditor_id and c.id = m.claim_id and c.state = 'approved'
         returning c.creditor_id, c.id, c.last_event, m.reference
       ), history as (
         insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
         select creditor_id, id, last_event, 'in-collection', jsonb_build_object('reference', reference), 'system', $3
         from taken
       )
       select id as "claimId" from taken`,
      [tx.creditorId, JSON.stringify(rows), this.clock.now()],
    );
    return taken.map(({ claimId }) => claimId);
  }

  async #sent(tx: Transaction, results: readonly MessageResult[]): Promise<void> {
    if (results.length === 0) return;
    await tx.query(
      `update outbox_message m set state = 'sent', sent_at = $3, attempts = attempts + 1, note = null
       from jsonb_to_recordset($2::jsonb) as x(claim uuid, sequence int)
       where m.creditor_id = $1 and m.claim_id = x.claim and m.sequence = x.sequence and m.state = 'pending'`,
      [
        tx.creditorId,
        JSON.stringify(results.map(({ claimId, sequence }) => ({ claim: claimId, sequence }))),
        this.clock.now(),
      ],
    );
  }

  async #rejected(
    tx: Transaction,
    result: MessageResult & { readonly outcome: 'rejected' },
    wasHandOver: boolean,
  ): Promise<void> {
    await tx.query(
      `update outbox_message set state = 'refused', note = $4, attempts = attempts + 1
       where creditor_id = $1 and claim_id = $2 and sequence = $3 and state = 'pending'`,
      [tx.creditorId, result.claimId, result.sequence, result.reason],
    );
    const claim = await this.book.lock(tx, result.claimId);
    if (wasHandOver && claim.state === 'approved') {
      await this.book.move(tx, claim, 'rejected', { reason: result.reason }, 'pipeline');
      return;
    }
    await this.book.record(
      tx,
      claim,
      'message-refused',
      { reason: result.reason, message: result.sequence },
      'pipeline',
    );
  }
}

function key({ claimId, sequence }: { readonly claimId: ClaimId; readonly sequence: number }): string {
  return `${claimId}:${sequence}`;
}
