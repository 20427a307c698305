import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** Which process works a job just now. The process is alive while it holds the advisory lock of its number. */
@Entity('job_holder')
export class JobHolderEntity {
  @PrimaryColumn('uuid')
  jobId: string;

  @Column('text')
  queue: string;

  @Column('int')
  process: number;

  @InstantColumn()
  since: Date;
}
