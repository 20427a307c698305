import { Transform, Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { RETRY_STATES, type RetryState } from './refused-record.entity.js';

export class RefusedRecordDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  connectionId: string;

  @ApiProperty({ type: String, nullable: true })
  ledgerItemId: string | null;

  @ApiProperty({ example: 'missing-due-date' })
  reason: string;

  @ApiProperty({ example: 'The invoice has no due date.' })
  message: string;

  @ApiProperty({ description: 'The record as the ledger wrote it.' })
  raw: string;

  @ApiProperty({ format: 'date-time' })
  firstSeenAt: Date;

  @ApiProperty({ format: 'date-time' })
  lastSeenAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt: Date | null;

  @ApiProperty({
    enum: RETRY_STATES,
    nullable: true,
    description: 'waiting: it is tried again as soon as its turn comes. failed: the ledger was not reached.',
  })
  retryState: RetryState | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it could not be tried again.' })
  retryFailure: string | null;
}

export class RefusedQueryDto {
  @ApiPropertyOptional({ description: 'true: also those that a later reading has resolved.' })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  resolved?: boolean;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class RefusedPageDto {
  @ApiProperty({ type: [RefusedRecordDto] })
  records: RefusedRecordDto[];

  @ApiProperty({ type: String, nullable: true })
  nextAfter: string | null;
}

export class RefusedRetryDto {
  @ApiProperty({
    enum: ['read', 'still-refused', 'gone'],
    description: 'gone: the ledger no longer has it, so it is no longer set aside.',
  })
  outcome: 'read' | 'still-refused' | 'gone';

  @ApiProperty({ type: RefusedRecordDto })
  record: RefusedRecordDto;
}

export class RefusedRetryProgressDto {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: nobody has asked.' })
  askedAt: Date | null;

  @ApiProperty()
  asked: number;

  @ApiProperty({ description: 'Not read again yet.' })
  waiting: number;

  @ApiProperty({ description: 'Read well, or no longer in the ledger.' })
  ended: number;

  @ApiProperty()
  stillRefused: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why some were not tried.' })
  failure: string | null;
}
