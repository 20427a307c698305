import type { CaseId, CaseStepId, ClaimId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import type { BalancePart } from '@app/collection';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/**
 * - `charge`: a fee came to be owed; `replacement`: the difference when another fee takes the place of one
 * - `waiver`: given up towards the debtor; `lost`: fell away by the law
 */
export const CASE_CHARGE_ENTRIES = ['charge', 'replacement', 'waiver', 'lost'] as const;
export type CaseChargeEntry = (typeof CASE_CHARGE_ENTRIES)[number];

/**
 * What came to be owed beside the principal, and what of it was given up: exact entries whose sum is the demand. Running
 * interest is no entry: it is computed; only what of it was waived stands here. Never changed, never removed.
 */
@Entity('case_charge')
export class CaseChargeEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('int')
  number: number;

  @Column('text')
  entry: CaseChargeEntry;

  @Column('text')
  part: Exclude<BalancePart, 'principal'>;

  /** The fee, as the law's tables call it. Example: `reminder-fee`, `collection-fee-heavy`; `late-interest` for a waiver. */
  @Column('text')
  kind: string;

  /** The claim it belongs to; null for one of the whole case. */
  @Column('uuid', { nullable: true })
  claimId: ClaimId | null;

  /** Signed: what was waived, lost or replaced by less is negative. */
  @MinorColumn()
  amountMinor: bigint;

  @LocalDateColumn()
  chargedOn: LocalDate;

  /** Table, row and inputs that gave the amount, with the public source. */
  @Column('jsonb')
  rule: JsonObject;

  @Column('uuid', { nullable: true })
  stepId: CaseStepId | null;

  /** Number of the entry that a replacement, waiver or loss is about. */
  @Column('int', { nullable: true })
  aboutNumber: number | null;

  @Column('text')
  actor: string;

  @InstantColumn()
  createdAt: Date;
}
