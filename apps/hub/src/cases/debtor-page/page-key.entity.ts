import type { CaseId, CreditorId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A link and code that a letter told, as digests. The letter, which is kept as it was sent, tells them to whoever may read it. */
@Entity('debtor_page_key')
@Index('debtor_page_key_link_idx', ['linkDigest'])
@Index('debtor_page_key_case_idx', ['creditorId', 'caseId'])
export class DebtorPageKeyEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  caseId: CaseId;

  @Column('text')
  linkDigest: string;

  @Column('text')
  codeDigest: string;

  /** Wrong codes since the last right one or the last time of waiting. */
  @Column('integer', { default: 0 })
  failures: number;

  @InstantColumn({ nullable: true })
  lockedUntil: Date | null;

  @InstantColumn()
  createdAt: Date;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;
}
