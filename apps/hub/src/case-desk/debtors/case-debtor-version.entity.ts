import type { CaseDebtorId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A debtor as they were known before a person changed it, and why it was changed. Never changed, never removed. */
@Entity('case_debtor_version')
export class CaseDebtorVersionEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  debtorId: CaseDebtorId;

  /** From 1, one for each change. */
  @PrimaryColumn('int')
  number: number;

  /** Name, language, contact points with consent, circumstances: as they stood until `changed_at`. */
  @Column('jsonb')
  before: JsonObject;

  /** Which fields the change was about. */
  @Column('text', { array: true })
  changed: string[];

  @Column('text')
  reason: string;

  @InstantColumn()
  changedAt: Date;

  @Column('text')
  changedBy: string;
}
