import type { CaseId, CreditorId, LocalDate } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** The pass over a creditor's cases for one day: how far it is, and what it found. */
@Entity('case_pass')
export class CasePassEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('date')
  passOn: LocalDate;

  @Column('text')
  state: 'running' | 'done';

  /** The last case assessed; a pass that was cut off goes on behind it. */
  @Column('uuid')
  afterCase: CaseId;

  @Column('int')
  assessed: number;

  @Column('int')
  changed: number;

  @Column('int')
  planned: number;

  @InstantColumn()
  startedAt: Date;

  @InstantColumn({ nullable: true })
  finishedAt: Date | null;
}
