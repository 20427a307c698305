import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { DeliveryState } from './delivery-verdict.js';

/** One event to one endpoint, until it got there. Ids alone: whose event it is stands with the event. */
@Entity('webhook_delivery')
@Index('webhook_delivery_due_idx', ['endpointId', 'nextAttemptAt'], { where: `state = 'pending'` })
@Index('webhook_delivery_made_idx', ['madeAt'])
@Check(
  'webhook_delivery_state_check',
  `state in ('pending', 'delivered', 'undelivered', 'cancelled') and tries >= 0 and attempts >= tries`,
)
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  endpointId: string;

  /** The event's number for the endpoint's organisation. */
  @PrimaryColumn('bigint')
  sequence: bigint;

  @Column('text')
  state: DeliveryState;

  /** Failed ones since it was made or replayed. */
  @Column('int')
  tries: number;

  /** All that were ever begun. */
  @Column('int')
  attempts: number;

  @InstantColumn()
  nextAttemptAt: Date;

  /** A process that sends it holds it as long; one that died lets go of it here. */
  @InstantColumn({ nullable: true })
  claimedUntil: Date | null;

  @InstantColumn()
  madeAt: Date;
}
