import type { SetAsideReason } from '@app/bank-files';
import type { BankFileId } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record of a file that is no sound transaction, kept with its text for a person. */
@Entity('bank_set_aside')
export class BankSetAsideEntity {
  @PrimaryColumn('uuid')
  fileId: BankFileId;

  @PrimaryColumn('int')
  number: number;

  @Column('int')
  line: number;

  @Column('text')
  reason: SetAsideReason;

  /** The field in the format's own words, where one is at fault. */
  @Column('text', { nullable: true })
  field: string | null;

  /** As it stands in the file. Holds names. */
  @Column('text')
  rawText: string;

  @Column('boolean')
  isRawTextCut: boolean;
}
