import type { ConnectionId, CreditorId, JsonObject } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { ProposalKind, ProposalState } from './subjects.js';

/** What one person asked for and another decides. Only its end is written later, once; what was asked never changes. */
@Entity('proposal')
@Index('proposal_open_idx', ['creditorId'], { where: `state = 'open'` })
@Check('proposal_state_check', `state in ('open', 'confirmed', 'declined', 'withdrawn', 'outdated')`)
@Check('proposal_end_check', `(state = 'open') = (ended_at is null)`)
@Check(
  'proposal_two_persons_check',
  `state <> 'confirmed' or (first_person is not null and ended_by like 'user:%' and ended_by <> 'user:' || first_person)`,
)
export class ProposalEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: ProposalKind;

  /** Of an account mapping. */
  @Column('uuid', { nullable: true })
  connectionId: ConnectionId | null;

  /** What is carried out, as the feature that proposed it reads it: checked, and without words about people. */
  @Column('jsonb')
  payload: JsonObject;

  /** What the second person is shown, as it was when it was asked. */
  @Column('jsonb')
  shown: JsonObject;

  /** What it rests on: the version that was in force, for example. */
  @Column('text')
  basis: string;

  @Column('text')
  state: ProposalState;

  /** As `kind:id`. Example: `user:0190…`. */
  @Column('text')
  askedBy: string;

  @InstantColumn()
  askedAt: Date;

  /** The first of the two persons; null while only a program has asked. */
  @Column('uuid', { nullable: true })
  firstPerson: string | null;

  @Column('text', { nullable: true })
  endedBy: string | null;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  /** Why it was declined or withdrawn. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** What became of it when it was confirmed. */
  @Column('jsonb', { nullable: true })
  outcome: JsonObject | null;
}
