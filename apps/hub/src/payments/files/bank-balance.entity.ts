import type { BankFileId, Currency, LocalDate } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MinorColumn } from '../../database/columns.js';

/** What a statement says lay on an account at the end of a day. A newer statement of the same day takes its place. */
@Entity('bank_balance')
export class BankBalanceEntity {
  /** As `accountKey` makes it. */
  @PrimaryColumn('text')
  accountKey: string;

  @PrimaryColumn('date')
  onDay: LocalDate;

  @PrimaryColumn('text')
  currency: Currency;

  /** Negative when the account is overdrawn. */
  @MinorColumn()
  minor: bigint;

  @Column('uuid')
  fileId: BankFileId;
}
