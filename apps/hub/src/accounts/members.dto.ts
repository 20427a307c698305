import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Length } from 'class-validator';
import { ORGANISATION_KINDS, type OrganisationKind } from './rights.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

export class RoleDto {
  @ApiProperty({ example: 'approver', description: 'A role that the kind of organisation has' })
  @IsString()
  @Length(1, 50)
  role: string;
}

export class WithdrawnInvitationDto {
  @ApiProperty({ example: 'ola@regnskap.example', description: 'Whom the invitation was sent to' })
  @IsEmail()
  email: string;
}

export class MemberDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  userId: string;

  @ApiProperty({ example: 'Ola Prøve' })
  name: string;

  @ApiProperty({ example: 'ola@regnskap.example' })
  email: string;

  @ApiProperty({ example: 'accountant' })
  role: string;

  @ApiProperty({ description: 'Whether a code is asked for besides the password' })
  twoFactor: boolean;

  @ApiProperty({ example: '2026-11-29T09:00:00.000Z' })
  joinedAt: string;

  @ApiProperty({ description: 'Places where the person is signed in now' })
  sessions: number;
}

export class OpenInvitationDto {
  @ApiProperty({ example: 'ola@regnskap.example' })
  email: string;

  @ApiProperty({ example: 'accountant' })
  role: string;

  @ApiProperty({ example: '2026-11-29T09:00:00.000Z' })
  invitedAt: string;

  @ApiProperty({ example: '2026-12-01T09:00:00.000Z', description: 'In the past: it no longer holds.' })
  expiresAt: string;
}

export class OrganisationListedDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  organisationId: string;

  @ApiProperty({ example: 'Regnskap & Råd AS' })
  organisation: string;

  @ApiProperty({ enum: ORGANISATION_KINDS })
  kind: OrganisationKind;
}

export class OrganisationPeopleDto extends OrganisationListedDto {
  @ApiProperty({ example: ['owner', 'accountant'], type: [String], description: 'Roles it can give' })
  roles: string[];

  @ApiProperty({ type: [MemberDto], description: 'At most 500.' })
  members: MemberDto[];

  @ApiProperty({ type: [OpenInvitationDto], description: 'Not accepted and not withdrawn; at most 500.' })
  invitations: OpenInvitationDto[];
}
