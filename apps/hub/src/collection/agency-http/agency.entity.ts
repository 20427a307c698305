import type { AgencyId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** An outside agency behind the collection port. The hub's own, not a creditor's; its secrets are in the vault. */
@Entity('agency')
export class AgencyEntity {
  @PrimaryColumn('uuid')
  id: AgencyId;

  /** Short name in references; never changes. Example: `nordvik`. */
  @Column('text', { unique: true })
  key: string;

  @Column('text')
  name: string;

  /** Without a slash at its end. */
  @Column('text')
  baseUrl: string;

  /** A retired one gets no claims and is chosen by nobody. */
  @Column('text')
  state: 'active' | 'retired';

  /** Where its events are read on; the agency's own. Absent: from the first. */
  @Column('text', { nullable: true })
  feedCursor: string | null;

  @InstantColumn()
  nextPollAt: Date;

  @InstantColumn({ nullable: true })
  lastAnswerAt: Date | null;

  /** What is wrong since the last answer, for a person. */
  @Column('text', { nullable: true })
  lastFailure: string | null;

  @InstantColumn({ nullable: true })
  lastFailureAt: Date | null;

  @InstantColumn()
  createdAt: Date;
}
