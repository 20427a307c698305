import type { AgencyId, Country, CreditorId, Currency } from '@app/domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

export const SHARE_HOLDERS = ['creditor', 'collector'] as const;
export type ShareHolder = (typeof SHARE_HOLDERS)[number];

/** Who is owed. The tenant: every row of theirs carries `creditor_id`. */
@Entity('creditor')
@Check(
  'creditor_shares_check',
  `interest_to in ('creditor', 'collector') and own_fees_to in ('creditor', 'collector')`,
)
export class CreditorEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @Column('text')
  name: string;

  @Column('text')
  organisationNumber: string;

  @Column('text')
  country: Country;

  @Column('text')
  currency: Currency;

  /** Where claims are handed from now on; absent: to the built-in pipeline. */
  @Column('uuid', { nullable: true })
  agencyId: AgencyId | null;

  /** Who keeps late interest that the debtor pays. */
  @Column('text', { default: 'creditor' })
  interestTo: ShareHolder;

  /** Who keeps the fees that the creditor charged itself before the hand-over; all other fees are the collector's. */
  @Column('text', { default: 'creditor' })
  ownFeesTo: ShareHolder;

  @InstantColumn()
  createdAt: Date;
}
