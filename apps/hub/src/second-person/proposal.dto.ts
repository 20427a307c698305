import type { JsonObject } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import {
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  type ProposalKind,
  type ProposalState,
  type Subject,
  SUBJECTS,
} from './subjects.js';

export class SecondPersonRuleDto {
  @ApiProperty({
    enum: SUBJECTS,
    isArray: true,
    example: ['hand-over'],
    description:
      'What takes two persons. `hand-over`: letting claims go to collection. `authority`: what the collector may grant. `account-mapping`: where settlements are booked',
  })
  @IsArray()
  @ArrayUnique()
  @IsIn(SUBJECTS, { each: true })
  subjects: Subject[];
}

export class SecondPersonRuleInForceDto extends SecondPersonRuleDto {
  @ApiProperty({ example: 1, description: '0: nobody has chosen yet' })
  version: number;
}

export class ProposalQueryDto {
  @ApiPropertyOptional({ enum: ['open', 'ended'], description: 'Default: both' })
  @IsOptional()
  @IsIn(['open', 'ended'])
  state?: 'open' | 'ended';

  @ApiPropertyOptional({ format: 'uuid', description: '`nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class DeclineDto {
  @ApiProperty({
    example: 'The customer has paid.',
    description: 'For whoever asked. 1 to 500 characters, without words about people.',
  })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class ProposalPersonDto {
  @ApiProperty({ example: 'user', description: '`user`, `api-key`, `api-token`' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: 'Kari Prøve', description: 'Of people alone' })
  name: string | null;
}

export class ProposedChangeDto {
  @ApiProperty({ example: 'planMonthsMax', description: 'As the setting itself names it' })
  field: string;

  @ApiProperty({ type: String, nullable: true, example: '12' })
  before: string | null;

  @ApiProperty({ type: String, nullable: true, example: '24' })
  after: string | null;
}

export class ProposedSumDto {
  @ApiProperty({ example: '12500.50' })
  amount: string;

  @ApiProperty({ example: 'NOK', description: 'ISO 4217 code.' })
  currency: string;
}

export class ProposedClaimsDto {
  @ApiProperty({ example: 12 })
  count: number;

  @ApiProperty({ type: [ProposedSumDto], description: 'Outstanding when it was asked, by currency' })
  sums: ProposedSumDto[];

  @ApiProperty({ type: [String], example: ['10042'] })
  invoiceNumbers: string[];
}

export class ChangeProposalDto {
  @ApiProperty({ format: 'uuid' })
  proposalId: string;

  @ApiProperty({ enum: PROPOSAL_KINDS })
  kind: ProposalKind;

  @ApiProperty({
    enum: PROPOSAL_STATES,
    description:
      '`confirmed`: carried out. `outdated`: what it rested on had changed when somebody said yes. Only `confirmed` has changed anything',
  })
  state: ProposalState;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of an account mapping' })
  connectionId: string | null;

  @ApiProperty()
  askedBy: ProposalPersonDto;

  @ApiProperty({ format: 'date-time' })
  askedAt: string;

  @ApiProperty({
    type: ProposalPersonDto,
    nullable: true,
    description: 'The first of the two; null while only a program has asked: then two persons must say yes',
  })
  firstPerson: ProposalPersonDto | null;

  @ApiProperty({ type: ProposalPersonDto, nullable: true })
  endedBy: ProposalPersonDto | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was declined' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the person who asked wrote' })
  why: string | null;

  @ApiProperty({ type: [ProposedChangeDto], description: 'From what to what; empty for claims' })
  changes: ProposedChangeDto[];

  @ApiProperty({ type: ProposedClaimsDto, nullable: true, description: 'Which claims; null for settings' })
  claims: ProposedClaimsDto | null;

  @ApiProperty({ description: 'Whether you can say yes or no now' })
  mayDecide: boolean;

  @ApiProperty({ description: 'Whether you asked for it, and can take it back' })
  mayWithdraw: boolean;
}

export class ChangeProposalWithOutcomeDto extends ChangeProposalDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    nullable: true,
    description: 'The claims that are to be released',
  })
  claimIds: string[] | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Once confirmed: `results` with an outcome for each claim, or the new `version`',
  })
  outcome: JsonObject | null;
}

export class ChangeProposalPageDto {
  @ApiProperty({ type: [ChangeProposalDto] })
  proposals: ChangeProposalDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Ask for the next page with ?after=' })
  nextAfter: string | null;
}
