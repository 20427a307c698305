import type { CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A debtor who has opened the page: short, and over when the key is revoked. */
@Entity('debtor_page_visit')
@Index('debtor_page_visit_secret_idx', ['secretDigest'])
export class DebtorPageVisitEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  keyId: string;

  @Column('text')
  secretDigest: string;

  @InstantColumn()
  expiresAt: Date;
}
