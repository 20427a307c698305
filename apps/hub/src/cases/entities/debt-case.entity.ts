import type {
  CaseDebtorId,
  CaseId,
  ConnectionId,
  CreditorId,
  Currency,
  JsonObject,
  LedgerDebtorId,
  LocalDate,
} from '@app/domain';
import type { Channel, HoldReason, PlanOutcome, Regime, StepKind } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn, MinorColumn } from '../../database/columns.js';

/**
 * - `open`: the machine works it, unless something holds it (the decision says what)
 * - `legal`: handed off to legal; nothing is sent by itself any more
 * - `closed`: nothing is owed or demanded here any more; opens again when money is taken back
 */
export const CASE_STATES = ['open', 'legal', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_CLOSED_BY = ['paid', 'credited', 'written-off', 'withdrawn', 'given-up'] as const;
export type CaseClosedBy = (typeof CASE_CLOSED_BY)[number];

/**
 * The claims of one debtor with one creditor while they are collected (`case` alone is a word of SQL). What is written
 * here about the next step and the balance is the last assessment: it can be computed anew from the other tables at any
 * time, and `assessed_on` says for which day it holds.
 */
@Entity('debt_case')
@Unique(['creditorId', 'reference'])
@Index('debt_case_debtor_idx', ['creditorId', 'debtorId'])
// Lists over all creditors, and over one: by age and by what is owed, of each state, and by what is next or in the way.
@Index('debt_case_age_idx', ['state', 'openedOn', 'id'])
@Index('debt_case_own_age_idx', ['creditorId', 'state', 'openedOn', 'id'])
@Index('debt_case_size_idx', ['state', 'principalMinor', 'id'])
@Index('debt_case_own_size_idx', ['creditorId', 'state', 'principalMinor', 'id'])
@Index('debt_case_step_idx', ['nextStep', 'openedOn', 'id'], { where: `state <> 'closed'` })
@Index('debt_case_reference_idx', ['reference'])
@Index('debt_case_handled_idx', ['creditorId', 'id'], { where: `handler is not null` })
@Index('debt_case_lapses_idx', ['lapsesOn'], { where: `state <> 'closed'` })
@Index('debt_case_worked_idx', ['creditorId', 'id'], { where: `state <> 'closed'` })
export class DebtCaseEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: CaseId;

  /** The reference of the claim it was opened with; what letters and people call it. */
  @Column('text')
  reference: string;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  ledgerDebtorId: LedgerDebtorId;

  @Column('uuid')
  debtorId: CaseDebtorId;

  /** All its claims are in this currency; a debtor with claims in two has two cases. */
  @Column('text')
  currency: Currency;

  @Column('text')
  state: CaseState;

  @Column('text', { nullable: true })
  closedBy: CaseClosedBy | null;

  /** Day in the creditor's country. */
  @LocalDateColumn()
  openedOn: LocalDate;

  @InstantColumn()
  openedAt: Date;

  @InstantColumn({ nullable: true })
  closedAt: Date | null;

  /** The rules in force for the case on the day of the last assessment. */
  @Column('text', { nullable: true })
  regime: Regime | null;

  @Column('text', { nullable: true })
  nextStep: StepKind | null;

  /** Earliest day of the next step, holds left aside. */
  @LocalDateColumn({ nullable: true })
  nextOn: LocalDate | null;

  @Column('text', { nullable: true })
  nextChannel: Channel | null;

  @Column('text', { nullable: true })
  outcome: PlanOutcome | null;

  /** The planner's whole answer: step, channel, rule, every hold and warning; null before the first assessment. */
  @Column('jsonb', { nullable: true })
  decision: JsonObject | null;

  /** Every reason in the decision that holds the next step, or another claim of the case, each once: what lists ask for. */
  @Column('text', { array: true, default: [] })
  heldBy: HoldReason[];

  /** Tells one decision from another without reading it: what a reader would notice, and all of it. */
  @Column('text', { nullable: true })
  decisionDigest: string | null;

  /** The facts that the decision rests on; lower than `revision`: something has changed since. */
  @Column('int')
  decidedRevision: number;

  /** First day on which the same facts may give another answer. */
  @LocalDateColumn({ nullable: true })
  changesOn: LocalDate | null;

  /** The day for which balance and decision hold. */
  @LocalDateColumn({ nullable: true })
  assessedOn: LocalDate | null;

  /** What is still owed, at the last assessment, in minor units. */
  @MinorColumn()
  principalMinor: bigint;

  @MinorColumn()
  interestMinor: bigint;

  @MinorColumn()
  costsMinor: bigint;

  @MinorColumn()
  courtMinor: bigint;

  /** Received beyond all that is owed; belongs to the debtor. */
  @MinorColumn()
  overpaidMinor: bigint;

  /** First day on which a claim of the case may lapse by limitation. */
  @LocalDateColumn({ nullable: true })
  lapsesOn: LocalDate | null;

  /** Sequence of the case's last event; the next one is one more. */
  @Column('int')
  lastEvent: number;

  /** Rises with whatever the next step rests on, so that an assessment made of older facts is not stored. */
  @Column('int')
  revision: number;

  /** The case handler, as the audit log names people; nobody yet when null. */
  @Column('text', { nullable: true })
  handler: string | null;
}
