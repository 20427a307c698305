import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ACCOUNT_LANGUAGES, type AccountLanguage } from './account-mails.js';
import { ORGANISATION_KINDS, type OrganisationKind, type Right, RIGHTS } from './rights.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

class PersonDto {
  @ApiProperty({ example: 'Kari Prøve' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ example: 'en lang setning som bare du kan', description: 'At least 12 characters' })
  @IsString()
  @MaxLength(128)
  password: string;

  @ApiPropertyOptional({ enum: ACCOUNT_LANGUAGES, default: 'nb' })
  @IsOptional()
  @IsIn(ACCOUNT_LANGUAGES)
  language?: AccountLanguage;
}

export class FirstUserDto extends PersonDto {
  @ApiProperty({ description: 'From the link that the hub printed at its first start' })
  @IsString()
  @Length(1, 100)
  secret: string;

  @ApiProperty({ example: 'Prøve Inkasso AS', description: 'The collector that runs this hub' })
  @IsString()
  @Length(1, 200)
  organisation: string;

  @ApiProperty({ example: 'kari@inkasso.example' })
  @IsEmail()
  email: string;
}

export class JoinDto extends PersonDto {
  @ApiProperty({ example: UUID_EXAMPLE, description: 'From the link in the mail' })
  @IsUUID()
  invitationId: string;
}

export class NewOrganisationDto {
  @ApiProperty({ example: 'Regnskap & Råd AS' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind: OrganisationKind;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'With `creditor`: which one it is' })
  @IsOptional()
  @IsUUID()
  creditorId?: string;
}

export class OrganisationDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  organisationId: string;
}

export class InvitationDto {
  @ApiProperty({ example: 'ola@regnskap.example' })
  @IsEmail()
  email: string;

  @ApiProperty({ example: 'accountant', description: 'A role that the kind of organisation has' })
  @IsString()
  @Length(1, 50)
  role: string;

  @ApiPropertyOptional({ enum: ACCOUNT_LANGUAGES, default: 'nb', description: 'Of the mail' })
  @IsOptional()
  @IsIn(ACCOUNT_LANGUAGES)
  language?: AccountLanguage;
}

export class LetInDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  @IsUUID()
  organisationId: string;
}

export class AccessDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  organisationId: string;

  @ApiProperty({ example: 'Regnskap & Råd AS' })
  organisation: string;

  @ApiProperty({ example: '2026-11-29T09:00:00.000Z' })
  grantedAt: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  endedAt: string | null;
}

export class MembershipDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  organisationId: string;

  @ApiProperty({ example: 'Regnskap & Råd AS' })
  organisation: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  kind: OrganisationKind;

  @ApiProperty({ example: 'accountant' })
  role: string;

  @ApiProperty({ enum: RIGHTS, isArray: true })
  rights: Right[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Of an organisation that is a creditor',
  })
  creditorId: string | null;
}

export class MeDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  userId: string;

  @ApiProperty({ example: 'Kari Prøve' })
  name: string;

  @ApiProperty({ example: 'kari@inkasso.example' })
  email: string;

  @ApiProperty({ description: 'Whether a code is asked for besides the password' })
  twoFactor: boolean;

  @ApiProperty({ type: [MembershipDto] })
  memberships: MembershipDto[];
}

export class SignInOptionsDto {
  @ApiProperty({
    nullable: true,
    type: String,
    example: 'Kontoret',
    description: 'What the provider of single sign-on is called; null where there is none',
  })
  singleSignOn: string | null;
}
