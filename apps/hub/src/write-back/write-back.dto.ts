import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { WRITE_BACK_STATES, type WriteBackState } from './write-back.entity.js';

export const WRITE_BACKS_PER_PAGE_MAX = 500;
export const APPROVALS_MAX = 200;
const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
const LANGUAGES = ['nb', 'sv', 'en'] as const;

export class WriteBackLanguageDto {
  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en', description: 'Of `explanation`' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class WriteBackQueryDto extends WriteBackLanguageDto {
  @ApiPropertyOptional({ enum: WRITE_BACK_STATES, example: 'refused' })
  @IsOptional()
  @IsIn(WRITE_BACK_STATES)
  state?: WriteBackState;

  @ApiPropertyOptional({ example: UUID_EXAMPLE })
  @IsOptional()
  @IsUUID()
  claimId?: string;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'Take `nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: WRITE_BACKS_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(WRITE_BACKS_PER_PAGE_MAX)
  limit?: number;
}

export class ApproveWriteBacksDto {
  @ApiProperty({ type: [String], example: [UUID_EXAMPLE], maxItems: APPROVALS_MAX })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(APPROVALS_MAX)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

/** Whether the person has looked into the ledger. */
export class WriteBackOrderDto {
  @ApiPropertyOptional({
    example: true,
    description:
      'You have looked, and the booking is certainly not in the ledger. Needed where it may be there already',
  })
  @IsOptional()
  @IsBoolean()
  notInLedger?: boolean;

  @ApiPropertyOptional({
    example: 'Booked by hand on the bank statement',
    description: 'Why; without names of people',
  })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  note?: string;
}

export class RetryWriteBackDto extends WriteBackOrderDto {
  @ApiPropertyOptional({
    example: '2026-04-01',
    description:
      'Another day to book on, not before the invoice and not in the future; where the ledger refused the day',
  })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a day like 2026-03-02' })
  bookOn?: string;

  @ApiPropertyOptional({ example: true, description: 'Book on `firstOpenDay`, as the ledger told it' })
  @IsOptional()
  @IsBoolean()
  onFirstOpenDay?: boolean;
}

export class ConfirmWriteBackDto {
  @ApiProperty({ example: '384500902', description: 'The ledger’s id of the posting on the invoice' })
  @IsString()
  @Length(1, 100)
  postingId: string;

  @ApiProperty({ example: '60880417', description: 'The ledger’s id of its voucher' })
  @IsString()
  @Length(1, 100)
  voucherId: string;

  @ApiProperty({ example: '2026-03-02' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a day like 2026-03-02' })
  bookedOn: string;
}
