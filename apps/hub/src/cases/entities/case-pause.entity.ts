import type { CaseId, CreditorId, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** `crisis`: named legal actions rest for a period, for one case or for all of a creditor's. */
export const PAUSE_KINDS = ['creditor', 'crisis', 'vulnerable', 'doubt', 'handler', 'circumstance'] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

/** Something that stops the machine for a time, beside objections, deferrals and plans. */
@Entity('case_pause')
@Index('case_pause_active_idx', ['creditorId', 'caseId'], { where: `ended_at is null` })
export class CasePauseEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  /** Null: all of the creditor's cases. */
  @Column('uuid', { nullable: true })
  caseId: CaseId | null;

  @Column('text')
  kind: PauseKind;

  /** Steps and legal actions that rest; empty: all. */
  @Column('text', { array: true })
  actions: string[];

  @LocalDateColumn()
  fromOn: LocalDate;

  /** Last day; null until a person ends it. */
  @LocalDateColumn({ nullable: true })
  untilOn: LocalDate | null;

  @Column('text')
  reason: string;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  endedBy: string | null;
}
