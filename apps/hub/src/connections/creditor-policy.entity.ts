import type { CreditorId, LocalDate } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../database/columns.js';

/** One version of a creditor's rules. Never edited: the highest version is in force, older ones explain old decisions. */
@Entity('creditor_policy')
export class CreditorPolicyEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  @Column('int')
  graceDays: number;

  /** Currency code → minor units as text. */
  @Column('jsonb')
  minimumMinor: Record<string, string>;

  @LocalDateColumn()
  startOn: LocalDate;

  @Column('text', { array: true })
  excludedCustomerNumbers: string[];

  @Column('text', { array: true, default: [] })
  excludedCustomerGroups: string[];

  @Column('text')
  approval: 'approve' | 'automatic';

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
