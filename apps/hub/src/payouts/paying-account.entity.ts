import type { TransferFileVersion } from '@app/bank-files';
import type { Country, Currency } from '@app/domain';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, MinorColumn } from '../database/columns.js';

/** How the collector pays from one of its accounts at a bank. The hub's own. */
@Entity('paying_account')
@Unique('paying_account_place_once', ['place', 'currency'])
@Check('paying_account_version_check', `message_version in ('pain.001.001.03', 'pain.001.001.09')`)
@Check('paying_account_approval_check', 'approve_from_minor is null or approve_from_minor >= 0')
export class PayingAccountEntity {
  /** The bank account's. */
  @PrimaryColumn('uuid')
  id: string;

  /** As the journal names the account. */
  @Column('text')
  place: string;

  @Column('text')
  currency: Currency;

  @Column('text')
  country: Country;

  /** Whose account it is, as the bank knows them. */
  @Column('text')
  holderName: string;

  @Column('text')
  numberKind: 'iban' | 'bban';

  @Column('text')
  number: string;

  @Column('text')
  bic: string;

  /** What the bank calls the customer who sends files. */
  @Column('text')
  customerId: string;

  @Column('text')
  messageVersion: TransferFileVersion;

  /** Orders of at least this sum wait for a person; absent: none does. */
  @MinorColumn({ nullable: true })
  approveFromMinor: bigint | null;

  @InstantColumn()
  changedAt: Date;
}
