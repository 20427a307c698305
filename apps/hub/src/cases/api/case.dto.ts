import type { CaseId, JsonObject, LocalDate } from '@app/domain';
import { STEP_KINDS, type StepKind } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { MoneyDto } from '../../api/money.dto.js';
import { CASE_STATES, type CaseState } from '../entities/debt-case.entity.js';

export class CaseQueryDto {
  @ApiPropertyOptional({ enum: CASE_STATES })
  @IsOptional()
  @IsIn(CASE_STATES)
  state?: CaseState;

  @ApiPropertyOptional({ enum: STEP_KINDS, description: 'Cases whose next step it is' })
  @IsOptional()
  @IsIn(STEP_KINDS)
  nextStep?: StepKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'The last id of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class OwedDto {
  @ApiProperty()
  principal: MoneyDto;

  @ApiProperty({ description: 'Late interest up to the day of the assessment' })
  interest: MoneyDto;

  @ApiProperty({ description: "Letters' fees and the collector's fee" })
  costs: MoneyDto;

  @ApiProperty({ description: 'Public fees' })
  court: MoneyDto;

  @ApiProperty()
  total: MoneyDto;
}

export class NextStepDto {
  @ApiProperty({
    enum: ['due', 'wait', 'held', 'done'],
    nullable: true,
    description: 'Null before the first assessment',
  })
  outcome: string | null;

  @ApiProperty({ enum: STEP_KINDS, nullable: true })
  step: StepKind | null;

  @ApiProperty({
    type: String,
    example: '2026-03-16',
    nullable: true,
    description: 'First day on which it may be taken',
  })
  on: LocalDate | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The whole answer: every hold, the channel and its rule, warnings',
  })
  why: JsonObject | null;
}

export class CaseDto {
  @ApiProperty({ format: 'uuid' })
  id: CaseId;

  @ApiProperty({ example: 'K-142149637667563' })
  reference: string;

  @ApiProperty({ enum: CASE_STATES })
  state: CaseState;

  @ApiProperty({ type: String, nullable: true })
  closedBy: string | null;

  @ApiProperty()
  debtorName: string;

  @ApiProperty({ example: 'Granly Bygg AS' })
  creditorName: string;

  @ApiProperty({ example: '2026-03-02' })
  openedOn: LocalDate;

  @ApiProperty({ type: String, nullable: true, description: 'The day for which balance and next step hold' })
  assessedOn: LocalDate | null;

  @ApiProperty()
  owed: OwedDto;

  @ApiProperty({ description: 'Beyond all that is owed: belongs to the debtor' })
  overpaid: MoneyDto;

  @ApiProperty()
  nextStep: NextStepDto;
}

export class CasePageDto {
  @ApiProperty({ type: [CaseDto] })
  cases: CaseDto[];

  @ApiProperty({ type: String, nullable: true })
  nextAfter: string | null;
}

export class BalanceLineDto {
  @ApiProperty({
    example: 'principal',
    description: '`principal`, `interest`, or the kind of a fee or movement',
  })
  what: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  claimId: string | null;

  @ApiProperty({ example: '2026-03-16' })
  on: LocalDate;

  @ApiProperty({ description: 'Signed as it adds to what is owed' })
  amount: MoneyDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'How it came about: rate, days, table, source',
  })
  explanation: JsonObject;
}

export class CaseBalanceDto {
  @ApiProperty({ example: '2026-03-16' })
  asOf: LocalDate;

  @ApiProperty({ type: [BalanceLineDto], description: 'They add up to what is owed' })
  lines: BalanceLineDto[];

  @ApiProperty()
  owed: OwedDto;
}

export class CaseLetterDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  kind: string;

  @ApiProperty()
  channel: string;

  @ApiProperty({ example: 'nb' })
  language: string;

  @ApiProperty()
  state: string;

  @ApiProperty({ type: String, nullable: true })
  subject: string | null;

  @ApiProperty({ description: 'The text as it was sent' })
  text: string;

  @ApiProperty({ type: String, nullable: true })
  deadlineOn: LocalDate | null;

  @ApiProperty({ type: String, nullable: true })
  sentAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  deliveredAt: Date | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  proof: JsonObject | null;

  @ApiProperty({ description: 'Whether GET …/letters/{id}/pdf has a document' })
  hasDocument: boolean;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class CaseEventDto {
  @ApiProperty()
  sequence: number;

  @ApiProperty({ example: 'step-done' })
  kind: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: JsonObject;

  @ApiProperty()
  actor: string;

  @ApiProperty()
  at: Date;
}

export class PassOrderedDto {
  @ApiProperty({ description: 'The pass was ordered; it runs in the background' })
  ordered: boolean;
}
