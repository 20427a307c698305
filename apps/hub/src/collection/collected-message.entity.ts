import type { ClaimId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';
import { InstantColumn } from '../database/columns.js';

/** A message that the built-in pipeline took in about a claim it holds, other than its hand-over. Never changed. */
@Entity('collected_message')
export class CollectedMessageEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  @PrimaryColumn('int')
  sequence: number;

  @Column('text')
  kind: OutboxKind;

  @Column('jsonb')
  payload: JsonObject;

  @InstantColumn()
  takenAt: Date;
}
