import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import type { Agency } from './agency-registry.js';

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
const API_TOKEN = /^[\x21-\x7e]{16,500}$/;
const WEBHOOK_SECRETS_MAX = 3;
const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

const apiTokenRule = { message: 'must be 16 to 500 printable characters without blanks' };
const webhookSecretRule = { each: true, message: 'must each be whsec_ followed by base64 of 24 to 64 bytes' };

export class NewAgencyDto {
  @ApiProperty({ example: 'nordvik', description: 'Short name in references; never changes' })
  @Matches(/^[a-z][a-z0-9-]{1,39}$/, { message: 'must be 2 to 40 lower-case letters, digits and hyphens' })
  key: string;

  @ApiProperty({ example: 'Nordvik Inkasso AS' })
  @IsString()
  @Length(1, 120)
  @Matches(/\S/, { message: 'must not be blank' })
  name: string;

  @ApiProperty({ example: 'https://api.nordvik-inkasso.example/kravhub' })
  @IsString()
  @Length(1, 300)
  baseUrl: string;

  @ApiProperty({ description: 'The key that the agency gave us; stored sealed and never shown' })
  @Matches(API_TOKEN, apiTokenRule)
  apiToken: string;

  @ApiProperty({
    type: [String],
    description: `What the agency signs its events with, 1 to ${WEBHOOK_SECRETS_MAX}; stored sealed and never shown`,
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(WEBHOOK_SECRETS_MAX)
  @ArrayUnique()
  @Matches(WEBHOOK_SECRET, webhookSecretRule)
  webhookSecrets: string[];
}

export class AgencyChangeDto {
  @ApiPropertyOptional({ example: 'Nordvik Inkasso AS' })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @Matches(/\S/, { message: 'must not be blank' })
  name?: string;

  @ApiPropertyOptional({ example: 'https://api.nordvik-inkasso.example/kravhub' })
  @IsOptional()
  @IsString()
  @Length(1, 300)
  baseUrl?: string;
}

export class AgencySecretsDto {
  @ApiPropertyOptional({ description: 'Takes the place of the one in use' })
  @IsOptional()
  @Matches(API_TOKEN, apiTokenRule)
  apiToken?: string;

  @ApiPropertyOptional({
    type: [String],
    description:
      'All that count from now on: to change one, send both the old and the new, and later the new alone',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(WEBHOOK_SECRETS_MAX)
  @ArrayUnique()
  @Matches(WEBHOOK_SECRET, webhookSecretRule)
  webhookSecrets?: string[];
}

export class AgencyDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: 'nordvik' })
  key: string;

  @ApiProperty({ example: 'Nordvik Inkasso AS' })
  name: string;

  @ApiProperty({ example: 'https://api.nordvik-inkasso.example/kravhub' })
  baseUrl: string;

  @ApiProperty({ enum: ['active', 'retired'] })
  state: 'active' | 'retired';

  @ApiProperty({
    example: `/api/hooks/agencies/${UUID_EXAMPLE}`,
    description: 'Where the agency sends its events',
  })
  webhookPath: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To within a minute' })
  lastAnswerAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What is wrong since then, and what to do' })
  lastFailure: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastFailureAt: string | null;
}

export class PipelineChoiceDto {
  @ApiProperty({
    example: 'built-in',
    description: '`built-in`, or an agency’s id. Claims that somebody has already stay where they are',
  })
  @Matches(/^(built-in|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/, {
    message: 'must be "built-in" or the id of an agency',
  })
  pipeline: string;
}

export class PipelineShareDto {
  @ApiProperty({ example: 'built-in', description: '`built-in`, or an agency’s id' })
  pipeline: string;

  @ApiProperty({ example: 17, description: 'Claims in collection there' })
  claims: number;
}

export class ChosenPipelineDto {
  @ApiProperty({ example: 'built-in', description: 'Where claims are handed from now on' })
  pipeline: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  agencyName: string | null;

  @ApiProperty({ type: [PipelineShareDto], description: 'Who has the claims that are in collection now' })
  inCollection: PipelineShareDto[];
}

export function agencyDto(agency: Agency): AgencyDto {
  const { id, key, name, baseUrl, state, lastFailure } = agency;
  return {
    id,
    key,
    name,
    baseUrl,
    state,
    webhookPath: `/api/hooks/agencies/${id}`,
    lastAnswerAt: agency.lastAnswerAt?.toISOString() ?? null,
    lastFailure,
    lastFailureAt: agency.lastFailureAt?.toISOString() ?? null,
  };
}
