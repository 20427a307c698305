import type { BankTransactionId, ClaimId, CreditorId, LocalDate, SettlementId } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/** Money of a bank's transaction that was booked on a claim, by its settlement. Undone by a reversal, never removed. */
@Entity('payment_allocation')
@Index('payment_allocation_transaction_idx', ['transactionId'])
@Check('payment_allocation_amount_check', 'minor > 0')
export class PaymentAllocationEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  settlementId: SettlementId;

  @Column('uuid')
  transactionId: BankTransactionId;

  @Column('uuid')
  claimId: ClaimId;

  /** All that the settlement counts, what it passes on and its surplus included. */
  @MinorColumn()
  minor: bigint;

  @LocalDateColumn()
  receivedOn: LocalDate;

  /** `system`, or the person at the desk. */
  @Column('text')
  actor: string;

  /** The settlement that took it back. */
  @Column('uuid', { nullable: true })
  undoneById: SettlementId | null;

  @InstantColumn()
  createdAt: Date;
}
