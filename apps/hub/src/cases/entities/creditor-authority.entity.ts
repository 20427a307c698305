import type { CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** What the collector may grant in the creditor's name. Never edited: the highest version is in force. */
@Entity('creditor_authority')
export class CreditorAuthorityEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  /** The terms as `@app/collection` reads them: waiving interest, waiving a plan's fee, deferral, plan, reduction. */
  @Column('jsonb')
  terms: JsonObject;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
