import type { CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A person has read a rule and lets it decide steps with legal effect. Without one no such step is done. */
@Entity('rule_approval')
export class RuleApprovalEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('text')
  rule: 'process' | 'channels';

  /** Of the settings or of the channel table: what has changed needs another approval. */
  @PrimaryColumn('int')
  version: number;

  @Column('text')
  approvedBy: string;

  @InstantColumn()
  approvedAt: Date;

  @Column('text', { nullable: true })
  revokedBy: string | null;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;
}
