import type { CaseId, CaseLetterId, CaseStepId, CreditorId, JsonObject, LocalDate } from '@app/domain';
import type { Channel, Language, LetterKind } from '@app/collection';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/**
 * - `planned`: to be sent; `sending`: may be on its way; `unknown`: no usable answer, looked up before anything else
 * - `sent`: the channel took it; `refused`: the channel will not, another one follows or a person decides
 * - `document`: kept, and sent to nobody; `by-hand`: a case handler takes it
 * - `cancelled`: what it says is no longer true, and it had not left
 */
export const CASE_LETTER_STATES = [
  'planned',
  'sending',
  'sent',
  'unknown',
  'refused',
  'cancelled',
  'document',
  'by-hand',
] as const;
export type CaseLetterState = (typeof CASE_LETTER_STATES)[number];

/** One text to the debtor as it was, or will be, sent: never rendered anew. What no longer holds is replaced by another. */
@Entity('case_letter')
@Index('case_letter_due_idx', ['creditorId', 'notBefore'], {
  where: `state in ('planned', 'sending', 'unknown')`,
})
export class CaseLetterEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('uuid')
  id: CaseLetterId;

  @Column('text')
  kind: LetterKind;

  @Column('uuid', { nullable: true })
  stepId: CaseStepId | null;

  /** The letter that could not be sent by another channel, or no longer said what is true, and that this one stands for. */
  @Column('uuid', { nullable: true })
  replacesId: CaseLetterId | null;

  /** A guardian's copy: the debtor's letter, with which it stands and falls until it has left. */
  @Column('uuid', { nullable: true })
  copyOfId: CaseLetterId | null;

  @Column('text')
  channel: Channel;

  @Column('text')
  language: Language;

  /** Name and address, e-mail or number that it is sent to. */
  @Column('jsonb')
  recipient: JsonObject;

  /** Name and version of the template. */
  @Column('text')
  template: string;

  /** All that was put into the template: amounts with their calculation, deadline, payment slip. */
  @Column('jsonb')
  input: JsonObject;

  @Column('text', { nullable: true })
  subject: string | null;

  /** The text as sent by e-mail or sms, and as it can be read aloud. */
  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  html: string | null;

  /** The PDF; null for an sms. */
  @Column('bytea', { nullable: true })
  document: Buffer | null;

  @Column('text', { nullable: true })
  documentSha256: string | null;

  @LocalDateColumn({ nullable: true })
  deadlineOn: LocalDate | null;

  @Column('text')
  state: CaseLetterState;

  @Column('int', { default: 0 })
  attempts: number;

  /** The case's revision for which the letter of a step was found to hold, before its first sending; null until then. */
  @Column('int', { nullable: true })
  checkedRevision: number | null;

  @InstantColumn()
  notBefore: Date;

  /** The channel's own name for it. */
  @Column('text', { nullable: true })
  externalId: string | null;

  /** What shows that it was sent and delivered, as the channel gave it. */
  @Column('jsonb', { nullable: true })
  proof: JsonObject | null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;

  @InstantColumn({ nullable: true })
  deliveredAt: Date | null;

  /** Why it waits or was refused, for a person. */
  @Column('text', { nullable: true })
  note: string | null;

  @InstantColumn()
  createdAt: Date;
}
