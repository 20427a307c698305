import type { GrantId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * A login or key that reaches one or more companies in a ledger. It belongs to whoever connected it, not to one
 * creditor, and is read by the operator role only. Its secrets are in the vault.
 */
@Entity('ledger_grant')
export class LedgerGrantEntity {
  @PrimaryColumn('uuid')
  id: GrantId;

  @Column('text')
  connectorKey: string;

  /** The accountant's own name for it. */
  @Column('text')
  label: string;

  @InstantColumn()
  createdAt: Date;

  /** Who renews a token just now, and until when that counts; single-flight over all processes. */
  @Column('text', { nullable: true })
  renewingBy: string | null;

  @InstantColumn({ nullable: true })
  renewingUntil: Date | null;
}
