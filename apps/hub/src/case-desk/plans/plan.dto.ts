import type { JsonObject, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyDto } from '../../api/money.dto.js';
import { PLAN_STATES, type PlanState } from '../../cases/entities/case-plan.entity.js';
import { AMOUNT, AMOUNT_MESSAGE, GrantDto } from '../authority/authority.dto.js';
import { DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';

export class PlanStepDto {
  @ApiProperty({ example: 4, description: 'From this instalment on; 1 is the first.' })
  @IsInt()
  @Min(2)
  @Max(120)
  fromInstalment: number;

  @ApiProperty({ example: '1000.00' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  perMonth: string;
}

export class NewPlanDto extends GrantDto {
  @ApiProperty({ example: '500.00', description: 'What the debtor can pay a month, in the case’s currency.' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  perMonth: string;

  @ApiProperty({
    example: '2026-04-15',
    description: 'First due day; the others fall on the same day of later months.',
  })
  @Matches(DAY, DAY_MESSAGE)
  firstDueOn: string;

  @ApiPropertyOptional({
    type: [PlanStepDto],
    description: 'Other amounts from later instalments on, in order.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => PlanStepDto)
  steps?: PlanStepDto[];

  @ApiPropertyOptional({
    type: [Number],
    example: [6, 12],
    description: 'Months without an instalment, 1 to 12.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(11)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(12, { each: true })
  freeMonths?: number[];

  @ApiProperty({
    enum: ['running', 'waived'],
    example: 'waived',
    description: 'Interest while the plan is kept.',
  })
  @IsIn(['running', 'waived'])
  interest: 'running' | 'waived';

  @ApiProperty({
    enum: ['charge', 'waive'],
    example: 'waive',
    description: 'The fee for a plan: Norway, more than four instalments; Sweden, any complete plan.',
  })
  @IsIn(['charge', 'waive'])
  fee: 'charge' | 'waive';

  @ApiPropertyOptional({
    example: '2026-03-16',
    description: 'The proposal stands open until this day. Default: 14 days.',
  })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  answerBy?: string;
}

export const ACCEPTED_HOW = ['in-writing', 'on-the-telephone', 'in-person'] as const;

export class PlanAcceptDto extends ReasonDto {
  @ApiProperty({
    enum: ACCEPTED_HOW,
    example: 'on-the-telephone',
    description: 'How the debtor said yes. Silence is no yes.',
  })
  @IsIn(ACCEPTED_HOW)
  how: (typeof ACCEPTED_HOW)[number];
}

export class PlanRenegotiateDto extends NewPlanDto {
  @ApiProperty({
    enum: ACCEPTED_HOW,
    example: 'on-the-telephone',
    description: 'How the debtor said yes to the new plan.',
  })
  @IsIn(ACCEPTED_HOW)
  how: (typeof ACCEPTED_HOW)[number];
}

export class PlanEndDto extends ReasonDto {
  @ApiProperty({
    enum: ['debtor-asked', 'not-kept'],
    example: 'not-kept',
    description: 'not-kept: only after the debtor was contacted about the missed instalment.',
  })
  @IsIn(['debtor-asked', 'not-kept'])
  because: 'debtor-asked' | 'not-kept';
}

export class InstalmentDto {
  @ApiProperty({ example: 1 })
  number: number;

  @ApiProperty({ example: '2026-04-15' })
  dueOn: LocalDate;

  @ApiProperty()
  amount: MoneyDto;

  @ApiProperty()
  paid: MoneyDto;

  @ApiProperty({ type: String, nullable: true })
  paidOn: LocalDate | null;

  @ApiProperty({ type: String, nullable: true })
  remindedOn: LocalDate | null;

  @ApiProperty({ type: String, nullable: true })
  contactedOn: LocalDate | null;
}

export class PlanDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: PLAN_STATES })
  state: PlanState;

  @ApiProperty({
    enum: ['in-good-standing', 'due-soon', 'late', 'broken', 'paid'],
    description: 'How it stands today.',
  })
  standing: string;

  @ApiProperty({ example: '2026-03-02' })
  agreedOn: LocalDate;

  @ApiProperty({ type: String, nullable: true })
  answerBy: LocalDate | null;

  @ApiProperty({ enum: ['running', 'waived'] })
  interest: 'running' | 'waived';

  @ApiProperty()
  total: MoneyDto;

  @ApiProperty({ type: [InstalmentDto] })
  instalments: InstalmentDto[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The plan that it took the place of.',
  })
  replacesId: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the debtor can pay, and how the plan came of it.',
  })
  basis: JsonObject;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What allowed it.' })
  authority: JsonObject;

  @ApiProperty()
  note: string;

  @ApiProperty({ type: String, nullable: true })
  endedOn: LocalDate | null;
}

export class PlansKeptDto {
  @ApiProperty({ example: 41, description: 'Paid, or not ended, one year after they were agreed.' })
  kept: number;

  @ApiProperty({ example: 6 })
  keptAfterRenegotiation: number;

  @ApiProperty({ example: 9 })
  notKept: number;

  @ApiProperty({ example: 12, description: 'Still in their first year.' })
  tooYoung: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 820,
    description: 'Of a thousand that can be judged.',
  })
  keptPermille: number | null;
}

export class PlanPassDto {
  @ApiProperty()
  ordered: boolean;
}
