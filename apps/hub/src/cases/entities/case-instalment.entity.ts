import type { CaseId, CasePlanId, CreditorId, LocalDate } from '@app/domain';
import { Entity, PrimaryColumn } from 'typeorm';
import { LocalDateColumn, MinorColumn } from '../../database/columns.js';

/** One payment of a plan. */
@Entity('case_instalment')
export class CaseInstalmentEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  planId: CasePlanId;

  /** From 1. */
  @PrimaryColumn('int')
  number: number;

  @LocalDateColumn()
  dueOn: LocalDate;

  @MinorColumn()
  amountMinor: bigint;

  @MinorColumn()
  paidMinor: bigint;

  @LocalDateColumn({ nullable: true })
  paidOn: LocalDate | null;

  @LocalDateColumn({ nullable: true })
  remindedOn: LocalDate | null;

  /** Day of the first contact after it was late. */
  @LocalDateColumn({ nullable: true })
  contactedOn: LocalDate | null;
}
