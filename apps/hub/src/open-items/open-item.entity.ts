import type {
  ConnectionId,
  CreditorId,
  Currency,
  JsonObject,
  LedgerDebtorId,
  LedgerHold,
  LedgerItemId,
  LedgerVoucherId,
  LocalDate,
} from '@app/domain';
import type { DecisionOutcome, DecisionRule } from '@app/mapping';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../database/columns.js';
import type { NoticeJson } from './open-item-json.js';

/** Last known image of a ledger's open item, and what was decided about it. */
@Entity('open_item')
@Index('open_item_tracked_idx', ['creditorId', 'connectionId', 'ledgerItemId'], {
  where: `outstanding_minor <> 0 and vanished_at is null`,
})
@Index('open_item_decide_again_idx', ['creditorId', 'connectionId', 'changesOn'], {
  where: `changes_on is not null`,
})
export class OpenItemEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  connectionId: ConnectionId;

  @PrimaryColumn('text')
  ledgerItemId: LedgerItemId;

  @Column('text')
  ledgerDebtorId: LedgerDebtorId;

  @Column('text')
  kind: 'invoice' | 'credit-note';

  @Column('text')
  invoiceNumber: string;

  @LocalDateColumn()
  invoicedOn: LocalDate;

  @LocalDateColumn()
  dueOn: LocalDate;

  @Column('text')
  currency: Currency;

  @MinorColumn()
  originalMinor: bigint;

  @MinorColumn()
  outstandingMinor: bigint;

  @Column('text', { nullable: true })
  paymentReference: string | null;

  @Column('text', { nullable: true })
  voucherId: LedgerVoucherId | null;

  @Column('jsonb')
  holds: LedgerHold[];

  @Column('jsonb')
  notices: NoticeJson[];

  /** Hash over everything above and the movements; an unchanged reading writes nothing. */
  @Column('text')
  fingerprint: string;

  /** The full pull that saw it last. */
  @Column('uuid', { nullable: true })
  seenInRun: string | null;

  @InstantColumn()
  firstSeenAt: Date;

  @InstantColumn()
  changedAt: Date;

  @InstantColumn({ nullable: true })
  vanishedAt: Date | null;

  @Column('text')
  decision: DecisionOutcome;

  @Column('text')
  decisionRule: DecisionRule;

  @Column('json')
  decisionInputs: JsonObject;

  /** The day on which the same facts give another answer. */
  @LocalDateColumn({ nullable: true })
  changesOn: LocalDate | null;

  @Column('int')
  policyVersion: number;
}
