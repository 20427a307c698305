import type { ConnectionId, CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

export type SyncRunKind = 'full' | 'incremental';
export type SyncRunState = 'running' | 'succeeded' | 'failed';

/** One bounded pull over one connection, with its counts. The unique index lets only one run per connection be active. */
@Entity('sync_run')
@Index('sync_run_one_active', ['creditorId', 'connectionId'], { unique: true, where: `state = 'running'` })
@Index('sync_run_recent_idx', ['creditorId', 'connectionId', 'startedAt'])
export class SyncRunEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  kind: SyncRunKind;

  @Column('text')
  state: SyncRunState;

  /** Which part is under way: pulling pages, reading tracked items again, deciding anew about stored ones. */
  @Column('text', { default: 'pull' })
  phase: 'pull' | 'changes' | 'decide' | 'done';

  @Column('int', { default: 0 })
  pages: number;

  @Column('int', { default: 0 })
  recordsRead: number;

  @Column('int', { default: 0 })
  itemsNew: number;

  @Column('int', { default: 0 })
  itemsChanged: number;

  @Column('int', { default: 0 })
  itemsUnchanged: number;

  @Column('int', { default: 0 })
  itemsRefused: number;

  @Column('int', { default: 0 })
  itemsMissing: number;

  /** Sent to the ledger for it, sign-ins and repeated calls included. */
  @Column('int', { default: 0 })
  calls: number;

  /** How often a process took the run up again after another had died in it. */
  @Column('int', { default: 0 })
  resumed: number;

  @InstantColumn()
  startedAt: Date;

  @InstantColumn({ nullable: true })
  finishedAt: Date | null;

  @Column('text', { nullable: true })
  failureKind: string | null;

  @Column('text', { nullable: true })
  failure: string | null;
}
