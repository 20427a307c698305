import type { CaseId, ClaimId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import type { ApartReason } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/** `paused` by the creditor, `withdrawn` by the creditor, `closed` when nothing of its principal is outstanding. */
export const CASE_CLAIM_STATES = ['open', 'paused', 'withdrawn', 'closed'] as const;
export type CaseClaimState = (typeof CASE_CLAIM_STATES)[number];

/** A claim in its case. The primary key is promise 1: a claim is in one case, ever. */
@Entity('case_claim')
@Index('case_claim_reference_idx', ['reference'])
@Index('case_claim_invoice_idx', ['invoiceNumber'])
@Index('case_claim_case_idx', ['creditorId', 'caseId', 'claimId'])
export class CaseClaimEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @Column('uuid')
  caseId: CaseId;

  /** As it was told when the claim was handed over. */
  @Column('text')
  reference: string;

  @Column('text')
  invoiceNumber: string;

  @LocalDateColumn()
  invoicedOn: LocalDate;

  @LocalDateColumn()
  dueOn: LocalDate;

  /** What was sold, in a few neutral words; null when the ledger does not say. */
  @Column('text', { nullable: true })
  subject: string | null;

  @Column('text', { nullable: true })
  paymentReference: string | null;

  /** The amount invoiced. */
  @MinorColumn()
  principalMinor: bigint;

  /** What had been paid, credited or given up by the newest hand-over; later changes are rows of `case_movement`. */
  @MinorColumn()
  reducedBeforeMinor: bigint;

  @MinorColumn()
  outstandingMinor: bigint;

  @Column('text')
  state: CaseClaimState;

  /** Why it is collected apart from the debtor's others; null: together. */
  @Column('text', { nullable: true })
  apart: ApartReason | null;

  /** Why it is paused, in the creditor's or the ledger's words. */
  @Column('jsonb', { nullable: true })
  hold: JsonObject | null;

  /** Sequence of the last message that reached the case; an earlier one is a repeat. */
  @Column('int')
  lastMessage: number;

  /** The collected claim's revision that the case has followed it up to. */
  @Column('int')
  followedRevision: number;

  @InstantColumn()
  joinedAt: Date;
}
