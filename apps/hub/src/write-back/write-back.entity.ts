import type {
  ClaimId,
  ConnectionId,
  CreditorId,
  JsonObject,
  JsonValue,
  LedgerItemId,
  LedgerPostingId,
  LocalDate,
  SettlementId,
  WriteBackId,
} from '@app/domain';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../database/columns.js';

/**
 * - `proposed`: waits for a person's approval
 * - `planned`: to be sent
 * - `sending`: the instruction may be on its way
 * - `being-confirmed`: sent, no usable answer, or taken in and not booked yet; looked up before anything else
 * - `booked`: the ledger answered; `verified`: read back and right
 * - `needs-matching`, `refused`: a person decides; `reversed`: someone took it back in the ledger
 * - `not-needed`: nothing of the settlement belongs in the customer ledger
 * - `cancelled`: a person decided against it
 */
export const WRITE_BACK_STATES = [
  'proposed',
  'planned',
  'sending',
  'being-confirmed',
  'booked',
  'verified',
  'needs-matching',
  'refused',
  'reversed',
  'not-needed',
  'cancelled',
] as const;
export type WriteBackState = (typeof WRITE_BACK_STATES)[number];

/** One instruction per settlement, stored before the first call. One at a time per item may be on its way. */
@Entity('write_back')
@Unique(['creditorId', 'settlementId'])
@Index('write_back_one_in_flight', ['creditorId', 'connectionId', 'ledgerItemId'], {
  unique: true,
  where: `state in ('sending', 'being-confirmed')`,
})
@Index('write_back_due_idx', ['creditorId', 'connectionId', 'notBefore'], {
  where: `state in ('planned', 'sending', 'being-confirmed', 'booked')`,
})
@Index('write_back_posting_once', ['creditorId', 'connectionId', 'postingId'], {
  unique: true,
  where: `posting_id is not null`,
})
@Index('write_back_claim_idx', ['creditorId', 'claimId'])
@Index('write_back_list_idx', ['creditorId', 'state', 'id'])
export class WriteBackEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: WriteBackId;

  @Column('uuid')
  settlementId: SettlementId;

  @Column('uuid')
  claimId: ClaimId;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  ledgerItemId: LedgerItemId;

  @Column('text')
  state: WriteBackState;

  /** Rises by one with every change: whoever read an older one may not write. */
  @Column('int', { default: 0 })
  revision: number;

  /** The contract's instruction; money as `{minor, currency}` with minor as text. */
  @Column('jsonb')
  instruction: JsonObject;

  /** What the ledger held just before the call. */
  @Column('jsonb', { nullable: true })
  baseline: JsonObject | null;

  /** Interest and fees of the creditor's that are not part of the instruction, each with the reason. */
  @Column('jsonb', { default: [] })
  byHand: JsonValue;

  /** With `period-closed`: the first open day, where the ledger tells it. */
  @LocalDateColumn({ nullable: true })
  offeredOn: LocalDate | null;

  @Column('jsonb', { nullable: true })
  posting: JsonObject | null;

  @Column('text', { nullable: true })
  postingId: LedgerPostingId | null;

  /** Postings of ours that were taken back before we booked again; the ledger still tells them. */
  @Column('text', { array: true, default: [] })
  formerPostingIds: LedgerPostingId[];

  /** How often it was sent. */
  @Column('int', { default: 0 })
  attempts: number;

  /** Calls in a row that brought no usable answer; bounds the waiting. */
  @Column('int', { default: 0 })
  failures: number;

  /** How often `find` was asked late enough and saw nothing; two in a row prove absence. */
  @Column('int', { default: 0 })
  absences: number;

  /** The last instant at which a call of ours may have left; what it does in the ledger may come later. */
  @InstantColumn({ nullable: true })
  sentAt: Date | null;

  @InstantColumn()
  notBefore: Date;

  @InstantColumn({ nullable: true })
  verifiedAt: Date | null;

  /** The ledger's reason or what a person must know. */
  @Column('text', { nullable: true })
  note: string | null;

  @Column('text', { nullable: true })
  remedy: string | null;

  @Column('text', { nullable: true })
  refusalCode: string | null;

  @InstantColumn()
  createdAt: Date;

  @InstantColumn()
  changedAt: Date;
}
