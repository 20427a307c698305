import type { CaseId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** One line of a case's timeline. Never changed, never removed. */
@Entity('case_event')
export class CaseEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  caseId: CaseId;

  @PrimaryColumn('int')
  sequence: number;

  /** A noun and a verb in the past. Example: `letter-sent`. */
  @Column('text')
  kind: string;

  @Column('jsonb')
  detail: JsonObject;

  /** `system`, `pipeline`, or who did it. */
  @Column('text')
  actor: string;

  @InstantColumn()
  at: Date;
}
