import type {
  AgencyId,
  ClaimHoldReason,
  ClaimId,
  ClaimState,
  ConnectionId,
  CreditorId,
  Currency,
  LedgerDebtorId,
  LedgerItemId,
  LocalDate,
} from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';

/** Our overdue demand, made from one open item. The unique constraint is promise 1: one claim per open item. */
@Entity('claim')
@Unique(['creditorId', 'connectionId', 'ledgerItemId'])
@Index('claim_payment_reference_idx', ['paymentReference'], { where: `payment_reference is not null` })
@Index('claim_invoice_number_idx', ['invoiceNumber'])
@Index('claim_owed_idx', ['outstandingMinor', 'currency'], { where: `outstanding_minor > 0` })
@Index('claim_agency_idx', ['creditorId', 'agencyId'], { where: `agency_id is not null` })
@Check(
  'claim_balance_check',
  `principal_minor = paid_minor + credited_minor + written_off_minor + outstanding_minor
   and paid_minor >= 0 and credited_minor >= 0 and written_off_minor >= 0 and outstanding_minor >= 0
   and overpaid_minor >= 0 and principal_minor > 0`,
)
export class ClaimEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: ClaimId;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  ledgerItemId: LedgerItemId;

  @Column('text')
  ledgerDebtorId: LedgerDebtorId;

  @Column('text')
  invoiceNumber: string;

  @LocalDateColumn()
  invoicedOn: LocalDate;

  @LocalDateColumn()
  dueOn: LocalDate;

  @Column('text')
  currency: Currency;

  @MinorColumn()
  principalMinor: bigint;

  @MinorColumn()
  paidMinor: bigint;

  @MinorColumn()
  creditedMinor: bigint;

  @MinorColumn()
  writtenOffMinor: bigint;

  @MinorColumn()
  outstandingMinor: bigint;

  @MinorColumn()
  overpaidMinor: bigint;

  /** KID or OCR with a right check digit; absent when the ledger's is missing or wrong. */
  @Column('text', { nullable: true })
  paymentReference: string | null;

  @Column('text')
  state: ClaimState;

  @Column('text', { nullable: true })
  holdReason: ClaimHoldReason | null;

  @Column('text', { nullable: true })
  holdDetail: string | null;

  /** Sequence of the claim's last event; the next one is one more. */
  @Column('int')
  lastEvent: number;

  /** Sequence of the claim's last message to the pipeline; 0 when none. */
  @Column('int', { default: 0 })
  lastMessage: number;

  /** The outside agency that has the claim, or may have it; absent with the built-in pipeline and with none. */
  @Column('uuid', { nullable: true })
  agencyId: AgencyId | null;

  @InstantColumn()
  createdAt: Date;

  @InstantColumn()
  changedAt: Date;
}
