import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { WebhookOutcome } from './webhook-sender.js';

/** One sending, written before it begins. Without an outcome it was cut off, and may have arrived. */
@Entity('webhook_attempt')
export class WebhookAttemptEntity {
  @PrimaryColumn('uuid')
  endpointId: string;

  @PrimaryColumn('bigint')
  sequence: bigint;

  /** From 1. */
  @PrimaryColumn('int')
  number: number;

  @InstantColumn()
  begunAt: Date;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  outcome: WebhookOutcome | null;

  @Column('int', { nullable: true })
  status: number | null;

  /** For a person: what happened, and what to do. */
  @Column('text', { nullable: true })
  note: string | null;
}
