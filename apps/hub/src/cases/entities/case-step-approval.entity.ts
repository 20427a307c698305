import type { CaseId, ClaimId, CreditorId, LocalDate } from '@app/domain';
import type { StepKind } from '@app/collection';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** A person's yes to one step of one case: the claim was weighed and found to stand. Never changed, never removed. */
@Entity('case_step_approval')
export class CaseStepApprovalEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: StepKind;

  /** Null: all claims of the case. */
  @Column('uuid', { array: true, nullable: true })
  claimIds: ClaimId[] | null;

  @LocalDateColumn()
  approvedOn: LocalDate;

  @Column('text')
  approvedBy: string;

  @InstantColumn()
  createdAt: Date;
}
