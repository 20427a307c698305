import type { Currency, JsonObject, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ReasonDto } from '../file/acting.dto.js';
import { GRANT_KINDS, type GrantKind } from './grant-kinds.js';

export const AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;
export const AMOUNT_MESSAGE = {
  message: 'must be a decimal without sign, written as text with a point, like "1250.00"',
};

/** What the collector may grant. In a creditor's own terms whatever is left out is decided by the default. */
export class AuthorityTermsDto extends ReasonDto {
  @ApiPropertyOptional({
    example: '500.00',
    description: 'Late interest that may be waived in a case, all waivers together, in the case’s currency.',
  })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  waiveInterestMax?: string;

  @ApiPropertyOptional({ example: true, description: 'The fee for a plan may be left out.' })
  @IsOptional()
  @IsBoolean()
  waiveInstalmentFee?: boolean;

  @ApiPropertyOptional({ example: 30, description: 'Days of deferral in a case, all deferrals together.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3_650)
  deferralDaysMax?: number;

  @ApiPropertyOptional({ example: 24, description: 'Length of a plan, in months.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(120)
  planMonthsMax?: number;

  @ApiPropertyOptional({ example: true, description: 'A plan may run without interest.' })
  @IsOptional()
  @IsBoolean()
  interestFreePlan?: boolean;

  @ApiPropertyOptional({
    example: '0.00',
    description:
      'Principal that may be given up in a case, all reductions together. Never, unless it is set.',
  })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  reducePrincipalMax?: string;
}

export class AuthorityInForceDto {
  @ApiProperty({ example: 2, description: 'Version of the creditor’s own terms; 0: none.' })
  ownVersion: number;

  @ApiProperty({ example: 1, description: 'Version of the default; 0: the one the hub comes with.' })
  defaultVersion: number;

  @ApiProperty({ example: '0.00' })
  waiveInterestMax: string;

  @ApiProperty()
  waiveInstalmentFee: boolean;

  @ApiProperty({ example: 30 })
  deferralDaysMax: number;

  @ApiProperty({ example: 12 })
  planMonthsMax: number;

  @ApiProperty()
  interestFreePlan: boolean;

  @ApiProperty({ example: '0.00' })
  reducePrincipalMax: string;

  @ApiProperty({
    type: [String],
    example: ['planMonthsMax'],
    description: 'Which of them the creditor has said; the others are the default’s.',
  })
  own: string[];
}

/** What to do where the authority does not reach. */
export class GrantDto extends ReasonDto {
  @ApiPropertyOptional({
    default: false,
    description: 'Beyond the authority: ask the creditor by a task, instead of a refusal.',
  })
  @IsOptional()
  @IsBoolean()
  askCreditor?: boolean;
}

export class GrantAnswerDto extends ReasonDto {
  @ApiProperty({ enum: ['yes', 'no'], example: 'yes', description: 'What the creditor said.' })
  @IsIn(['yes', 'no'])
  answer: 'yes' | 'no';
}

export class GrantedDto {
  @ApiProperty({ description: 'False: beyond the authority; the creditor is asked by the task.' })
  granted: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  taskId: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What was granted: its id, or its number.' })
  id: string | null;
}

/** What somebody wants to grant a debtor, and why it takes the creditor's word. */
export class GrantRequestDto {
  @ApiProperty({ format: 'uuid', description: 'Of the task that asks; the answer names it.' })
  taskId: string;

  @ApiProperty({ format: 'uuid' })
  caseId: string;

  @ApiProperty({ example: 'K-142149637667563' })
  caseReference: string;

  @ApiProperty({ example: 'Prøve Testesen' })
  debtorName: string;

  @ApiProperty({ enum: GRANT_KINDS })
  kind: GrantKind;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { days: 60, interest: 'running' },
    description: 'As it was asked for; amounts are decimal texts in `currency`.',
  })
  wish: JsonObject;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { field: 'deferralDaysMax', from: 'default', limit: '30', version: 1 },
    description: 'The term of the authority that does not reach.',
  })
  limit: JsonObject;

  @ApiProperty({ example: 'NOK' })
  currency: Currency;

  @ApiProperty({ example: 'New job from April.' })
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  askedAt: Date;

  @ApiProperty({ example: '2026-03-09', description: 'Somebody asks again from this day on.' })
  dueOn: LocalDate;
}
