import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What was opened. A part of the API: names are added, never changed. */
export const OPENED = [
  'case',
  'timeline',
  'letters',
  'letter-document',
  'debtor',
  'debtor-history',
  'debtor-sensitive',
  'debtor-export',
  'notes',
  'objections',
  'refused-records',
] as const;
export type Opened = (typeof OPENED)[number];

export type OpenedSubject = 'case' | 'case-debtor' | 'creditor';

/** Who opened which debtor's or case's personal data, and when. Never changed, never removed. */
@Entity('personal_data_access')
@Index('personal_data_access_subject_idx', ['creditorId', 'subjectId', 'id'])
export class PersonalDataAccessEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  /** Rises with time. */
  @PrimaryColumn('uuid')
  id: string;

  @InstantColumn()
  at: Date;

  @Column('text')
  actorKind: string;

  @Column('text')
  actorId: string;

  @Column('text')
  opened: Opened;

  @Column('text')
  subjectKind: OpenedSubject;

  @Column('uuid')
  subjectId: string;

  /** Why, where the route asks for a reason; null elsewhere. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  requestId: string | null;
}
