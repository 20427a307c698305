import type { CaseId, ClaimId, CreditorId, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** While one is `open` everything stops but its answer. */
export const OBJECTION_STATES = ['open', 'upheld', 'partly-upheld', 'rejected', 'withdrawn'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

/** The register of objections and complaints (new Norwegian act § 25), kept for every regime. */
@Entity('case_objection')
@Index('case_objection_open_idx', ['creditorId', 'caseId'], { where: `state = 'open'` })
export class CaseObjectionEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: string;

  /** The claim it is against; null for all of the case. */
  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  @Column('text')
  kind: 'objection' | 'complaint';

  /** What it concerns, in one of the register's words. */
  @Column('text')
  concerns: string;

  @Column('text')
  text: string;

  @Column('text')
  raisedThrough: string;

  @LocalDateColumn()
  raisedOn: LocalDate;

  @Column('text')
  state: ObjectionState;

  /** Before an approved board: nothing moves until it has answered. */
  @Column('boolean', { default: false })
  beforeBoard: boolean;

  /** It was reasonable to have it tried before collection began: all costs fall away (inkassoloven § 17(2)). */
  @Column('boolean', { nullable: true })
  reasonable: boolean | null;

  @Column('text', { nullable: true })
  outcome: string | null;

  @LocalDateColumn({ nullable: true })
  answeredOn: LocalDate | null;

  @LocalDateColumn({ nullable: true })
  handledOn: LocalDate | null;

  @Column('text', { nullable: true })
  handledBy: string | null;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
