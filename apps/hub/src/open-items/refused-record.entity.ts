import type { ConnectionId, CreditorId } from '@app/domain';
import type { RefusalReason } from '@app/connectors';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** `failed`: the ledger was not reached; `gone`: it no longer has the record. */
export const RETRY_STATES = ['waiting', 'tried', 'gone', 'failed'] as const;
export type RetryState = (typeof RETRY_STATES)[number];

/** What could not be mapped, with its raw body and the reason. Nothing is dropped; a later good reading resolves it. */
@Entity('refused_record')
@Unique(['creditorId', 'connectionId', 'identity'])
@Index('refused_record_waiting_idx', ['creditorId', 'connectionId', 'ledgerItemId'], {
  where: `retry_state = 'waiting'`,
})
export class RefusedRecordEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  connectionId: ConnectionId;

  /** The ledger's id of the record, or a hash of the body where it has none: the same record is set aside once. */
  @Column('text')
  identity: string;

  @Column('text', { nullable: true })
  ledgerItemId: string | null;

  @Column('text')
  reason: RefusalReason;

  @Column('text')
  message: string;

  @Column('text')
  raw: string;

  @InstantColumn()
  firstSeenAt: Date;

  @InstantColumn()
  lastSeenAt: Date;

  @InstantColumn({ nullable: true })
  resolvedAt: Date | null;

  /** Null: nobody has asked to try it again. */
  @Column('text', { nullable: true })
  retryState: RetryState | null;

  /** When somebody asked for all to be tried again. */
  @InstantColumn({ nullable: true })
  retryAskedAt: Date | null;

  @Column('text', { nullable: true })
  retryFailure: string | null;
}
