import type { AgencyId, ClaimId, CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** An agency's event that has changed this claim. Its key is promise 1: nothing twice. */
@Entity('claim_agency_event')
@Unique('claim_agency_event_sequence_key', ['creditorId', 'agencyId', 'claimId', 'sequence'])
export class ClaimAgencyEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  agencyId: AgencyId;

  @PrimaryColumn('text')
  eventId: string;

  @Column('uuid')
  claimId: ClaimId;

  /** The agency's own number of it, from 1 per claim without a gap. */
  @Column('int')
  sequence: number;

  @Column('text')
  kind: string;

  /** A person decided that it does nothing; it counts as taken, so that what comes after it may go on. */
  @Column('boolean', { default: false })
  dismissed: boolean;

  @InstantColumn()
  takenAt: Date;
}
