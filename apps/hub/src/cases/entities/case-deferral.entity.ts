import type { CaseId, ClaimId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** More time to pay, granted within the creditor's authority. */
@Entity('case_deferral')
@Index('case_deferral_until_idx', ['untilOn'], { where: `state = 'active'` })
@Index('case_deferral_one_active', ['creditorId', 'caseId'], { unique: true, where: `state = 'active'` })
export class CaseDeferralEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: string;

  @LocalDateColumn()
  grantedOn: LocalDate;

  /** Last day of the deferral. */
  @LocalDateColumn()
  untilOn: LocalDate;

  /** Null: all claims of the case. */
  @Column('uuid', { array: true, nullable: true })
  claimIds: ClaimId[] | null;

  @Column('text')
  interest: 'running' | 'waived';

  @Column('text')
  state: 'active' | 'ended' | 'cancelled';

  @Column('text')
  reason: string;

  /** Version and clause of the creditor's authority that allowed it. */
  @Column('jsonb')
  authority: JsonObject;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;
}
