import type { ClaimId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** One line of a claim's history. Append-only. */
@Entity('claim_event')
export class ClaimEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('int')
  sequence: number;

  @Column('text')
  kind: string;

  /** The first line says why it is a claim: rule, inputs and policy version. */
  @Column('json')
  detail: JsonObject;

  /** `system`, or who did it. */
  @Column('text')
  actor: string;

  @InstantColumn()
  at: Date;
}
