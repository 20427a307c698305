import type { ClaimId, ConnectionId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

export type OutboxKind =
  | 'hand-over'
  | 'withdraw'
  | 'pause'
  | 'resume'
  | 'direct-payment'
  | 'credit-note'
  | 'write-off'
  | 'reopened'
  | 'objection';

/**
 * A message to the collection pipeline, written in the transaction of the event that causes it. Sent in order per claim;
 * the pipeline knows a message by claim and sequence, so a repeat changes nothing there.
 */
@Entity('outbox_message')
@Index('outbox_message_pending_idx', ['creditorId', 'connectionId', 'claimId', 'sequence'], {
  where: `state = 'pending'`,
})
export class OutboxMessageEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('int')
  sequence: number;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  kind: OutboxKind;

  @Column('jsonb')
  payload: JsonObject;

  @Column('text')
  state: 'pending' | 'sent' | 'refused' | 'cancelled';

  @Column('int', { default: 0 })
  attempts: number;

  @InstantColumn()
  notBefore: Date;

  /** Of a hand-over that a person approved and that has never been on its way; until then it does not leave. */
  @InstantColumn({ nullable: true })
  undoUntil: Date | null;

  /** Why it waits or was refused, for a person. */
  @Column('text', { nullable: true })
  note: string | null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;
}
