import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { AgencyEventState } from './agency-event.entity.js';

export const EVENTS_PER_PAGE_MAX = 200;

export class AgencyEventQueryDto {
  @ApiPropertyOptional({
    enum: ['open', 'all'],
    default: 'open',
    description: 'open: what a person should look at. all: everything, newest first',
  })
  @IsOptional()
  @IsIn(['open', 'all'])
  show?: 'open' | 'all';

  @ApiPropertyOptional({ default: 100, maximum: EVENTS_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(EVENTS_PER_PAGE_MAX)
  limit?: number;
}

export class EventDismissalDto {
  @ApiProperty({ example: 'The agency has sent the right case since.', description: 'For the history' })
  @IsString()
  @Length(1, 500)
  @Matches(/\S/, { message: 'must not be blank' })
  reason: string;
}

export class AgencyEventDto {
  @ApiProperty({ example: 'evt_01k2' })
  id: string;

  @ApiProperty({ enum: ['webhook', 'feed'], description: 'By which way it came first' })
  via: 'webhook' | 'feed';

  @ApiProperty({ type: String, nullable: true, example: 'settlement' })
  kind: string | null;

  @ApiProperty({ enum: ['new', 'waiting', 'applied', 'attention', 'dismissed'] })
  state: AgencyEventState;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it waits or needs a person, and what to do',
  })
  note: string | null;

  @ApiProperty({ description: 'It came again under the same id with other content; the first one counts' })
  contradicted: boolean;

  @ApiProperty({ type: String, nullable: true })
  creditorId: string | null;

  @ApiProperty({ type: String, nullable: true })
  claimId: string | null;

  @ApiProperty({ description: 'Exactly as it came' })
  raw: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;
}
