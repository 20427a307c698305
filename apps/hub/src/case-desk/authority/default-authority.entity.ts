import type { JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** What may be granted for creditors who have said nothing of their own. Never edited: the highest version is in force. */
@Entity('default_authority')
export class DefaultAuthorityEntity {
  @PrimaryColumn('int')
  version: number;

  /** All terms, as `@app/collection` reads them, amounts as text. */
  @Column('jsonb')
  terms: JsonObject;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
