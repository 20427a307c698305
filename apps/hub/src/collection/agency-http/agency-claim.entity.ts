import type { AgencyId, ClaimId, CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A claim that an agency was ever given. Only of these may it tell us anything, also after it has let go of them. */
@Entity('agency_claim')
export class AgencyClaimEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('uuid')
  agencyId: AgencyId;

  /** `held` from before the hand-over is sent: it may arrive although nobody hears so. */
  @Column('text')
  state: 'held' | 'let-go';

  /** What the agency calls the case. */
  @Column('text', { nullable: true })
  agencyReference: string | null;

  @InstantColumn()
  firstHandedAt: Date;
}
