import type { ConnectionId, CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Where the next page begins, per connection and stream. Saved with the page before it, under the version it was read with. */
@Entity('sync_cursor')
export class SyncCursorEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  connectionId: ConnectionId;

  @PrimaryColumn('text')
  stream: 'open-items' | 'changes' | 'tracked';

  /** Rises by one with every save; two runs cannot overwrite each other. */
  @Column('bigint')
  revision: bigint;

  /** The connector's own `{version, state}`. */
  @Column('jsonb')
  cursor: JsonObject;

  /** Set while a full pull is under way: its run goes on from here. */
  @Column('boolean')
  inFullPull: boolean;

  @InstantColumn()
  savedAt: Date;
}
