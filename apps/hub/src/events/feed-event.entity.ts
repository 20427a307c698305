import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** An event's number for one organisation: 1, 2, 3 … without a gap, in the order in which they became visible. */
@Entity('feed_event')
@Index('feed_event_sequence_idx', ['organisationId', 'sequence'])
@Index('feed_event_told_idx', ['toldAt'])
export class FeedEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('bigint')
  sequence: bigint;

  @Column('uuid')
  eventId: string;

  @InstantColumn()
  toldAt: Date;
}
