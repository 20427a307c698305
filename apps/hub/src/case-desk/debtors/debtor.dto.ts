import type { JsonObject, PostalAddress } from '@app/domain';
import type { DebtorKind } from '@app/domain';
import { LANGUAGES, type Language } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';

export const DEBTOR_KINDS = ['person', 'company', 'unknown'] as const;
export const STANDINGS = ['consumer', 'business'] as const;
export const CONSENTS = ['given', 'not-asked', 'withdrawn'] as const;
export const POINT_CHANNELS = ['email', 'sms', 'call'] as const;

export const CIRCUMSTANCES = [
  'protectedAddress',
  'guardian',
  'representative',
  'minor',
  'deceased',
  'bankruptcy',
  'debtSettlement',
  'vulnerable',
] as const;
export type CircumstanceName = (typeof CIRCUMSTANCES)[number];

/** Where post is delivered. */
export class PostalAddressDto {
  @ApiProperty({ type: [String], example: ['Eksempelveien 1'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  lines: string[];

  @ApiProperty({ example: '0000' })
  @Matches(/^[0-9A-Z -]{3,12}$/, { message: 'must be 3 to 12 digits, capitals, blanks or hyphens' })
  postalCode: string;

  @ApiProperty({ example: 'Eksempelvik' })
  @IsString()
  @Length(1, 80)
  city: string;

  @ApiPropertyOptional({ example: 'NO', description: 'ISO 3166-1; left out: the creditor’s country.' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capitals, as in ISO 3166-1' })
  countryCode?: string;
}

export class DebtorChangesDto extends ReasonDto {
  @ApiPropertyOptional({ example: 'Kari Nordmann' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiPropertyOptional({ enum: DEBTOR_KINDS, example: 'person' })
  @IsOptional()
  @IsIn(DEBTOR_KINDS)
  kind?: DebtorKind;

  @ApiPropertyOptional({ enum: STANDINGS, description: 'What the debtor is to the law in these claims.' })
  @IsOptional()
  @IsIn(STANDINGS)
  standing?: (typeof STANDINGS)[number];

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  @ApiPropertyOptional({
    example: 'long-standing',
    description: 'The creditor’s own name for the kind of customer.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  category?: string;

  @ApiPropertyOptional({
    type: PostalAddressDto,
    description:
      'Where letters go from now on. Also the old one, where it was right in spite of post that came back.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => PostalAddressDto)
  address?: PostalAddressDto;
}

export class NewContactPointDto extends ReasonDto {
  @ApiProperty({ enum: POINT_CHANNELS, example: 'email' })
  @IsIn(POINT_CHANNELS)
  channel: (typeof POINT_CHANNELS)[number];

  @ApiProperty({ example: 'debtor@example.com', description: 'E-mail address or telephone number.' })
  @IsString()
  @Length(3, 254)
  value: string;

  @ApiProperty({ enum: CONSENTS, example: 'given' })
  @IsIn(CONSENTS)
  consent: (typeof CONSENTS)[number];

  @ApiPropertyOptional({
    example: 'said so on the telephone',
    description: 'How consent was given or withdrawn.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  consentHow?: string;

  @ApiPropertyOptional({ example: '2026-03-02', description: 'Default: today.' })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  consentOn?: string;
}

export class ContactPointChangesDto extends ReasonDto {
  @ApiPropertyOptional({ enum: CONSENTS })
  @IsOptional()
  @IsIn(CONSENTS)
  consent?: (typeof CONSENTS)[number];

  @ApiPropertyOptional({ example: 'answered STOP' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  consentHow?: string;

  @ApiPropertyOptional({ example: '2026-03-02' })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  consentOn?: string;

  @ApiPropertyOptional({ description: 'A message to it came back, or it works again.' })
  @IsOptional()
  @IsBoolean()
  failed?: boolean;
}

/** Whoever gets letters in the debtor's place. */
export class StandInDto {
  @ApiProperty({ example: 'Advokatfirmaet Eksempel AS' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ example: 'bo@example.com' })
  @IsOptional()
  @IsEmail()
  email?: string;

  @ApiPropertyOptional({ type: PostalAddressDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => PostalAddressDto)
  address?: PostalAddressDto;
}

/** What is asked for depends on the circumstance; a field that is missing is named. */
export class CircumstanceDto extends ReasonDto {
  @ApiPropertyOptional({
    description: 'protectedAddress: a case handler takes letters on a way of their own.',
  })
  @IsOptional()
  @IsBoolean()
  byHand?: boolean;

  @ApiPropertyOptional({ enum: ['both', 'guardian-only', 'not-concerned'], description: 'guardian' })
  @IsOptional()
  @IsIn(['both', 'guardian-only', 'not-concerned'])
  scope?: 'both' | 'guardian-only' | 'not-concerned';

  @ApiPropertyOptional({
    example: 'Vera Verge',
    description: 'guardian: whom to write to; left out: not known yet.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  guardianName?: string;

  @ApiPropertyOptional({ example: 'verge@example.com', description: 'guardian' })
  @IsOptional()
  @IsEmail()
  guardianEmail?: string;

  @ApiPropertyOptional({
    type: () => StandInDto,
    description: 'guardian, representative, deceased: whom to write to, with an e-mail or postal address',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => StandInDto)
  recipient?: StandInDto;

  @ApiPropertyOptional({
    description: 'representative: we know where to write to; not needed where `recipient` says so.',
  })
  @IsOptional()
  @IsBoolean()
  reachable?: boolean;

  @ApiPropertyOptional({ example: '2030-05-17', description: 'minor' })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  adultOn?: string;

  @ApiPropertyOptional({ description: 'minor: a person has found that the debt binds all the same.' })
  @IsOptional()
  @IsBoolean()
  debtStands?: boolean;

  @ApiPropertyOptional({
    example: '2026-02-20',
    description: 'deceased: day of death. bankruptcy: day of opening. vulnerable: since.',
  })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  on?: string;

  @ApiPropertyOptional({
    description: 'deceased: a person has found the estate, and decided to go on towards it.',
  })
  @IsOptional()
  @IsBoolean()
  estateReachable?: boolean;

  @ApiPropertyOptional({ enum: ['offered', 'opened', 'in-force'], description: 'debtSettlement' })
  @IsOptional()
  @IsIn(['offered', 'opened', 'in-force'])
  stage?: 'offered' | 'opened' | 'in-force';

  @ApiPropertyOptional({
    example: '2031-03-01',
    description: 'debtSettlement: last day for which nothing may be demanded.',
  })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  until?: string;

  @ApiPropertyOptional({
    enum: ['stop', 'contact-only', 'adapted'],
    description: 'vulnerable: how far the machine may go.',
  })
  @IsOptional()
  @IsIn(['stop', 'contact-only', 'adapted'])
  care?: 'stop' | 'contact-only' | 'adapted';
}

export class ContactPointDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: POINT_CHANNELS })
  channel: string;

  @ApiProperty({ enum: CONSENTS })
  consent: string;

  @ApiProperty()
  failed: boolean;

  @ApiPropertyOptional({ description: 'Only in a disclosure.' })
  value?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Who noted the consent, when, and how it was given.',
  })
  consentRecord?: JsonObject;
}

export class CaseDebtorDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: DEBTOR_KINDS })
  kind: DebtorKind;

  @ApiProperty({ enum: STANDINGS, nullable: true, description: 'Null: nobody knows; nothing is sent.' })
  standing: (typeof STANDINGS)[number] | null;

  @ApiProperty()
  name: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a company. A person’s national id stands here as dots; it is disclosed on request.',
  })
  organisationNumber: string | null;

  @ApiProperty({ enum: LANGUAGES })
  language: Language;

  @ApiProperty({ type: String, nullable: true })
  category: string | null;

  @ApiProperty({
    description: 'Post came back from the address: no letter goes there until another is given.',
  })
  addressFailed: boolean;

  @ApiProperty({ type: [ContactPointDto] })
  contactPoints: ContactPointDto[];

  @ApiProperty({
    enum: CIRCUMSTANCES,
    isArray: true,
    description: 'Which apply; what they say is disclosed on request.',
  })
  circumstances: CircumstanceName[];
}

export class DebtorDisclosureDto extends CaseDebtorDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Null when there is none, or when it is protected: then it is never shown.',
  })
  address: PostalAddress | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  details: JsonObject;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  guardian: JsonObject | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Whom to write to: `representative` and `estate`, where there are',
  })
  standIns: JsonObject;
}

export class DebtorVersionDto {
  @ApiProperty({ example: 1 })
  number: number;

  @ApiProperty({ type: [String], example: ['vulnerable'] })
  changed: string[];

  @ApiProperty()
  reason: string;

  @ApiProperty({ format: 'date-time' })
  changedAt: Date;

  @ApiProperty({ example: 'case-handler:kari.n' })
  changedBy: string;
}
