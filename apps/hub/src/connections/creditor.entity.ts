import type { AgencyId, Country, CreditorId, Currency } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Who is owed. The tenant: every row of theirs carries `creditor_id`. */
@Entity('creditor')
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

  @InstantColumn()
  createdAt: Date;
}
