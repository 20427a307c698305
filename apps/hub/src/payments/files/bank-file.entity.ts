import type { BankFileFormat } from '@app/bank-files';
import type { BankFileId } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/**
 * - `received`: its bytes are kept, and it waits to be read
 * - `taken-in`: read to its end; its transactions are kept
 * - `refused`: nothing of it counts
 * - `duplicate`: the same bytes, or nothing but transactions, that were told before
 */
export const BANK_FILE_STATES = ['received', 'taken-in', 'refused', 'duplicate'] as const;
export type BankFileState = (typeof BANK_FILE_STATES)[number];

export const BANK_FILE_SOURCES = ['api', 'folder', 'command-line'] as const;
export type BankFileSource = (typeof BANK_FILE_SOURCES)[number];

/** A file from the bank, as it came. */
@Entity('bank_file')
@Index('bank_file_content_once', ['contentHash'], {
  unique: true,
  where: `state in ('received', 'taken-in')`,
})
@Index('bank_file_received_idx', ['id'], { where: `state = 'received'` })
@Index('bank_file_message_idx', ['messageId'], { where: `state = 'taken-in'` })
@Check('bank_file_state_check', `state in ('received', 'taken-in', 'refused', 'duplicate')`)
export class BankFileEntity {
  /** Sorts by the time it was received. */
  @PrimaryColumn('uuid')
  id: BankFileId;

  @Column('text')
  state: BankFileState;

  @Column('text')
  source: BankFileSource;

  /** As the sender named it; nothing is read out of it. */
  @Column('text')
  name: string;

  /** SHA-256 of the bytes, hexadecimal. */
  @Column('text')
  contentHash: string;

  @Column('bigint')
  bytes: bigint;

  /** Null until it was read. */
  @Column('text', { nullable: true })
  format: BankFileFormat | null;

  @Column('text', { nullable: true })
  version: string | null;

  /** The sender's number of the message. Numbers come again after some years, so they alone refuse nothing. */
  @Column('text', { nullable: true })
  messageId: string | null;

  /** The bank itself marks it as a test: its money is not money. */
  @Column('boolean', { default: false })
  isTest: boolean;

  /** Whether each amount was confirmed by a sum in the file. */
  @Column('boolean', { nullable: true })
  areAmountsConfirmed: boolean | null;

  @Column('int', { default: 0 })
  transactions: number;

  /** Of these: told in an earlier file, or in another way. */
  @Column('int', { default: 0 })
  toldBefore: number;

  @Column('int', { default: 0 })
  setAside: number;

  /** Why it was refused, as a word for programs; null else. */
  @Column('text', { nullable: true })
  cause: string | null;

  /** Line of the file on which it was refused, counted from 1. */
  @Column('int', { nullable: true })
  line: number | null;

  /** Its state in a sentence. */
  @Column('text')
  sentence: string;

  /** The file that told the same before. */
  @Column('uuid', { nullable: true })
  sameAsId: BankFileId | null;

  @InstantColumn()
  receivedAt: Date;

  /** When it was taken in or refused. */
  @InstantColumn({ nullable: true })
  finishedAt: Date | null;
}
