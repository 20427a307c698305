import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { NoticeKind } from './notice-kinds.js';

/** Something that a person must mend, from when the hub saw it until it was gone. What comes back is another occurrence. */
@Entity('notice_occurrence')
@Index('notice_occurrence_one', ['creditorId', 'kind', 'subjectId'], {
  unique: true,
  where: 'ended_at is null',
})
@Index('notice_occurrence_unplanned_idx', ['id'], { where: 'planned_at is null' })
export class NoticeOccurrenceEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: NoticeKind;

  /** A connection, a write-back, a difference, a proposal; the creditor for what waits for approval. */
  @Column('uuid')
  subjectId: string;

  @InstantColumn()
  seenAt: Date;

  /** When it was decided whom to tell; null until then. */
  @InstantColumn({ nullable: true })
  plannedAt: Date | null;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;
}
