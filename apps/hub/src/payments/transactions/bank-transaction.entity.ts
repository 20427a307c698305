import type { Direction } from '@app/bank-files';
import type {
  BankBatchId,
  BankFileId,
  BankTransactionId,
  Currency,
  JsonObject,
  LocalDate,
} from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';
import { BANK_TRANSACTION_STATES, type BankTransactionState } from './states.js';

const listed = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

/** One movement of money as a bank's file told it. What was told is never changed; what became of it is. */
@Entity('bank_transaction')
@Unique('bank_transaction_once', ['identity', 'occurrence'], { deferrable: 'INITIALLY DEFERRED' })
@Index('bank_transaction_reference_idx', ['referenceKey', 'referenceOccurrence'], {
  where: `reference_key is not null`,
})
@Index('bank_transaction_desk_idx', ['deskState', 'id'], { where: `desk_state is not null` })
@Index('bank_transaction_file_idx', ['fileId', 'id'])
@Index('bank_transaction_batch_idx', ['batchId'])
@Index('bank_transaction_end_to_end_idx', ['endToEndId'], { where: `end_to_end_id is not null` })
@Check(
  'bank_transaction_occurrence_check',
  `occurrence is not null or state in ('duplicate', 'copy', 'unsound', 'test', 'dismissed')`,
)
@Check('bank_transaction_state_check', `state in (${listed(BANK_TRANSACTION_STATES)})`)
@Check(
  'bank_transaction_amounts_check',
  `minor > 0 and allocated_minor >= 0 and gone_minor >= 0 and allocated_minor + gone_minor <= minor`,
)
export class BankTransactionEntity {
  /** Sorts by the place in the order of files, and in the file. */
  @PrimaryColumn('uuid')
  id: BankTransactionId;

  @Column('uuid')
  fileId: BankFileId;

  @Column('uuid')
  batchId: BankBatchId;

  @Column('int')
  line: number;

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

  @Column('text', { nullable: true })
  endToEndId: string | null;

  /** The rest of what the file says: references, texts, payer, days, notes. Holds names. */
  @Column('jsonb')
  told: JsonObject;

  /** Hash over what identifies the movement; two payments can have the same. */
  @Column('text')
  identity: string;

  /** Which of those with the same identity in its file, counted from 1; null where it does not count: another may be that one. */
  @Column('int', { nullable: true, default: 1 })
  occurrence: number | null;

  /** Hash over account, amount, direction and the bank's own reference; null without one. */
  @Column('text', { nullable: true })
  referenceKey: string | null;

  @Column('int', { default: 1 })
  referenceOccurrence: number;

  @Column('text')
  state: BankTransactionState;

  /** The state by which people look for it, kept by a trigger; null for what the machine deals with: `new`, `allocated`, `duplicate`. */
  @Column('text', { nullable: true })
  deskState: BankTransactionState | null;

  /** A word for programs: why it is open, or not counted. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** What the matching looked at and found; ids and counts only. */
  @Column('jsonb', { nullable: true })
  match: JsonObject | null;

  /** The transaction that told the same before. */
  @Column('uuid', { nullable: true })
  sameAsId: BankTransactionId | null;

  /** A part of this lump, whose money was counted before the parts were told. */
  @Column('uuid', { nullable: true })
  insideId: BankTransactionId | null;

  /** Booked on claims, in minor units. */
  @MinorColumn({ default: '0' })
  allocatedMinor: bigint;

  /** Sent back, or taken back by the bank. */
  @MinorColumn({ default: '0' })
  goneMinor: bigint;

  /** How many allocations it ever had: their references differ by it. */
  @Column('int', { default: 0 })
  allocations: number;

  @InstantColumn()
  changedAt: Date;
}
