import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { EVENT_TYPE_NAMES, type EventType } from '../events/event-types.js';
import {
  DELIVERY_STATES,
  type DeliveryState,
  ENDPOINT_NOTICES,
  type EndpointNotice,
} from './delivery-verdict.js';
import type { WebhookAttemptEntity } from './webhook-attempt.entity.js';
import type { Delivery } from './webhook-deliveries.js';
import type { Endpoint } from './webhook-endpoints.js';
import { WEBHOOK_OUTCOMES, type WebhookOutcome } from './webhook-sender.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
const CHANGEABLE_STATES = ['active', 'disabled'] as const;
const DELIVERIES_PER_PAGE_MAX = 200;
const TYPES_DOC = 'What it wants; empty for all, also those that come later';

export class NewWebhookEndpointDto {
  @ApiProperty({ example: 'https://api.example/hooks/kravhub' })
  @IsString()
  @Length(1, 300)
  url: string;

  @ApiPropertyOptional({ example: 'Ledger of the collector', default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string;

  @ApiPropertyOptional({ enum: EVENT_TYPE_NAMES, isArray: true, default: [], description: TYPES_DOC })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(EVENT_TYPE_NAMES.length)
  @ArrayUnique()
  @IsIn(EVENT_TYPE_NAMES, { each: true })
  types?: EventType[];
}

export class WebhookEndpointChangeDto {
  @ApiPropertyOptional({ example: 'https://api.example/hooks/kravhub' })
  @IsOptional()
  @IsString()
  @Length(1, 300)
  url?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string;

  @ApiPropertyOptional({ enum: EVENT_TYPE_NAMES, isArray: true, description: TYPES_DOC })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(EVENT_TYPE_NAMES.length)
  @ArrayUnique()
  @IsIn(EVENT_TYPE_NAMES, { each: true })
  types?: EventType[];

  @ApiPropertyOptional({
    enum: CHANGEABLE_STATES,
    description: 'active: sends what waits, and clears the notice',
  })
  @IsOptional()
  @IsIn(CHANGEABLE_STATES)
  state?: 'active' | 'disabled';

  @ApiPropertyOptional({ enum: [true], description: 'Somebody has seen to what the notice says' })
  @IsOptional()
  @Equals(true)
  noticeSeen?: true;
}

export class WebhookSecretDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ format: 'date-time' })
  madeAt: string;
}

export class MadeWebhookSecretDto extends WebhookSecretDto {
  @ApiPropertyOptional({
    example: 'whsec_…',
    description: 'Shown this once; a repeated request is answered without it.',
  })
  secret?: string;
}

export class WebhookEndpointDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: 'https://api.example/hooks/kravhub' })
  url: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ enum: EVENT_TYPE_NAMES, isArray: true, description: TYPES_DOC })
  types: EventType[];

  @ApiProperty({ enum: CHANGEABLE_STATES })
  state: 'active' | 'disabled';

  @ApiProperty({
    type: String,
    enum: [...ENDPOINT_NOTICES, null],
    nullable: true,
    description:
      'gone: it answered 410 and was disabled. undelivered: events did not get there in three days',
  })
  notice: EndpointNotice | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  noticeAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastDeliveredAt: string | null;

  @ApiProperty({ description: 'Events that wait, be it for the next try' })
  pending: number;

  @ApiProperty({ description: 'Events that did not get there in three days' })
  undelivered: number;

  @ApiProperty({ type: [WebhookSecretDto], description: 'All of them sign; newest first' })
  secrets: WebhookSecretDto[];

  @ApiProperty({ format: 'date-time' })
  madeAt: string;
}

export class MadeWebhookEndpointDto extends WebhookEndpointDto {
  @ApiPropertyOptional({
    example: 'whsec_…',
    description: 'What messages are signed with. Shown this once; a repeated request is answered without it.',
  })
  secret?: string;
}

export class WebhookTestDto {
  @ApiProperty({ enum: WEBHOOK_OUTCOMES })
  outcome: WebhookOutcome;

  @ApiProperty({ type: Number, nullable: true, example: 204 })
  status: number | null;

  @ApiProperty({ description: 'What happened, and what to do' })
  note: string;
}

export class DeliveryQueryDto {
  @ApiPropertyOptional({ enum: DELIVERY_STATES })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @ApiPropertyOptional({ description: 'Only those with a lower number' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  before?: number;

  @ApiPropertyOptional({ default: 50, maximum: DELIVERIES_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DELIVERIES_PER_PAGE_MAX)
  limit?: number;
}

export class WebhookDeliveryDto {
  @ApiProperty({ example: 418, description: 'The event’s number in the feed' })
  sequence: number;

  @ApiProperty({ example: UUID_EXAMPLE })
  eventId: string;

  @ApiProperty({ enum: EVENT_TYPE_NAMES })
  type: EventType;

  @ApiProperty({ enum: DELIVERY_STATES })
  state: DeliveryState;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Of one that is pending' })
  nextAttemptAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What became of the last attempt' })
  note: string | null;
}

export class WebhookAttemptDto {
  @ApiProperty()
  number: number;

  @ApiProperty({ format: 'date-time' })
  begunAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'null: cut off, and may have arrived',
  })
  endedAt: string | null;

  @ApiProperty({ type: String, enum: [...WEBHOOK_OUTCOMES, null], nullable: true })
  outcome: WebhookOutcome | null;

  @ApiProperty({ type: Number, nullable: true })
  status: number | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

/** Either one event or a range of numbers. */
export class ReplayDto {
  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'One event' })
  @IsOptional()
  @IsUUID()
  eventId?: string;

  @ApiPropertyOptional({ example: 400, description: 'A range: its first number' })
  @IsOptional()
  @IsInt()
  @Min(1)
  fromSequence?: number;

  @ApiPropertyOptional({ example: 418, description: 'A range: its last number; default: the newest' })
  @IsOptional()
  @IsInt()
  @Min(1)
  toSequence?: number;
}

export class ReplayedDto {
  @ApiProperty({ description: 'Events that are sent again; at most 10 000 by one request' })
  events: number;
}

export function endpointDto(endpoint: Endpoint): WebhookEndpointDto {
  const { id, url, description, types, state, notice, pending, undelivered, secrets } = endpoint;
  return {
    id,
    url,
    description,
    types,
    state: state === 'active' ? 'active' : 'disabled',
    notice,
    noticeAt: endpoint.noticeAt?.toISOString() ?? null,
    lastDeliveredAt: endpoint.lastDeliveredAt?.toISOString() ?? null,
    pending,
    undelivered,
    secrets: [...secrets],
    madeAt: endpoint.madeAt.toISOString(),
  };
}

export function deliveryDto(delivery: Delivery): WebhookDeliveryDto {
  const { sequence, eventId, type, state, attempts, nextAttemptAt, note } = delivery;
  return {
    sequence: Number(sequence),
    eventId,
    type,
    state,
    attempts,
    nextAttemptAt: state === 'pending' ? nextAttemptAt.toISOString() : null,
    note,
  };
}

export function attemptDto(attempt: WebhookAttemptEntity): WebhookAttemptDto {
  const { number, begunAt, endedAt, outcome, status, note } = attempt;
  return {
    number,
    begunAt: begunAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    outcome,
    status,
    note,
  };
}
