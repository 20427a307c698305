import type { ConnectionId, CreditorId } from '@app/domain';
import type { RefusalReason } from '@app/connectors';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What could not be mapped, with its raw body and the reason. Nothing is dropped; a later good reading resolves it. */
@Entity('refused_record')
@Unique(['creditorId', 'connectionId', 'identity'])
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
}
