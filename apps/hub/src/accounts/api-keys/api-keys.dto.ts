import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type Scope, SCOPES } from './api-key.js';
import type { ApiKey } from './api-keys.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
export const VALID_DAYS_MAX = 730;
export const VALID_DAYS_STANDARD = 365;

export class NewApiKeyDto {
  @ApiProperty({ example: 'Nightly import', description: 'By which people know it' })
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'must not be blank' })
  name: string;

  @ApiProperty({ enum: SCOPES, isArray: true, description: 'What it may do; no more than you may yourself' })
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPES.length)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes: Scope[];

  @ApiPropertyOptional({
    default: VALID_DAYS_STANDARD,
    minimum: 1,
    maximum: VALID_DAYS_MAX,
    description: 'Days',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(VALID_DAYS_MAX)
  validDays?: number;
}

export const API_KEY_STATES = ['active', 'expired', 'ended'] as const;

export class ApiKeyDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: 'Nightly import' })
  name: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];

  @ApiProperty({ example: 'x9Qk', description: 'The last characters of the key' })
  ending: string;

  @ApiProperty({ enum: API_KEY_STATES })
  state: (typeof API_KEY_STATES)[number];

  @ApiProperty({ format: 'date-time' })
  madeAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Exact to the minute; null when it was never used',
  })
  lastUsedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  endedAt: string | null;
}

export class MadeApiKeyDto extends ApiKeyDto {
  @ApiPropertyOptional({
    example: 'kh_3vVQ…',
    description: 'The key. Shown this once: we keep no copy, and a repeated request is answered without it.',
  })
  secret?: string;
}

export function apiKeyDto(key: ApiKey, now: Date): ApiKeyDto {
  const { id, name, scopes, ending, madeAt, expiresAt, lastUsedAt, endedAt } = key;
  const inForce = expiresAt > now ? 'active' : 'expired';
  return {
    id,
    name,
    scopes: [...scopes],
    ending,
    state: endedAt === null ? inForce : 'ended',
    madeAt: madeAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
