import type { CaseId, CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

export const CASE_NOTE_KINDS = [
  'note',
  'call-in',
  'call-out',
  'letter-in',
  'email-in',
  'sms-in',
  'visit',
] as const;
export type CaseNoteKind = (typeof CASE_NOTE_KINDS)[number];

/** What a person wrote down. A mistake is corrected by another note. */
@Entity('case_note')
export class CaseNoteEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: CaseNoteKind;

  @Column('text')
  text: string;

  /** The conversation reached the debtor: contact is counted. */
  @Column('boolean', { default: false })
  reachedDebtor: boolean;

  @InstantColumn()
  at: Date;

  @Column('text')
  createdBy: string;
}
