import type { ClaimId, CreditorId, LocalDate, SettlementId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { LocalDateColumn, MinorColumn } from '../database/columns.js';

/** An entry of the journal as a statement told it. In one statement only: its key is the entry. */
@Entity('remittance_line')
@Index('remittance_line_remittance_idx', ['creditorId', 'remittanceId', 'entryId'])
export class RemittanceLineEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  entryId: string;

  @Column('uuid')
  remittanceId: string;

  @Column('text')
  kind: string;

  @LocalDateColumn()
  bookedOn: LocalDate;

  @Column('uuid', { nullable: true })
  settlementId: SettlementId | null;

  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  @Column('text', { nullable: true })
  invoiceNumber: string | null;

  @Column('text', { nullable: true })
  reference: string | null;

  @LocalDateColumn({ nullable: true })
  receivedOn: LocalDate | null;

  @MinorColumn()
  principalMinor: bigint;

  @MinorColumn()
  interestMinor: bigint;

  @MinorColumn()
  feesMinor: bigint;

  @MinorColumn()
  surplusMinor: bigint;

  @MinorColumn()
  collectorsFeeMinor: bigint;

  @MinorColumn()
  keptForDebtorMinor: bigint;

  @MinorColumn()
  advancedMinor: bigint;

  @MinorColumn()
  toCreditorMinor: bigint;
}
