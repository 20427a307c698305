import type { CreditorId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** A request of the desk that was carried out: written in the transaction of its effect, so that one is never there without the other. */
@Entity('desk_request')
export class DeskRequestEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  /** Of the caller, the route, the Idempotency-Key and the content together; SHA-256 in hexadecimal digits. */
  @PrimaryColumn('text')
  key: string;

  /** What a repetition is answered with: ids and plain facts, no text about a person. */
  @Column('jsonb', { nullable: true })
  answer: unknown;

  @InstantColumn()
  doneAt: Date;
}
