import type { GrantId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/**
 * A person who is at the vendor's page just now. What was entered, the PKCE verifier and the connector's memo are sealed
 * in the vault under this row's id. Of the state only a hash is kept: a reader of the table cannot finish the sign-in.
 */
@Entity('pending_sign_in')
@Index('pending_sign_in_state_hash_idx', ['stateHash'], { unique: true })
export class PendingSignInEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  stateHash: string;

  @Column('text')
  connectorKey: string;

  /** The accountant's own name for the grant to be. */
  @Column('text')
  label: string;

  /** The grant that is connected anew; null for a new one. */
  @Column('uuid', { nullable: true })
  grantId: GrantId | null;

  @InstantColumn()
  expiresAt: Date;
}
