import type { CaseId, ClaimId, Currency, LocalDate } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountOwner } from '../client-money/owner.js';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';
import type { PayeeKind, PaymentReference, PayoutOrder, PayoutPurpose, PayoutState } from './payout.js';

/** An order to a bank to pay. Its money is on its way from the moment it is stored until the bank has paid or refused it. */
@Entity('payout')
@Unique('payout_key_once', ['creditorId', 'key'])
@Index('payout_end_to_end_idx', ['endToEndId'])
@Index('payout_planned_idx', ['bankAccountId', 'executeOn'], { where: `state = 'planned'` })
@Index('payout_file_idx', ['fileId'], { where: 'file_id is not null' })
@Check('payout_amount_check', 'amount_minor > 0')
@Check(
  'payout_state_check',
  `state in ('proposed', 'planned', 'in-file', 'sent', 'paid', 'failed', 'cancelled')
   and (file_id is not null or state not in ('in-file', 'sent'))`,
)
export class PayoutEntity {
  /** Whose money it is, or the collector for what goes back unallocated. */
  @PrimaryColumn('uuid')
  creditorId: AccountOwner;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  endToEndId: string;

  @Column('text')
  purpose: PayoutPurpose;

  @Column('text')
  fromKind: PayoutOrder['from'];

  @MinorColumn()
  amountMinor: bigint;

  @Column('text')
  currency: Currency;

  @Column('uuid')
  bankAccountId: string;

  /** The account at the bank as the journal names it. */
  @Column('text')
  place: string;

  @Column('text')
  toName: string;

  @Column('text')
  toKind: PayeeKind;

  @Column('text')
  toNumber: string;

  @Column('text')
  referenceKind: PaymentReference['kind'];

  @Column('text')
  reference: string;

  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  @Column('uuid', { nullable: true })
  caseId: CaseId | null;

  @Column('uuid', { nullable: true })
  transactionId: string | null;

  @LocalDateColumn()
  executeOn: LocalDate;

  @Column('text')
  state: PayoutState;

  @InstantColumn()
  stateAt: Date;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  /** The bank's transaction by which it was paid. */
  @Column('uuid', { nullable: true })
  seenTransactionId: string | null;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
