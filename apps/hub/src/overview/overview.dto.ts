import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { CONNECTION_STATES } from '../connections/connection.dto.js';
import { TO_DO_CODES, type ToDoCode } from './overview-to-do.js';

export const COMPANIES_PER_PAGE_MAX = 200;

export class OverviewQueryDto {
  @ApiPropertyOptional({ format: 'uuid', description: '`nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: COMPANIES_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(COMPANIES_PER_PAGE_MAX)
  limit?: number;
}

export class OverviewToDoDto {
  @ApiProperty({ enum: TO_DO_CODES })
  code: ToDoCode;

  @ApiProperty({ example: 3, description: 'How many wait' })
  count: number;

  @ApiPropertyOptional({ format: 'uuid' })
  connectionId?: string;

  @ApiPropertyOptional({ example: 'credentials-refused' })
  reason?: string;

  @ApiPropertyOptional({ description: 'What the ledger or the last run said, in English' })
  detail?: string;
}

export class OverviewConnectionDto {
  @ApiProperty({ format: 'uuid' })
  connectionId: string;

  @ApiProperty({ format: 'uuid' })
  grantId: string;

  @ApiProperty({ example: 'tripletex' })
  connectorKey: string;

  @ApiProperty({ example: 'Tripletex' })
  ledger: string;

  @ApiProperty({ enum: CONNECTION_STATES })
  state: (typeof CONNECTION_STATES)[number];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'As old is what we know' })
  lastSuccessAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastFailureAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextSyncAt: string | null;
}

export class CompanyOverviewDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: string;

  @ApiProperty({ example: 'Nordlys Rør AS' })
  name: string;

  @ApiProperty({ example: '899999993' })
  organisationNumber: string;

  @ApiProperty({ example: 'NO' })
  country: string;

  @ApiProperty({ example: 'NOK' })
  currency: string;

  @ApiProperty({ type: [OverviewConnectionDto] })
  connections: OverviewConnectionDto[];

  @ApiProperty({ example: 12, description: 'Claims with the pipeline' })
  inCollection: number;

  @ApiProperty({
    type: [OverviewToDoDto],
    description: 'What a person must do, most urgent first; empty when all is well',
  })
  toDo: OverviewToDoDto[];

  @ApiProperty({
    example: 0,
    description: 'The smaller, the sooner; companies that ask for nothing come last',
  })
  urgency: number;
}

export class CompanyOverviewPageDto {
  @ApiProperty({
    format: 'date-time',
    description: 'The hub’s time of this answer; ages are counted from it',
  })
  asOf: string;

  @ApiProperty({ type: [CompanyOverviewDto] })
  companies: CompanyOverviewDto[];

  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'Send as `after` for the next page; null on the last',
  })
  nextAfter: string | null;
}
