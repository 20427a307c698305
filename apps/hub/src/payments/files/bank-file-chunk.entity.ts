import type { BankFileId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of the file's bytes, compressed: the pieces in order are one gzip stream. Never changed. */
@Entity('bank_file_chunk')
export class BankFileChunkEntity {
  @PrimaryColumn('uuid')
  fileId: BankFileId;

  @PrimaryColumn('int')
  number: number;

  @Column('bytea')
  bytes: Buffer;
}
