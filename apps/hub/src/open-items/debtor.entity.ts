import type { ConnectionId, CreditorId, Debtor, DebtorKind, LedgerDebtorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A debtor as the ledger knows them, and what a person at the creditor has answered about them. */
@Entity('debtor')
export class DebtorEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  connectionId: ConnectionId;

  @PrimaryColumn('text')
  ledgerDebtorId: LedgerDebtorId;

  /** The ledger's whole answer. */
  @Column('jsonb')
  image: Debtor;

  /** A person's answer where the ledger does not say; outlives every pull. */
  @Column('text', { nullable: true })
  kindAnswered: DebtorKind | null;

  @Column('text')
  fingerprint: string;

  @InstantColumn()
  changedAt: Date;
}
