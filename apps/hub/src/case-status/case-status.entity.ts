import type { CaseStatus } from '@app/connectors';
import type { ClaimId, ConnectionId, CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What the invoice in the ledger should say about the case, and what it was told last. The newest counts. */
@Entity('case_status')
@Index('case_status_due_idx', ['creditorId', 'connectionId', 'notBefore'], {
  where: `not_before is not null`,
})
export class CaseStatusEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  wanted: CaseStatus;

  @Column('text', { nullable: true })
  reported: CaseStatus | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('int', { default: 0 })
  attempts: number;

  /** When it is to be told; null when nothing is left to do. */
  @InstantColumn({ nullable: true })
  notBefore: Date | null;

  @Column('text', { nullable: true })
  note: string | null;
}
