import type { AgencyId, ClaimId, CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * - `new`: stored, not looked at yet
 * - `waiting`: for what comes before it
 * - `applied`: has done what it says
 * - `attention`: a person must look, see `note`
 * - `dismissed`: a person has looked, and it does nothing
 */
export type AgencyEventState = 'new' | 'waiting' | 'applied' | 'attention' | 'dismissed';

/**
 * Everything that an agency has told us, by its own id, exactly as it came. An operator's table: what an event says of
 * a creditor is a claim of the agency's until it is checked, so no wall can stand on it.
 */
@Entity('agency_event')
@Index('agency_event_due_idx', ['agencyId', 'notBefore'], { where: `state in ('new', 'waiting')` })
@Index('agency_event_open_idx', ['agencyId', 'receivedAt'], {
  where: `state in ('waiting', 'attention') or contradicted`,
})
export class AgencyEventEntity {
  @PrimaryColumn('uuid')
  agencyId: AgencyId;

  @PrimaryColumn('text')
  eventId: string;

  /** Rises with every event, so that they are looked at in the order in which they came. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  arrival: bigint;

  /** By which way it came first. */
  @Column('text')
  via: 'webhook' | 'feed';

  @Column('text')
  raw: string;

  /** The same for the same content, however it is written. */
  @Column('text')
  digest: string;

  /** It came again under the same id with other content; the first one counts. */
  @Column('boolean', { default: false })
  contradicted: boolean;

  /** The three that follow are what the event says, absent where it cannot be read. */
  @Column('text', { nullable: true })
  kind: string | null;

  @Column('uuid', { nullable: true })
  forCreditor: CreditorId | null;

  @Column('uuid', { nullable: true })
  forClaim: ClaimId | null;

  @Column('text')
  state: AgencyEventState;

  @Column('int', { default: 0 })
  attempts: number;

  @InstantColumn()
  notBefore: Date;

  @Column('text', { nullable: true })
  note: string | null;

  @InstantColumn()
  receivedAt: Date;

  @InstantColumn({ nullable: true })
  settledAt: Date | null;
}
