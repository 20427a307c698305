import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * - `planned`: to be sent; `sent`: the mail server took it; `unknown`: it may have, and nobody is told twice
 * - `refused`: the mail server will not; `given-up`: not sent in every attempt
 * - `dropped`: mended before, or the person may no longer see it
 */
export const NOTICE_STATES = ['planned', 'sent', 'unknown', 'refused', 'given-up', 'dropped'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** One person is told of one occurrence: once, by its key. */
@Entity('notice')
@Index('notice_due_idx', ['notBefore'], { where: `state = 'planned'` })
export class NoticeEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  occurrenceId: string;

  @PrimaryColumn('uuid')
  userId: string;

  @Column('text')
  state: NoticeState;

  @Column('int', { default: 0 })
  attempts: number;

  @InstantColumn()
  notBefore: Date;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;
}
