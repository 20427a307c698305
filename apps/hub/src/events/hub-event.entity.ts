import type { CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { EventType } from './event-types.js';

/** Something that outsiders may want to know, written by a trigger in the transaction of the fact. Ids and keywords only. */
@Entity('hub_event')
@Index('hub_event_waiting_idx', ['arrival'], { where: 'told_at is null' })
@Index('hub_event_told_idx', ['toldAt'])
export class HubEventEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  /** Rises; what commits late has a lower one than what was told before it. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  arrival: bigint;

  @Column('text')
  type: EventType;

  @Column('jsonb')
  data: JsonObject;

  /** By the hub's clock, as the fact's own row says. */
  @InstantColumn()
  occurredAt: Date;

  /** When it was given its numbers; until then nobody has seen it. */
  @InstantColumn({ nullable: true })
  toldAt: Date | null;
}
