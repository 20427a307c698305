import type { JsonObject } from '@app/domain';
import { Column, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What both audit tables tell of one deed. */
export abstract class AuditColumns {
  @PrimaryColumn('uuid')
  id: string;

  @InstantColumn()
  at: Date;

  /** `user`, `api-token`, `system`, … */
  @Column('text')
  actorKind: string;

  @Column('text')
  actorId: string;

  /** A verb in the past, with its noun. Example: `claim.withdrawn`. */
  @Column('text')
  action: string;

  @Column('text')
  subjectKind: string;

  @Column('text')
  subjectId: string;

  /** Why, and from what to what. No secret, no free text about a person. */
  @Column('jsonb')
  detail: JsonObject;

  @Column('text', { nullable: true })
  requestId: string | null;
}
