import { BANK_FILE_FORMATS, type BankFileFormat, SET_ASIDE_REASONS } from '@app/bank-files';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, Min } from 'class-validator';
import {
  BANK_FILE_SOURCES,
  BANK_FILE_STATES,
  type BankFileSource,
  type BankFileState,
} from './bank-file.entity.js';
import type { BankSetAsideEntity } from './bank-set-aside.entity.js';
import type { BankFileView } from './files.service.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
export const FILES_PER_PAGE_MAX = 500;

export class UploadQueryDto {
  @ApiProperty({ example: 'camt054_20260302.xml', description: 'What the sender calls the file' })
  @IsString()
  @Matches(/^[^\p{Cc}/\\]{1,200}$/u, { message: 'must be 1 to 200 characters without slashes' })
  name: string;

  @ApiPropertyOptional({ enum: ['api', 'command-line'], default: 'api' })
  @IsOptional()
  @IsIn(['api', 'command-line'])
  source?: 'api' | 'command-line';
}

export class FileQueryDto {
  @ApiPropertyOptional({ enum: BANK_FILE_STATES })
  @IsOptional()
  @IsIn(BANK_FILE_STATES)
  state?: BankFileState;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'Take `nextBefore` of the page before' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ default: 100, maximum: FILES_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(FILES_PER_PAGE_MAX)
  limit?: number;
}

export class SetAsideQueryDto {
  @ApiPropertyOptional({ default: 0, description: 'Take `number` of the last record of the page before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  after?: number;

  @ApiPropertyOptional({ default: 100, maximum: FILES_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(FILES_PER_PAGE_MAX)
  limit?: number;
}

export class BankFileDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ enum: BANK_FILE_STATES })
  state: BankFileState;

  @ApiProperty({ description: 'The state in a sentence; of a refused file line, cause and remedy' })
  sentence: string;

  @ApiProperty({ enum: BANK_FILE_SOURCES })
  source: BankFileSource;

  @ApiProperty({ example: 'camt054_20260302.xml' })
  name: string;

  @ApiProperty({ description: 'SHA-256 of the bytes' })
  contentHash: string;

  @ApiProperty({ example: '48213' })
  bytes: string;

  @ApiProperty({ enum: BANK_FILE_FORMATS, nullable: true })
  format: BankFileFormat | null;

  @ApiProperty({ type: String, nullable: true })
  messageId: string | null;

  @ApiProperty({ description: 'Marked as a test by the bank: nothing of it is counted' })
  isTest: boolean;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether each amount stands in a sum that holds',
  })
  areAmountsConfirmed: boolean | null;

  @ApiProperty()
  transactions: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: null,
    description: 'Whole percent, while it is being read; null before and after',
  })
  readPercent: number | null;

  @ApiProperty({ example: 0, description: 'Transactions of it that are to be booked yet' })
  toBook: number;

  @ApiProperty({ description: 'Of these: told in an earlier file' })
  toldBefore: number;

  @ApiProperty({ description: 'Records that are no sound transactions' })
  setAside: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused' })
  cause: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The line on which it was refused' })
  line: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'The file that told the same before' })
  sameAs: string | null;

  @ApiProperty({ example: '2026-03-02T09:00:00.000Z' })
  receivedAt: string;

  @ApiProperty({ type: String, nullable: true })
  finishedAt: string | null;
}

export class BankFilePageDto {
  @ApiProperty({ type: [BankFileDto] })
  files: BankFileDto[];

  @ApiProperty({ type: String, nullable: true })
  nextBefore: string | null;
}

export class SetAsideDto {
  @ApiProperty()
  number: number;

  @ApiProperty()
  line: number;

  @ApiProperty({ enum: SET_ASIDE_REASONS })
  reason: string;

  @ApiProperty({ type: String, nullable: true })
  field: string | null;

  @ApiProperty({ description: 'As it stands in the file' })
  rawText: string;

  @ApiProperty()
  isRawTextCut: boolean;
}

export function fileDto(file: BankFileView): BankFileDto {
  const { id, state, sentence, source, name, contentHash, format, messageId, isTest, areAmountsConfirmed } =
    file;
  const { transactions, toldBefore, setAside, cause, line, sameAsId, receivedAt, finishedAt } = file;
  const { readPercent, toBook } = file;
  return {
    id,
    state,
    sentence,
    source,
    name,
    contentHash,
    format,
    messageId,
    isTest,
    areAmountsConfirmed,
    readPercent,
    toBook,
    transactions,
    toldBefore,
    setAside,
    cause,
    line,
    bytes: `${file.bytes}`,
    sameAs: sameAsId,
    receivedAt: receivedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

export function setAsideDto({
  number,
  line,
  reason,
  field,
  rawText,
  isRawTextCut,
}: BankSetAsideEntity): SetAsideDto {
  return { number, line, reason, field, rawText, isRawTextCut };
}
