import type { BankFileFormat, Direction } from '@app/bank-files';
import type { BankBatchId, BankFileId, Currency, LocalDate } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { LocalDateColumn, MinorColumn } from '../../database/columns.js';

/**
 * Transactions that the bank booked as one sum: an entry of ISO 20022, an assignment of OCR giro, a section of BgMax. One
 * booking is often told twice, once in parts and once as a lump: each batch has at most one twin in another format.
 */
@Entity('bank_batch')
@Index('bank_batch_twin_idx', ['accountKey', 'minor', 'bookedOn'], { where: `twin_id is null` })
@Index('bank_batch_file_idx', ['fileId'])
export class BankBatchEntity {
  @PrimaryColumn('uuid')
  id: BankBatchId;

  @Column('uuid')
  fileId: BankFileId;

  @Column('text')
  format: BankFileFormat;

  @Column('text')
  accountKey: string;

  @Column('text')
  direction: Direction;

  @Column('boolean')
  isReversal: boolean;

  @MinorColumn()
  minor: bigint;

  @Column('text')
  currency: Currency;

  @LocalDateColumn({ nullable: true })
  bookedOn: LocalDate | null;

  @Column('text', { nullable: true })
  bankReference: string | null;

  @Column('int')
  transactions: number;

  /** The same booking as another file told it. */
  @Column('uuid', { nullable: true })
  twinId: BankBatchId | null;
}
