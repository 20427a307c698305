import type { TransferFileVersion } from '@app/bank-files';
import type { Currency, LocalDate } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';

/** What became of a file of orders. One that stays `delivering` needs a person: nobody knows whether the bank has it. */
export const PAYOUT_FILE_STATES = [
  'made',
  'delivering',
  'delivered',
  'accepted',
  'partly',
  'rejected',
] as const;
export type PayoutFileState = (typeof PAYOUT_FILE_STATES)[number];

/** A file of orders to a bank, made once and kept as it was made. The hub's own: it pays for several creditors. */
@Entity('payout_file')
@Unique('payout_file_message_once', ['messageId'])
@Index('payout_file_account_idx', ['bankAccountId', 'id'])
@Index('payout_file_undelivered_idx', ['id'], { where: `state in ('made', 'delivering')` })
@Check(
  'payout_file_state_check',
  `state in ('made', 'delivering', 'delivered', 'accepted', 'partly', 'rejected')`,
)
export class PayoutFileEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  bankAccountId: string;

  @Column('text')
  messageId: string;

  @Column('text')
  messageVersion: TransferFileVersion;

  @LocalDateColumn()
  executeOn: LocalDate;

  @Column('text')
  currency: Currency;

  @Column('int')
  transfers: number;

  @MinorColumn()
  totalMinor: bigint;

  /** The file itself, UTF-8. */
  @Column('text')
  content: string;

  @Column('text')
  state: PayoutFileState;

  @InstantColumn()
  stateAt: Date;

  /** What the bank said of the whole. */
  @Column('text', { nullable: true })
  reason: string | null;

  @InstantColumn()
  createdAt: Date;
}
