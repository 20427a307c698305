import type { BankAccount } from '@app/bank-files';
import type { CollectorAccountId, Currency } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** The collector's client account at the bank. Money on another account that a file reports is kept, and not counted. */
@Entity('collector_account')
export class CollectorAccountEntity {
  @PrimaryColumn('uuid')
  id: CollectorAccountId;

  /** As `accountKey` makes it: files name one account in several ways. */
  @Column('text', { unique: true })
  key: string;

  @Column('text')
  kind: BankAccount['kind'];

  /** Without blanks; also the `place` of its lines in the journal of client money. */
  @Column('text', { unique: true })
  number: string;

  @Column('text')
  currency: Currency;

  /** What the office calls it. */
  @Column('text')
  name: string;

  @InstantColumn()
  createdAt: Date;
}
