import type { ClaimId, CreditorId, Currency, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MinorColumn } from '../database/columns.js';

/** What one run found about one claim, with the evidence. */
@Entity('reconciliation_difference')
export class ReconciliationDifferenceEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  runId: string;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  /** What of the claim: `ledger`, or `client-money:<settlement>`. */
  @PrimaryColumn('text')
  subject: string;

  @Column('text')
  kind: string;

  @Column('text')
  currency: Currency;

  /** Outstanding in the ledger; null when the item is gone. */
  @MinorColumn({ nullable: true })
  ledgerMinor: bigint | null;

  /** What the ledger should show: the claim's outstanding, settlements not booked yet added; or what was settled. */
  @MinorColumn()
  expectedMinor: bigint;

  /** What the client-money journal holds for the settlement; null when it is about the ledger. */
  @MinorColumn({ nullable: true })
  clientMoneyMinor: bigint | null;

  @Column('jsonb')
  evidence: JsonObject;
}
