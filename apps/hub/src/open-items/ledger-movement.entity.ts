import type {
  ConnectionId,
  CreditorId,
  Currency,
  LedgerItemId,
  LedgerMovementKind,
  LedgerPostingId,
  LedgerVoucherId,
  LocalDate,
} from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';

/** What moved an item's balance in the ledger, one posting each. Kept also after the ledger stopped telling it. */
@Entity('ledger_movement')
@Index('ledger_movement_item_idx', ['creditorId', 'connectionId', 'ledgerItemId'])
export class LedgerMovementEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  connectionId: ConnectionId;

  @PrimaryColumn('text')
  postingId: LedgerPostingId;

  @Column('text')
  ledgerItemId: LedgerItemId;

  @Column('text', { nullable: true })
  voucherId: LedgerVoucherId | null;

  @Column('text')
  kind: LedgerMovementKind;

  @LocalDateColumn()
  bookedOn: LocalDate;

  @Column('text')
  currency: Currency;

  @MinorColumn()
  changeMinor: bigint;

  @Column('text', { nullable: true })
  reverses: LedgerPostingId | null;

  @Column('text', { nullable: true })
  writeBackKey: string | null;

  @InstantColumn()
  firstSeenAt: Date;

  /** The ledger no longer tells it: the posting was deleted or moved. */
  @InstantColumn({ nullable: true })
  goneAt: Date | null;
}
