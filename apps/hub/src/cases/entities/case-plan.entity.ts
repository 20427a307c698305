import type { CaseId, CasePlanId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/** `active` stops the machine; `kept` when all is paid; `renegotiated` when another took its place. */
export const PLAN_STATES = ['proposed', 'active', 'kept', 'renegotiated', 'missed', 'cancelled'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** A written agreement to pay in instalments. One is active per case. */
@Entity('case_plan')
@Index('case_plan_one_active', ['creditorId', 'caseId'], { unique: true, where: `state = 'active'` })
export class CasePlanEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: CasePlanId;

  @Column('text')
  state: PlanState;

  @LocalDateColumn()
  agreedOn: LocalDate;

  @Column('text')
  interest: 'running' | 'waived';

  /** Sum of the instalments, in minor units of the case's currency. */
  @MinorColumn()
  totalMinor: bigint;

  @Column('int')
  instalments: number;

  /** The plan that this one takes the place of. */
  @Column('uuid', { nullable: true })
  replacesId: CasePlanId | null;

  /** What the debtor said they can pay, and how the plan was computed from it. */
  @Column('jsonb')
  basis: JsonObject;

  /** Version and clause of the creditor's authority that allowed it. */
  @Column('jsonb')
  authority: JsonObject;

  @Column('text')
  note: string;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @LocalDateColumn({ nullable: true })
  endedOn: LocalDate | null;
}
