import type { ClaimId, CreditorId, Currency, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MinorColumn } from '../database/columns.js';

/** What does not agree about one claim, with the evidence. */
@Entity('reconciliation_difference')
export class ReconciliationDifferenceEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  runId: string;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @Column('text')
  kind: string;

  @Column('text')
  currency: Currency;

  /** Outstanding in the ledger; null when the item is gone. */
  @MinorColumn({ nullable: true })
  ledgerMinor: bigint | null;

  /** What the ledger should show: the claim's outstanding, settlements not booked yet added. */
  @MinorColumn()
  expectedMinor: bigint;

  @Column('jsonb')
  evidence: JsonObject;
}
