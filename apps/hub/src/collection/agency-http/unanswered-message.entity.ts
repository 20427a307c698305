import type { AgencyId, ClaimId, CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A message that may have reached an agency and was not answered: it is looked up there before it is sent again. */
@Entity('unanswered_message')
export class UnansweredMessageEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('int')
  sequence: number;

  @Column('uuid')
  agencyId: AgencyId;

  /** Of what was sent; absent once it was sent with different contents, since then nobody knows which one arrived. */
  @Column('text', { nullable: true })
  contentHash: string | null;

  @InstantColumn()
  askedAt: Date;
}
