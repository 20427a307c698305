import { CLAIM_STATES, type ClaimState, type JsonObject, type LocalDate } from '@app/domain';
import { DECISION_RULES, type DecisionOutcome, type DecisionRule } from '@app/mapping';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';

const OUTCOMES = ['claim', 'not-yet', 'excluded', 'review'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LANGUAGES = ['nb', 'sv', 'en'] as const;

export class OpenItemDto {
  @ApiProperty({ example: '2147600101' })
  ledgerItemId: string;

  @ApiProperty({ example: '10042' })
  invoiceNumber: string;

  @ApiProperty({ example: '84217311' })
  ledgerDebtorId: string;

  @ApiProperty({ type: String, nullable: true, example: 'Prøve Testesen' })
  debtorName: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '10042',
    description: 'What `excludedCustomerNumbers` of the policy names',
  })
  customerNumber: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The claim that it has become' })
  claimId: string | null;

  @ApiProperty({ enum: CLAIM_STATES, nullable: true })
  claimState: ClaimState | null;

  @ApiProperty({ description: 'Somebody has approved the claim, and it waits for a second person' })
  awaitsSecondPerson: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Of an approved claim whose hand-over has not left: it leaves then, unless the approval is undone',
  })
  undoUntil: Date | null;

  @ApiProperty({ example: '2026-06-01' })
  invoicedOn: LocalDate;

  @ApiProperty({ example: '2026-06-15' })
  dueOn: LocalDate;

  @ApiProperty()
  original: MoneyDto;

  @ApiProperty()
  outstanding: MoneyDto;

  @ApiProperty({ enum: OUTCOMES })
  decision: DecisionOutcome;

  @ApiProperty({ enum: DECISION_RULES })
  rule: DecisionRule;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the rule looked at.' })
  inputs: JsonObject;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2026-06-30',
    description: 'When the same facts give another answer.',
  })
  changesOn: LocalDate | null;

  @ApiProperty({ description: 'The decision in a sentence.' })
  explanation: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  vanishedAt: Date | null;
}

export class OpenItemPageDto {
  @ApiProperty({ type: [OpenItemDto] })
  items: OpenItemDto[];

  @ApiProperty({ type: String, nullable: true })
  nextAfter: string | null;
}

export class OpenItemQueryDto {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  decision?: DecisionOutcome;

  @ApiPropertyOptional({
    example: '2026-06-01',
    description: 'Only items that fall due on this day or later.',
  })
  @IsOptional()
  @Matches(DAY)
  dueFrom?: string;

  @ApiPropertyOptional({
    example: '2026-06-30',
    description: 'Only items that fall due on this day or earlier.',
  })
  @IsOptional()
  @Matches(DAY)
  dueTo?: string;

  @ApiPropertyOptional({ example: '10042', description: 'Only items of this customer.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  customerNumber?: string;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];

  @ApiPropertyOptional({ description: 'The last ledgerItemId of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class CustomerGroupDto {
  @ApiProperty({ example: 'Borettslag', description: 'Its name; its key where the ledger tells no name' })
  group: string;

  @ApiProperty({ example: 12, description: 'How many customers belong to it' })
  customers: number;
}

export class DebtorKindDto {
  @ApiProperty({ enum: ['person', 'company'] })
  @IsIn(['person', 'company'])
  kind: 'person' | 'company';
}
