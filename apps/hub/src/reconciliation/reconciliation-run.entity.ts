import type { ConnectionId, CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** One comparison of ledger, claims and client money for one connection. */
@Entity('reconciliation_run')
@Index('reconciliation_run_one_active', ['creditorId', 'connectionId'], {
  unique: true,
  where: `state = 'running'`,
})
@Index('reconciliation_run_recent_idx', ['creditorId', 'connectionId', 'startedAt'])
export class ReconciliationRunEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  state: 'running' | 'finished' | 'failed';

  @Column('int', { default: 0 })
  claimsCompared: number;

  /** What only looks different because something is under way; not among `differences`. */
  @Column('int', { default: 0 })
  timing: number;

  @Column('int', { default: 0 })
  differences: number;

  @Column('text', { nullable: true })
  failure: string | null;

  @InstantColumn()
  startedAt: Date;

  @InstantColumn({ nullable: true })
  finishedAt: Date | null;
}
