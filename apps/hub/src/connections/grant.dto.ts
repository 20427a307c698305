import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsString, Length, Matches } from 'class-validator';
import type { CompanyOfGrant, Grant } from './grants.service.js';

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
}

export class CompanyConnectionDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: string;

  @ApiProperty({ format: 'uuid' })
  connectionId: string;
}

export class CompanyDto {
  @ApiProperty({ example: '50012', description: 'What POST /grants/{grantId}/connections wants' })
  companyKey: string;

  @ApiProperty({ example: 'Nordlys Rør AS' })
  name: string;

  @ApiPropertyOptional({ example: '899999993', description: 'Absent when the ledger holds none' })
  organisationNumber?: string;

  @ApiPropertyOptional({
    type: CompanyConnectionDto,
    description: 'Present when the company is connected already',
  })
  connection?: CompanyConnectionDto;
}

export function grantDto({ id, connectorKey, label, createdAt, connections }: Grant): GrantDto {
  return { grantId: id, connectorKey, label, createdAt: createdAt.toISOString(), connections };
}

export function companyDto({ key, name, organisationNumber, connection }: CompanyOfGrant): CompanyDto {
  return {
    companyKey: key,
    name,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
    ...(connection ? { connection: { creditorId: connection.creditorId, connectionId: connection.id } } : {}),
  };
}
