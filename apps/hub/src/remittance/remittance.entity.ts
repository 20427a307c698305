import type { CreditorId, Currency, LocalDate } from '@app/domain';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';

/** Money passed on to a creditor, with all that it is made of. Never changed: if its payment fails, the next one tells of it. */
@Entity('remittance')
@Unique('remittance_number_once', ['creditorId', 'number'])
@Check(
  'remittance_amounts_check',
  `withheld_minor >= 0 and paid_minor >= 0 and to_creditor_minor = withheld_minor + paid_minor
   and (payout_id is not null) = (paid_minor > 0)`,
)
export class RemittanceEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('int')
  number: number;

  @Column('text')
  currency: Currency;

  @LocalDateColumn()
  cutOffOn: LocalDate;

  @LocalDateColumn()
  remittedOn: LocalDate;

  @MinorColumn()
  toCreditorMinor: bigint;

  @MinorColumn()
  withheldMinor: bigint;

  @MinorColumn()
  paidMinor: bigint;

  @Column('int')
  lines: number;

  @Column('uuid', { nullable: true })
  payoutId: string | null;

  @Column('int')
  settingsVersion: number;

  @InstantColumn()
  createdAt: Date;
}
