import type { CaseId, CasePlanId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/**
 * `proposed`, `running`, `ended` (by a person, after contact and an offer to renegotiate), `completed` (all paid), as the
 * planner knows them; `renegotiated` when another took its place, `declined` when the debtor did not accept.
 */
export const PLAN_STATES = ['proposed', 'running', 'ended', 'completed', 'renegotiated', 'declined'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** A written agreement to pay in instalments. One is open per case. */
@Entity('case_plan')
@Index('case_plan_answer_idx', ['answerBy'], { where: `state = 'proposed'` })
@Index('case_plan_one_open', ['creditorId', 'caseId'], {
  unique: true,
  where: `state in ('proposed', 'running')`,
})
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

  /** A proposal stands open until this day, inclusive. */
  @LocalDateColumn({ nullable: true })
  answerBy: LocalDate | null;

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
