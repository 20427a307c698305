import type { CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** What happened with a difference: seen, explained, acted upon, changed, cleared, come back. Append-only. */
@Entity('difference_event')
export class DifferenceEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  differenceId: string;

  @PrimaryColumn('int')
  sequence: number;

  @Column('text')
  kind: string;

  @Column('jsonb')
  detail: JsonObject;

  /** `system`, or who did it. */
  @Column('text')
  actor: string;

  @InstantColumn()
  at: Date;
}
