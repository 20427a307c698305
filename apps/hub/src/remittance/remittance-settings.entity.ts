import type { CreditorId, Currency } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../database/columns.js';
import type { Payee } from '../payouts/payout.js';
import type { RemittanceRhythm, RemittanceSettings } from './remittance-settings.js';

/** How a creditor gets its money. Never edited: the highest version is in force. */
@Entity('remittance_settings')
export class RemittanceSettingsEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  @Column('jsonb')
  rhythm: RemittanceRhythm;

  @Column('text')
  currency: Currency;

  @MinorColumn()
  minimumMinor: bigint;

  @Column('jsonb')
  payTo: Payee;

  @Column('uuid')
  bankAccountId: string;

  @Column('boolean')
  approve: boolean;

  @Column('text')
  language: RemittanceSettings['language'];

  @Column('int')
  promptDays: number;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
