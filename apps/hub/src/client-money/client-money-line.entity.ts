import type { ClaimId, Currency, JsonObject, LocalDate, SettlementId } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';
import type { AccountKind } from './accounts.js';
import type { AccountOwner } from './owner.js';

/**
 * A line of the client-money journal. Never changed, never removed. All lines of an entry are written by one statement,
 * and a trigger refuses the statement when an entry in it does not add up to nothing.
 */
@Entity('client_money_line')
@Index('client_money_line_account_idx', ['creditorId', 'kind', 'currency', 'bookedOn'], {
  where: `kind not in ('bank', 'creditor')`,
})
@Index('client_money_line_claim_idx', ['creditorId', 'claimId'], { where: 'claim_id is not null' })
@Check('client_money_line_amount_check', 'amount_minor <> 0')
export class ClientMoneyLineEntity {
  /** The creditor, or the collector itself. */
  @PrimaryColumn('uuid')
  creditorId: AccountOwner;

  /** Tells what happened; the same is booked once. */
  @PrimaryColumn('text')
  entryKey: string;

  /** Counts the lines of the entry from 1, over all owners. */
  @PrimaryColumn('int')
  line: number;

  /** Of the entry as well; rises with time. */
  @Column('uuid')
  entryId: string;

  @Column('text')
  entryKind: string;

  @LocalDateColumn()
  bookedOn: LocalDate;

  @Column('text')
  kind: AccountKind;

  @Column('text')
  currency: Currency;

  @Column('text')
  place: string;

  /** Debit positive, credit negative. */
  @MinorColumn()
  amountMinor: bigint;

  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  /** Of the claim: its lines are found by that. */
  @Column('uuid', { nullable: true })
  settlementId: SettlementId | null;

  @Column('jsonb')
  detail: JsonObject;

  @InstantColumn()
  createdAt: Date;
}
