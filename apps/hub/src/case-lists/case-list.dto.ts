import type { CaseDebtorId, CaseId, CreditorId, LocalDate } from '@app/domain';
import { HOLD_REASONS, type HoldReason, STEP_KINDS, type StepKind } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';
import { CASE_STATES, type CaseState } from '../cases/entities/debt-case.entity.js';

export const CASES_PER_PAGE_MAX = 200;
/** A hundred years: whatever is older was entered wrongly. */
const DAYS_MAX = 36_500;

/** `open` is what is worked: legal steps included. */
export const CASE_LIST_STATES = ['open', 'legal', 'closed', 'all'] as const;
export const CASE_ORDERS = ['newest', 'oldest', 'largest'] as const;
export type CaseOrder = (typeof CASE_ORDERS)[number];

const AMOUNT = /^\d{1,11}(\.\d{1,2})?$/;
const AMOUNT_MESSAGE = {
  message: 'must be a decimal without sign, written as text with a point, like "1250.00"',
};

export class CaseListQueryDto {
  @ApiPropertyOptional({
    example: 'nordmann',
    description:
      'Begins of the number of case or invoice, the organisation number, or words of the debtor’s name',
  })
  @IsOptional()
  @IsString()
  @Length(2, 100)
  q?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Cases of this creditor' })
  @IsOptional()
  @IsUUID()
  creditorId?: string;

  @ApiPropertyOptional({
    enum: CASE_LIST_STATES,
    description: 'Default: `open`, which is all that is worked; with `q`: `all`',
  })
  @IsOptional()
  @IsIn(CASE_LIST_STATES)
  state?: (typeof CASE_LIST_STATES)[number];

  @ApiPropertyOptional({ enum: STEP_KINDS, description: 'Cases whose next step it is' })
  @IsOptional()
  @IsIn(STEP_KINDS)
  nextStep?: StepKind;

  @ApiPropertyOptional({ enum: HOLD_REASONS, description: 'Cases that this holds, or one claim of them' })
  @IsOptional()
  @IsIn(HOLD_REASONS)
  heldBy?: HoldReason;

  @ApiPropertyOptional({ example: '1000.00', description: 'Principal that is still owed, at least' })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  principalMin?: string;

  @ApiPropertyOptional({ example: '50000.00', description: 'Principal that is still owed, at most' })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  principalMax?: string;

  @ApiPropertyOptional({ example: 90, description: 'Days since the case was opened, at least' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(DAYS_MAX)
  ageMin?: number;

  @ApiPropertyOptional({ example: 365, description: 'Days since the case was opened, at most' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(DAYS_MAX)
  ageMax?: number;

  @ApiPropertyOptional({
    enum: CASE_ORDERS,
    description: 'Default: `largest` where an amount is asked for, else `newest`',
  })
  @IsOptional()
  @IsIn(CASE_ORDERS)
  order?: CaseOrder;

  @ApiPropertyOptional({ description: '`nextAfter` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  after?: string;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: CASES_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(CASES_PER_PAGE_MAX)
  limit?: number;
}

export class ListedCaseDto {
  @ApiProperty({ format: 'uuid' })
  id: CaseId;

  @ApiProperty({ format: 'uuid' })
  creditorId: CreditorId;

  @ApiProperty({ example: 'Granly Bygg AS' })
  creditorName: string;

  @ApiProperty({ example: 'K-142149637667563' })
  reference: string;

  @ApiProperty({ enum: CASE_STATES })
  state: CaseState;

  @ApiProperty({ type: String, nullable: true })
  closedBy: string | null;

  @ApiProperty({ format: 'uuid' })
  debtorId: CaseDebtorId;

  @ApiProperty({ example: 'Kari Nordmann' })
  debtorName: string;

  @ApiProperty({
    type: [String],
    example: ['10042'],
    description: 'Of its claims, at most three, by due day',
  })
  invoiceNumbers: string[];

  @ApiProperty({ example: '2026-03-02' })
  openedOn: LocalDate;

  @ApiProperty({ description: 'All that is owed, at the last assessment' })
  owed: MoneyDto;

  @ApiProperty({ enum: ['due', 'wait', 'held', 'done'], nullable: true })
  outcome: string | null;

  @ApiProperty({ enum: STEP_KINDS, nullable: true })
  nextStep: StepKind | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-16', description: 'Its earliest day' })
  nextOn: LocalDate | null;

  @ApiProperty({ enum: HOLD_REASONS, isArray: true })
  heldBy: HoldReason[];

  @ApiProperty({ type: String, nullable: true })
  handler: string | null;
}

export class CaseListDto {
  @ApiProperty({ type: [ListedCaseDto] })
  cases: ListedCaseDto[];

  @ApiProperty({ type: String, nullable: true })
  nextAfter: string | null;

  @ApiProperty({
    description: 'So much matches that only a part was looked through: more words or digits are needed.',
  })
  isCut: boolean;
}

export class CreditorNameDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: CreditorId;

  @ApiProperty({ example: 'Granly Bygg AS' })
  name: string;
}
