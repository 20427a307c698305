import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** An organisation that a creditor lets in: its accounting firm. Ended rather than removed, so that it can be told who could see what. */
@Entity('creditor_access')
@Index('creditor_access_organisation_idx', ['organisationId', 'creditorId'], { where: 'ended_at is null' })
export class CreditorAccessEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  organisationId: string;

  /** As it was called when it was let in. */
  @Column('text')
  organisationName: string;

  @Column('text')
  grantedBy: string;

  @InstantColumn()
  grantedAt: Date;

  @Column('text', { nullable: true })
  endedBy: string | null;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;
}
