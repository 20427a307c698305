import type {
  CaseId,
  CaseLetterId,
  CaseStepId,
  ClaimId,
  CreditorId,
  JsonObject,
  LocalDate,
} from '@app/domain';
import type { Channel, Regime, StepKind, Tone } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** `planned`: will be done on `due_on` unless something holds it; `done`; `cancelled`: another answer held before. */
export const CASE_STEP_STATES = ['planned', 'done', 'cancelled'] as const;
export type CaseStepState = (typeof CASE_STEP_STATES)[number];

/** What is done, or is to be done, towards the debtor. One planned step per case, so that nothing is done twice. */
@Entity('case_step')
@Index('case_step_one_planned', ['creditorId', 'caseId'], { unique: true, where: `state = 'planned'` })
@Index('case_step_call_idx', ['dueOn'], { where: `state = 'planned' and channel = 'call'` })
@Index('case_step_due_idx', ['creditorId', 'dueOn', 'caseId'], { where: `state = 'planned'` })
export class CaseStepEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: CaseStepId;

  @Column('text')
  kind: StepKind;

  @Column('text')
  regime: Regime;

  @Column('text')
  state: CaseStepState;

  @LocalDateColumn()
  dueOn: LocalDate;

  /** Day on which it was sent, by the creditor's calendar. */
  @LocalDateColumn({ nullable: true })
  doneOn: LocalDate | null;

  /** Last day to pay that the letter gives. */
  @LocalDateColumn({ nullable: true })
  deadlineOn: LocalDate | null;

  @Column('text')
  channel: Channel;

  /** Null for a letter of the creditor's. */
  @Column('text', { nullable: true })
  tone: Tone | null;

  /** Tried next, in this order, if the channel fails. */
  @Column('text', { array: true })
  fallback: Channel[];

  /** The rule of the channel table that chose it: its name, the table's version, and why. */
  @Column('jsonb', { nullable: true })
  rule: JsonObject | null;

  /** The planner's whole answer on the day it was planned. */
  @Column('jsonb')
  decision: JsonObject;

  /** The claims that it is about. */
  @Column('uuid', { array: true })
  claimIds: ClaimId[];

  /** Sent by the creditor before the case was opened, and counted. */
  @Column('boolean', { default: false })
  byCreditor: boolean;

  /** Ours always; the creditor's once a person has confirmed that the letter says what the law asks for. */
  @Column('boolean', { default: true })
  contentConfirmed: boolean;

  /** The letter says that legal action follows. */
  @Column('boolean', { default: false })
  announcesLegalAction: boolean;

  /** Came back: it counts for nothing. */
  @Column('boolean', { default: false })
  undelivered: boolean;

  @Column('uuid', { nullable: true })
  letterId: CaseLetterId | null;

  /** Who approved the rule that allows a step with legal effect, or did the step by hand. */
  @Column('text', { nullable: true })
  approvedBy: string | null;

  @InstantColumn()
  changedAt: Date;
}
