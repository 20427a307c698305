import { type ConnectorDefinition, describeSettings } from '@app/connectors';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class LocalTextDto {
  @ApiProperty({ example: 'Ansattnøkkel' })
  nb: string;

  @ApiProperty({ example: 'Medarbetarnyckel' })
  sv: string;

  @ApiProperty({ example: 'Employee token' })
  en: string;
}

/** Enough to draw a form field and to check what is typed in. */
export class LedgerSettingDto {
  @ApiProperty({ example: 'employeeToken' })
  name: string;

  @ApiProperty({ example: 'string' })
  type: string;

  @ApiProperty({ type: LocalTextDto })
  label: LocalTextDto;

  @ApiProperty({ type: LocalTextDto, description: 'Where the person finds the value' })
  help: LocalTextDto;

  @ApiProperty({ description: 'Shown masked while it is typed, and never again' })
  secret: boolean;

  @ApiProperty()
  required: boolean;

  @ApiPropertyOptional()
  example?: string;

  @ApiProperty({ example: 4000 })
  lengthMax: number;
}

export class LedgerDto {
  @ApiProperty({ example: 'tripletex' })
  key: string;

  @ApiProperty({ example: 'Tripletex' })
  name: string;

  @ApiProperty({ example: ['NO'], type: [String] })
  countries: string[];

  @ApiProperty({ example: ['company-list', 'incremental-pull', 'write-back'], type: [String] })
  capabilities: string[];

  @ApiProperty({ description: 'A person signs in at the vendor: POST /grants/sign-ins takes the settings' })
  signIn: boolean;

  @ApiProperty({
    type: [LedgerSettingDto],
    description: 'What a person fills in; what signing in at the vendor fills in is not among it',
  })
  settings: LedgerSettingDto[];
}

export function ledgerDto(definition: ConnectorDefinition): LedgerDto {
  return {
    key: definition.key,
    name: definition.displayName,
    countries: [...definition.countries],
    capabilities: [...definition.capabilities],
    signIn: definition.signIn !== undefined,
    settings: describeSettings(definition)
      .filter(({ filledBySignIn }) => !filledBySignIn)
      .map(({ filledBySignIn: _, ...setting }) => setting),
  };
}
