import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** A credential or token, readable only with the key named by `keyId`, and only in this row. */
@Entity('sealed_secret')
@Unique(['ownerKind', 'ownerId', 'name'])
export class SealedSecret {
  @PrimaryColumn('uuid')
  id: string;

  /** What it belongs to. Example: `connection`. */
  @Column('text')
  ownerKind: string;

  @Column('uuid')
  ownerId: string;

  /** Which of the owner's secrets. Example: `session-token`. */
  @Column('text')
  name: string;

  @Index()
  @Column('text')
  keyId: string;

  /** Compact JWE. */
  @Column('text')
  sealed: string;

  /** Rises with every change of the content; not with a new key. Starts at 1. */
  @Column('bigint')
  version: bigint;

  @InstantColumn()
  updatedAt: Date;
}
