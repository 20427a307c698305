import type { CaseId, ClaimId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import type { PausableAct } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/**
 * - `pause`: the creditor or a person at the collector stops it
 * - `crisis`: named legal actions rest for a period, for one case or for all of a creditor's
 * - `doubt`: something makes it doubtful that the claim stands, or that this is the right person
 * - `payment-under-way`: the debtor's bank had the order in time; the money comes later
 * - `paid-directly`: somebody told that the debtor paid the creditor; it ends when the ledger shows the money
 */
export const PAUSE_KINDS = ['pause', 'crisis', 'doubt', 'payment-under-way', 'paid-directly'] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

/** Something that stops the machine for a time, beside objections, deferrals and plans. */
@Entity('case_pause')
@Index('case_pause_until_idx', ['untilOn'], { where: `ended_at is null and case_id is not null` })
@Index('case_pause_active_idx', ['creditorId', 'caseId'], { where: `ended_at is null` })
export class CasePauseEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  /** Null: all of the creditor's cases. */
  @Column('uuid', { nullable: true })
  caseId: CaseId | null;

  @Column('text')
  kind: PauseKind;

  @Column('text')
  by: 'creditor' | 'collector';

  /** Null: all claims of the case. */
  @Column('uuid', { array: true, nullable: true })
  claimIds: ClaimId[] | null;

  /** With `crisis`: the acts that rest. */
  @Column('text', { array: true })
  acts: PausableAct[];

  /** With `doubt`: what it is about, and when the creditor was asked. With `paid-directly`: day and amount as reported. */
  @Column('jsonb')
  detail: JsonObject;

  @LocalDateColumn()
  fromOn: LocalDate;

  /** Last day; null until a person ends it. */
  @LocalDateColumn({ nullable: true })
  untilOn: LocalDate | null;

  @Column('text')
  reason: string;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  endedBy: string | null;
}
