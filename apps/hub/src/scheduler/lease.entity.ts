import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** The right to do one piece of work alone until `expiresAt`. */
@Entity('lease')
export class Lease {
  @PrimaryColumn('text')
  name: string;

  /** Who holds it: process and instance, for a person to read. */
  @Column('text')
  holder: string;

  /** Fencing token: rises with every change of holder, so that a holder who overslept can be told from the next. */
  @Column('bigint')
  token: bigint;

  /** By the database's clock: the only one that all holders share. */
  @InstantColumn()
  expiresAt: Date;
}
