import {
  CLAIM_HOLD_REASONS,
  CLAIM_STATES,
  type ClaimHoldReason,
  type ClaimId,
  type ClaimState,
  type JsonObject,
  type LocalDate,
} from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';
import {
  UNDO_OUTCOMES,
  UNDO_REFUSALS,
  type UndoOutcome,
  type UndoRefusal,
  type UndoResult,
} from './approval-undo.js';
import { APPROVAL_OUTCOMES, type ApprovalOutcome, type ApprovalResult } from './claim-approvals.js';

export class ClaimDto {
  @ApiProperty({ format: 'uuid' })
  id: ClaimId;

  @ApiProperty({ format: 'uuid' })
  connectionId: string;

  @ApiProperty({ example: '2147600101', description: 'The open item in the ledger.' })
  ledgerItemId: string;

  @ApiProperty({ example: '10042' })
  invoiceNumber: string;

  @ApiProperty({ example: '2026-06-01' })
  invoicedOn: LocalDate;

  @ApiProperty({ example: '2026-06-15' })
  dueOn: LocalDate;

  @ApiProperty({ enum: CLAIM_STATES })
  state: ClaimState;

  @ApiProperty({
    enum: CLAIM_HOLD_REASONS,
    nullable: true,
    description: 'What stops the machine for this claim.',
  })
  holdReason: ClaimHoldReason | null;

  @ApiProperty({ type: String, nullable: true })
  holdDetail: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Of an approved claim whose hand-over has not left: it leaves then, unless the approval is undone.',
  })
  undoUntil: Date | null;

  @ApiProperty({ description: 'principal = paid + credited + writtenOff + outstanding' })
  principal: MoneyDto;

  @ApiProperty()
  paid: MoneyDto;

  @ApiProperty()
  credited: MoneyDto;

  @ApiProperty()
  writtenOff: MoneyDto;

  @ApiProperty()
  outstanding: MoneyDto;

  @ApiProperty({ description: 'Beyond the principal: belongs to the debtor.' })
  overpaid: MoneyDto;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '100420009',
    description: 'KID or OCR with a right check digit.',
  })
  paymentReference: string | null;

  @ApiProperty({ example: 'K-012345678901236', description: 'What people call the case.' })
  caseReference: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Why it is a claim: rule, inputs, policy version.',
  })
  reason: JsonObject;

  @ApiProperty({ description: 'The same in a sentence.' })
  explanation: string;
}

export class ClaimEventDto {
  @ApiProperty({ example: 1 })
  sequence: number;

  @ApiProperty({ example: 'created' })
  kind: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: JsonObject;

  @ApiProperty({ example: 'system' })
  actor: string;

  @ApiProperty({ format: 'date-time' })
  at: Date;
}

export class ClaimWithHistoryDto extends ClaimDto {
  @ApiProperty({ type: [ClaimEventDto] })
  history: ClaimEventDto[];
}

export class ClaimPageDto {
  @ApiProperty({ type: [ClaimDto] })
  claims: ClaimDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Ask for the next page with ?after=' })
  nextAfter: string | null;
}

const LANGUAGES = ['nb', 'sv', 'en'] as const;

export class LanguageQueryDto {
  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];
}

export class ClaimQueryDto extends LanguageQueryDto {
  @ApiPropertyOptional({ enum: CLAIM_STATES })
  @IsOptional()
  @IsIn(CLAIM_STATES)
  state?: ClaimState;

  @ApiPropertyOptional({
    description: 'true: only claims that something stops; false: only those that nothing does.',
  })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  held?: boolean;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class ApproveClaimsDto {
  @ApiProperty({ type: [String], format: 'uuid', description: 'At most 500.' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  claimIds: string[];
}

export class ApprovalResultDto implements ApprovalResult {
  @ApiProperty({ format: 'uuid' })
  claimId: ClaimId;

  @ApiProperty({
    enum: APPROVAL_OUTCOMES,
    description:
      '`awaiting-second-person`: nothing is released until another person has confirmed `proposalId`',
  })
  outcome: ApprovalOutcome;

  @ApiPropertyOptional({ description: 'Why it was refused.' })
  reason?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'What a second person confirms.' })
  proposalId?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Of an approval: until then it can be undone. Absent where the claim leaves at once.',
  })
  undoUntil?: Date;
}

export class UndoResultDto implements UndoResult {
  @ApiProperty({ format: 'uuid' })
  claimId: ClaimId;

  @ApiProperty({ enum: UNDO_OUTCOMES, description: '`unchanged`: it waits for approval already' })
  outcome: UndoOutcome;

  @ApiPropertyOptional({
    enum: UNDO_REFUSALS,
    description:
      '`leaving`: the hand-over is on its way; `handed-over`: it has arrived. Withdraw the claim then.',
  })
  refusal?: UndoRefusal;

  @ApiPropertyOptional({ description: 'Why it was refused, in a sentence.' })
  reason?: string;
}

export class ClaimActionDto {
  @ApiProperty({
    example: 'The customer called; we look into it.',
    description: 'For the history. 1 to 500 characters.',
  })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class WriteOffDto extends ClaimActionDto {
  @ApiProperty({ example: '150.00', description: 'In the currency of the claim.' })
  @Matches(/^\d{1,13}(\.\d{1,2})?$/)
  amount: string;
}
