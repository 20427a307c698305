import type { ClaimId, CreditorId, Currency, JsonObject, LocalDate, SettlementId } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';

/** Money that the collector received for a claim, or its reversal. Never edited; the pipeline's reference counts once. */
@Entity('settlement')
@Unique(['creditorId', 'pipelineReference'])
@Index('settlement_claim_idx', ['creditorId', 'claimId', 'id'])
@Index('settlement_reversed_once', ['creditorId', 'reversesId'], {
  unique: true,
  where: `reverses_id is not null`,
})
@Index('settlement_passed_on_idx', ['creditorId', 'passedOnFromId'], {
  where: `passed_on_from_id is not null`,
})
@Check(
  'settlement_amounts_check',
  `principal_minor >= 0 and interest_minor >= 0 and fees_minor >= 0 and surplus_minor >= 0 and passed_on_minor >= 0
   and principal_minor + interest_minor + fees_minor + surplus_minor + passed_on_minor > 0`,
)
@Check('settlement_own_fees_check', `own_fees_minor >= 0 and own_fees_minor <= fees_minor`)
export class SettlementEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: SettlementId;

  @Column('uuid')
  claimId: ClaimId;

  @Column('text')
  pipelineReference: string;

  @Column('text')
  kind: 'payment' | 'reversal';

  @Column('uuid', { nullable: true })
  reversesId: SettlementId | null;

  @LocalDateColumn()
  receivedOn: LocalDate;

  @Column('text')
  currency: Currency;

  @MinorColumn()
  principalMinor: bigint;

  @MinorColumn()
  interestMinor: bigint;

  @MinorColumn()
  feesMinor: bigint;

  /** Of the fees: what the creditor charged itself before the hand-over. */
  @MinorColumn()
  ownFeesMinor: bigint;

  @MinorColumn()
  surplusMinor: bigint;

  /** Counted on other claims of the same case, with settlements of their own. */
  @MinorColumn()
  passedOnMinor: bigint;

  /** Of such a settlement: the one whose money it is. */
  @Column('uuid', { nullable: true })
  passedOnFromId: SettlementId | null;

  /** The principal part in the currency of the creditor's books, as the bank converted it; equal where the currencies are. */
  @MinorColumn()
  principalInBooksMinor: bigint;

  /** What the pipeline sent, in one way of writing: a repeat with other content is told apart from the same one. */
  @Column('jsonb')
  request: JsonObject;

  @InstantColumn()
  createdAt: Date;
}
