import type { ClaimId, Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ClaimBook } from '../claims/claim-book.js';
import type { MessageResult, PipelineMessage } from '../collection/collection-pipeline.js';
import { CLOCK } from '../config/clock.js';
import type { Connection } from '../connections/connection-row.js';
import { plainArray, textArray } from '../database/array-parameters.js';
import { prepared, type Transaction } from '../database/transaction.js';
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
    const taken = await this.#handedOver(tx, connection, messages, handedOver);
    await this.#catchUp(tx, messages, taken);
    await this.#sent(
      tx,
      accepted.filter((result) => kinds.get(key(result)) !== 'hand-over'),
    );
    for (const result of results) {
      if (result.outcome === 'rejected')
        await this.#rejected(tx, result, kinds.get(key(result)) === 'hand-over');
    }
    if (!connection.caseStatusAvailable) return;
    for (const { claimId } of taken) {
      await this.caseStatus.want(tx, await this.book.lock(tx, claimId), 'in-collection');
    }
  }

  /**
   * Hundreds at a time: message, claim and history in one statement. Answers the claims that something is left to be done
   * about: all where the ledger has a place for the case's status, else those that are not as they were told.
   */
  async #handedOver(
    tx: Transaction,
    { id, caseStatusAvailable }: Connection,
    messages: readonly PipelineMessage[],
    results: readonly MessageResult[],
  ): Promise<Taken[]> {
    if (results.length === 0) return [];
    const told = new Map(messages.map((message) => [key(message), message.payload['outstandingMinor']]));
    return tx.query<Taken>(HANDED_OVER, [
      tx.creditorId,
      plainArray(results.map(({ claimId }) => claimId)),
      plainArray(results.map(({ sequence }) => sequence)),
      textArray(results.map((result) => (result.outcome === 'accepted' ? result.reference : ''))),
      this.clock.now(),
      id,
      textArray(results.map((result) => textOrNothing(told.get(key(result))))),
      caseStatusAvailable,
    ]);
  }

  /** What changed while the pipeline was answering was told to nobody: the claim was not with it yet. */
  async #catchUp(
    tx: Transaction,
    messages: readonly PipelineMessage[],
    taken: readonly Taken[],
  ): Promise<void> {
    const told = new Map(messages.map(({ claimId, payload }) => [claimId, payload]));
    for (const { claimId, held, outstandingMinor } of taken) {
      const demand = told.get(claimId);
      if (!held && demand?.['outstandingMinor'] === outstandingMinor.toString()) continue;
      const minor = (name: string): bigint => BigInt(String(demand?.[name]));
      await this.book.catchUp(tx, await this.book.lock(tx, claimId), {
        paidMinor: minor('paidMinor'),
        creditedMinor: minor('creditedMinor'),
        writtenOffMinor: minor('writtenOffMinor'),
      });
    }
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

interface Taken {
  readonly claimId: ClaimId;
  readonly held: boolean;
  readonly outstandingMinor: bigint;
}

function textOrNothing(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function key({ claimId, sequence }: { readonly claimId: ClaimId; readonly sequence: number }): string {
  return `${claimId}:${sequence}`;
}

/** `|| ''` keeps the planner from the index of all that waits: each message is found by its key. */
const HANDED_OVER = prepared(`
  with message as (
    update outbox_message m set state = 'sent', sent_at = $5, attempts = attempts + 1, note = null
    from unnest($2::uuid[], $3::int[], $4::text[], $7::text[]) as r(claim, sequence, reference, told)
    where m.creditor_id = $1 and m.connection_id = $6 and m.claim_id = r.claim and m.sequence = r.sequence
      and m.state || '' = 'pending'
    returning m.claim_id, r.reference, r.told
  ), taken as (
    update claim c set state = 'in-collection', last_event = c.last_event + 1, changed_at = $5
    from message m
    where c.creditor_id = $1 and c.id = m.claim_id and c.state = 'approved'
    returning c.creditor_id, c.id, c.last_event, m.reference, m.told, c.hold_reason, c.outstanding_minor
  ), history as (
    insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
    select creditor_id, id, last_event, 'in-collection', jsonb_build_object('reference', reference), 'system', $5
    from taken
  )
  select id as "claimId", hold_reason is not null as held, outstanding_minor as "outstandingMinor" from taken
  where $8 or hold_reason is not null or outstanding_minor::text is distinct from told`);
