import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import type { CompanyStanding } from './company-standing.js';
import type { CompanyOfGrant, Grant } from './grants.service.js';

const STANDINGS = [
  'free',
  'connected',
  'not-let-in',
  'elsewhere',
  'not-own',
] as const satisfies readonly CompanyStanding['kind'][];

export class GrantSettingsDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { consumerToken: '…', employeeToken: '…' },
    description: 'The fields that GET /ledgers describes. Sealed at once, and never shown again.',
  })
  @IsObject()
  settings: Record<string, unknown>;
}

export class NewGrantDto extends GrantSettingsDto {
  @ApiProperty({ example: 'tripletex', description: 'A ledger’s key from GET /ledgers' })
  @IsString()
  @Length(1, 60)
  connectorKey: string;

  @ApiProperty({ example: 'Fjord Regnskap AS', description: 'Your own name for this access' })
  @IsString()
  @Length(1, 120)
  @Matches(/\S/, { message: 'label must not be blank' })
  label: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The accounting firm or creditor it is for; needed only by who connects for several',
  })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class GrantOwnerDto {
  @ApiProperty({ format: 'uuid' })
  organisationId: string;

  @ApiProperty({ example: 'Fjord Regnskap AS', description: 'As it was called when the access was stored' })
  name: string;
}

export class GrantDto {
  @ApiProperty({ format: 'uuid' })
  grantId: string;

  @ApiProperty({ example: 'tripletex' })
  connectorKey: string;

  @ApiProperty({ example: 'Fjord Regnskap AS' })
  label: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ example: 3, description: 'How many companies are connected through it' })
  connections: number;

  @ApiPropertyOptional({
    type: GrantOwnerDto,
    description: 'Whose people connect with it; absent where it is the installation’s own',
  })
  owner?: GrantOwnerDto;
}

export class CompanyConnectionDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: string;

  @ApiProperty({ format: 'uuid' })
  connectionId: string;

  @ApiProperty({
    description: 'It is stopped, and goes on through this access once the company is connected with it',
  })
  moves: boolean;
}

export class CompanyDto {
  @ApiProperty({ example: '50012', description: 'What POST /grants/{grantId}/connections wants' })
  companyKey: string;

  @ApiProperty({ example: 'Nordlys Rør AS' })
  name: string;

  @ApiPropertyOptional({ example: '899999993', description: 'Absent when the ledger holds none' })
  organisationNumber?: string;

  @ApiProperty({
    enum: STANDINGS,
    enumName: 'CompanyStanding',
    description:
      '`free`: it can be connected. `connected`: it is. `not-let-in`: it is a creditor here that does not let the owner of the access in. `elsewhere`: it is pulled from another ledger, or with a key of another kind. `not-own`: the access is a creditor’s, and this is another company',
  })
  standing: CompanyStanding['kind'];

  @ApiPropertyOptional({
    type: CompanyConnectionDto,
    description: 'Present when the company is connected already',
  })
  connection?: CompanyConnectionDto;
}

export function grantDto({ id, connectorKey, label, createdAt, connections, owner }: Grant): GrantDto {
  return {
    grantId: id,
    connectorKey,
    label,
    createdAt: createdAt.toISOString(),
    connections,
    ...(owner ? { owner: { organisationId: owner.organisationId, name: owner.name } } : {}),
  };
}

export function companyDto({ key, name, organisationNumber, standing }: CompanyOfGrant): CompanyDto {
  return {
    companyKey: key,
    name,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
    standing: standing.kind,
    ...(standing.kind === 'connected' ? { connection: connectionOf(standing) } : {}),
  };
}

function connectionOf({
  connection: { creditorId, id },
  moves,
}: CompanyStanding & { readonly kind: 'connected' }): CompanyConnectionDto {
  return { creditorId, connectionId: id, moves };
}
