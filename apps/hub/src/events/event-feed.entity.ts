import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** An organisation that is told events, and how far. Its row is locked while numbers are given. */
@Entity('event_feed')
export class EventFeedEntity {
  @PrimaryColumn('uuid')
  organisationId: string;

  @Column('bigint')
  lastSequence: bigint;

  /** The last that was removed for its age; 0 where none was. */
  @Column('bigint')
  forgottenThrough: bigint;

  @InstantColumn()
  openedAt: Date;
}
