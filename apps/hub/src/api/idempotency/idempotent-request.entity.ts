import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A request that creates, and its first answer. */
@Entity('idempotent_request')
@Check('idempotent_request_state_check', `state in ('running', 'done')`)
export class IdempotentRequest {
  /** Method and route, with the caller: keys of different routes or callers never meet. */
  @PrimaryColumn('text')
  scope: string;

  @PrimaryColumn('text')
  key: string;

  /** SHA-256 over method, path and body; the body itself is not kept. */
  @Column('text')
  requestHash: string;

  @Column('text')
  state: 'running' | 'done';

  /** Which execution holds the claim; only that one may store its answer. */
  @Column('uuid')
  attempt: string;

  /** A process that died lets go of its claim here; the next equal request then executes. */
  @InstantColumn()
  claimedUntil: Date;

  @Column('integer', { nullable: true })
  responseStatus: number | null;

  /** JSON text, with secrets left out. */
  @Column('text', { nullable: true })
  responseBody: string | null;

  @Index()
  @InstantColumn()
  createdAt: Date;
}
