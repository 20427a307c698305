import type { JsonObject } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { EVENT_TYPE_NAMES, type EventType } from './event-types.js';
import type { ToldEvent } from './event-teller.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
const EVENTS_PER_PAGE_MAX = 500;

export class EventQueryDto {
  @ApiPropertyOptional({ default: 0, description: 'The `next` of the page before; 0 begins with the first' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER - EVENTS_PER_PAGE_MAX)
  after?: number;

  @ApiPropertyOptional({ default: 100, maximum: EVENTS_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(EVENTS_PER_PAGE_MAX)
  limit?: number;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'Needed where you do not ask with an API key' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class EventDto {
  @ApiProperty({ example: 418, description: 'Counts this organisation’s events from 1, without a gap' })
  sequence: number;

  @ApiProperty({ example: UUID_EXAMPLE, description: 'The same here and in webhooks' })
  id: string;

  @ApiProperty({ enum: EVENT_TYPE_NAMES })
  type: EventType;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  creditorId: string;

  @ApiProperty({
    type: Object,
    additionalProperties: { type: 'string' },
    example: { claimId: UUID_EXAMPLE },
    description: 'Ids and keywords; ask the API for the rest',
  })
  data: JsonObject;
}

export class EventPageDto {
  @ApiProperty({ type: [EventDto] })
  events: EventDto[];

  @ApiProperty({ example: 418, description: 'Send it as `after` for the next page, now or later' })
  next: number;

  @ApiProperty({ description: 'Whether there is more now' })
  more: boolean;
}

/** As the feed and webhooks tell it. */
export function eventDto({ sequence, id, type, occurredAt, creditorId, data }: ToldEvent): EventDto {
  return { sequence: Number(sequence), id, type, occurredAt: occurredAt.toISOString(), creditorId, data };
}
