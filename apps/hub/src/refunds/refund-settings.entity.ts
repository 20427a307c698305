import type { CreditorId } from '@app/domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../database/columns.js';

/** Which overpayments go back by themselves. Never edited: the highest version is in force. */
@Entity('refund_settings')
@Check('refund_settings_check', `up_to_minor >= 0 and after_days between 0 and 30`)
export class RefundSettingsEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  @MinorColumn()
  upToMinor: bigint;

  @Column('int')
  afterDays: number;

  @Column('uuid')
  bankAccountId: string;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
