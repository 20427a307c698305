import type { CreditorId, GrantId } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * A login or key that reaches one or more companies in a ledger. It belongs to whoever connected it, not to one
 * creditor, and is read by the operator role only. Its secrets are in the vault.
 */
@Entity('ledger_grant')
@Check('ledger_grant_owner_named', '(owner_organisation_id is null) = (owner_name is null)')
@Check('ledger_grant_creditor_owned', 'owner_creditor_id is null or owner_organisation_id is not null')
@Index('ledger_grant_owner_idx', ['ownerOrganisationId', 'id'], {
  where: 'owner_organisation_id is not null',
})
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

  /** The accounting firm or creditor whose people connect with it; null: whoever runs the installation. */
  @Column('uuid', { nullable: true })
  ownerOrganisationId: string | null;

  /** As it was called when the access was stored. */
  @Column('text', { nullable: true })
  ownerName: string | null;

  /** Where the owner is a creditor itself: the only company that it connects. */
  @Column('uuid', { nullable: true })
  ownerCreditorId: CreditorId | null;

  /** Who renews a token just now, and until when that counts; single-flight over all processes. */
  @Column('text', { nullable: true })
  renewingBy: string | null;

  @InstantColumn({ nullable: true })
  renewingUntil: Date | null;
}
