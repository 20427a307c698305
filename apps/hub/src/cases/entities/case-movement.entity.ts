import type { CaseId, ClaimId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import type { BalancePart } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

export const CASE_MOVEMENT_KINDS = [
  'payment',
  'payment-reversed',
  'direct-payment',
  'credit-note',
  'write-off',
  'demand-corrected',
  'reopened',
  'refund',
  'costs-lost',
] as const;
export type CaseMovementKind = (typeof CASE_MOVEMENT_KINDS)[number];

/**
 * What reduced the case's balance, or raised it again: one line per claim and part. A source counts once, whatever is
 * repeated. Never changed, never removed.
 */
@Entity('case_movement')
@Unique(['creditorId', 'source', 'sourceId', 'line'])
@Index('case_movement_costs_lost_idx', ['creditorId', 'caseId', 'number'], {
  where: `kind = 'costs-lost' and part = 'overpaid'`,
})
export class CaseMovementEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('int')
  number: number;

  /** `settlement`, `message` (claim id and sequence), `person`, `payout` or `costs-lost`. */
  @Column('text')
  source: string;

  @Column('text')
  sourceId: string;

  /** Counts the lines of one source from 1. */
  @Column('int')
  line: number;

  @Column('text')
  kind: CaseMovementKind;

  @Column('text')
  part: BalancePart | 'overpaid';

  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  /** Signed: positive reduces what is owed. */
  @MinorColumn()
  amountMinor: bigint;

  /** The day that counts for interest: the order reached the bank, the credit note was made. */
  @LocalDateColumn()
  valueOn: LocalDate;

  /** Why it was allocated so: policy, designation, order. */
  @Column('jsonb')
  detail: JsonObject;

  @InstantColumn()
  createdAt: Date;
}
