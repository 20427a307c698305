import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
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
  ValidateNested,
} from 'class-validator';
import { ActingDto, DAY, DAY_MESSAGE, ReasonDto } from '../../case-desk/file/acting.dto.js';
import { DIFFERENCE_KINDS, type DifferenceKind } from '../difference-kinds.js';
import { DIFFERENCE_STATES, type DifferenceState } from './difference-life.js';
import { DIFFERENCE_ACTIONS, type DifferenceAction } from './difference-remedies.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
export const DIFFERENCES_PER_PAGE_MAX = 500;

export class DifferenceQueryDto {
  @ApiPropertyOptional({ enum: DIFFERENCE_STATES, description: 'Left out: all that are not cleared' })
  @IsOptional()
  @IsIn(DIFFERENCE_STATES)
  state?: DifferenceState;

  @ApiPropertyOptional({ enum: DIFFERENCE_KINDS })
  @IsOptional()
  @IsIn(DIFFERENCE_KINDS)
  kind?: DifferenceKind;

  @ApiPropertyOptional({ example: UUID_EXAMPLE })
  @IsOptional()
  @IsUUID()
  connectionId?: string;

  @ApiPropertyOptional({ example: UUID_EXAMPLE })
  @IsOptional()
  @IsUUID()
  claimId?: string;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: '`nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: DIFFERENCES_PER_PAGE_MAX, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DIFFERENCES_PER_PAGE_MAX)
  limit?: number;
}

export class DifferenceExplanationDto extends ActingDto {
  @ApiProperty({
    example: 'The creditor has written 0.40 off in December; it is booked with the year’s closing.',
    description: 'Why it is so. It holds until kind or sum changes. No personal data. 1 to 2000 characters.',
  })
  @IsString()
  @Length(1, 2_000)
  text: string;
}

export class FoundPostingDto {
  @ApiProperty({ example: '8812', description: 'The posting’s id in the ledger' })
  @IsString()
  @Length(1, 200)
  postingId: string;

  @ApiProperty({ example: '4711' })
  @IsString()
  @Length(1, 200)
  voucherId: string;

  @ApiProperty({ example: '2026-03-02' })
  @Matches(DAY, DAY_MESSAGE)
  bookedOn: string;
}

export class DifferenceActionDto extends ReasonDto {
  @ApiProperty({
    enum: DIFFERENCE_ACTIONS,
    description: 'Which of them fit stands in `actions` of the difference',
  })
  @IsIn(DIFFERENCE_ACTIONS)
  action: DifferenceAction;

  @ApiPropertyOptional({
    example: UUID_EXAMPLE,
    description: 'With the actions about a write-back: which one',
  })
  @IsOptional()
  @IsUUID()
  writeBackId?: string;

  @ApiPropertyOptional({
    description: 'With `retry-write-back`: you have looked, and it is not in the ledger',
  })
  @IsOptional()
  @IsBoolean()
  notInLedger?: boolean;

  @ApiPropertyOptional({
    type: FoundPostingDto,
    description: 'With `match-posting`: what you found in the ledger',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => FoundPostingDto)
  posting?: FoundPostingDto;
}

export class DifferenceDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  connectionId: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  claimId: string;

  @ApiProperty({ example: 'ledger', description: '`ledger`, or `client-money:<settlement>`' })
  subject: string;

  @ApiProperty({ enum: DIFFERENCE_KINDS })
  kind: DifferenceKind;

  @ApiProperty({ enum: DIFFERENCE_STATES })
  state: DifferenceState;

  @ApiProperty({ example: 'NOK' })
  currency: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1000.00',
    description: 'Outstanding in the ledger; null when the invoice is gone',
  })
  ledger: string | null;

  @ApiProperty({ example: '600.00', description: 'What the ledger should show, or what was settled' })
  expected: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'What the client-money journal holds for the settlement; null when it is about the ledger',
  })
  clientMoney: string | null;

  @ApiProperty({ example: 3, description: 'Whole days since it was first seen' })
  ageDays: number;

  @ApiProperty({ example: '2026-03-02T02:00:41.000Z' })
  firstSeenAt: string;

  @ApiProperty({ example: '2026-03-05T02:00:41.000Z' })
  lastSeenAt: string;

  @ApiProperty({ example: 4, description: 'Runs that found it' })
  timesSeen: number;

  @ApiProperty({ type: String, nullable: true, example: null })
  clearedAt: string | null;

  @ApiProperty({ enum: DIFFERENCE_ACTIONS, isArray: true })
  actions: readonly DifferenceAction[];

  @ApiProperty({ example: 'Accept the payment: it is read again and counts in the claim.' })
  remedy: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Why it is called so, and `sides`: ledger, claim and client money as they were compared',
  })
  evidence: object;
}

export class DifferenceEventDto {
  @ApiProperty({ example: 1 })
  sequence: number;

  @ApiProperty({
    enum: ['seen', 'changed', 'explained', 'action-taken', 'not-helped', 'cleared', 'reopened'],
    example: 'explained',
  })
  kind: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: object;

  @ApiProperty({ example: 'case-handler:kari.n' })
  actor: string;

  @ApiProperty({ example: '2026-03-02T10:15:00.000Z' })
  at: string;
}

export class DifferenceWithHistoryDto extends DifferenceDto {
  @ApiProperty({ type: [DifferenceEventDto] })
  history: DifferenceEventDto[];
}

export class DifferencePageDto {
  @ApiProperty({ type: [DifferenceDto] })
  differences: DifferenceDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextAfter: string | null;
}
