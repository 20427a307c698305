import type { ClaimId, ClaimMovementKind, CreditorId, LocalDate } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalDateColumn, MinorColumn } from '../database/columns.js';

/**
 * What counts in a claim's balance, each once: the primary key is where it came from. The balance is a function of
 * these rows, so their order does not matter. Append-only; what is taken back is a row of its own.
 */
@Entity('claim_movement')
export class ClaimMovementEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('text')
  source: 'ledger' | 'settlement' | 'creditor';

  /** The ledger's posting, the settlement, or the creditor's order. */
  @PrimaryColumn('text')
  sourceId: string;

  @Column('text')
  kind: ClaimMovementKind;

  /** Positive reduces what is owed; negative takes an earlier movement back. Minor units. */
  @MinorColumn()
  amountMinor: bigint;

  @LocalDateColumn()
  occurredOn: LocalDate;
}
