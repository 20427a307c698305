import type { CaseId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** Something that a person has to do. */
@Entity('case_task')
@Index('case_task_open_once', ['creditorId', 'caseId', 'key'], { unique: true, where: `state = 'open'` })
@Index('case_task_day_idx', ['dueOn', 'creditorId', 'caseId', 'id'], { where: `state = 'open'` })
@Index('case_task_due_idx', ['creditorId', 'dueOn', 'caseId', 'id'], { where: `state = 'open'` })
export class CaseTaskEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: string;

  /** What it is about; of the same key one is open at a time. Example: `objection:…`, `limitation`, `no-channel`. */
  @Column('text')
  key: string;

  /** What to do, in one sentence. */
  @Column('text')
  title: string;

  @Column('jsonb')
  detail: JsonObject;

  @LocalDateColumn()
  dueOn: LocalDate;

  @Column('text')
  state: 'open' | 'done' | 'dropped';

  @Column('text', { nullable: true })
  assignedTo: string | null;

  @Column('text', { nullable: true })
  outcome: string | null;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  endedBy: string | null;
}
