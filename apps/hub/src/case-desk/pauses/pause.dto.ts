import type { CaseId, ClaimId, JsonObject, LocalDate } from '@app/domain';
import { PAUSABLE_ACTS, type PausableAct } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
} from 'class-validator';
import { PAUSE_KINDS, type PauseKind } from '../../cases/entities/case-pause.entity.js';
import { DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';

export const CLAIMS_MAX = 1_000;

/** Some of the case's claims. */
export class SomeClaimsDto extends ReasonDto {
  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Left out: all claims of the case.' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(CLAIMS_MAX)
  @IsUUID(undefined, { each: true })
  claimIds?: string[];
}

export class NewPauseDto extends SomeClaimsDto {
  @ApiProperty({ enum: ['creditor', 'collector'], example: 'creditor', description: 'Who wants it.' })
  @IsIn(['creditor', 'collector'])
  wantedBy: 'creditor' | 'collector';

  @ApiPropertyOptional({ example: '2026-04-01', description: 'Last day. Left out: until somebody ends it.' })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  untilOn?: string;
}

export const DOUBTS_ABOUT = ['identity', 'claim', 'amount', 'address'] as const;

export class NewDoubtDto extends SomeClaimsDto {
  @ApiProperty({ enum: DOUBTS_ABOUT, example: 'identity' })
  @IsIn(DOUBTS_ABOUT)
  about: (typeof DOUBTS_ABOUT)[number];

  @ApiPropertyOptional({ default: true, description: 'The creditor is asked today.' })
  @IsOptional()
  @IsBoolean()
  askCreditor?: boolean;
}

export class DoubtAnswerDto extends ReasonDto {
  @ApiProperty({
    enum: ['stands', 'does-not-stand'],
    example: 'stands',
    description: 'does-not-stand: the case rests on, and somebody corrects it or gives the claim back.',
  })
  @IsIn(['stands', 'does-not-stand'])
  answer: 'stands' | 'does-not-stand';
}

export class NewPaymentUnderWayDto extends SomeClaimsDto {
  @ApiProperty({ example: '2026-03-02', description: 'The debtor’s bank had the order on this day.' })
  @Matches(DAY, DAY_MESSAGE)
  orderedOn: string;

  @ApiProperty({ example: '2026-03-06', description: 'Last day on which it is waited for.' })
  @Matches(DAY, DAY_MESSAGE)
  expectedBy: string;
}

export class NewCrisisPauseDto extends ReasonDto {
  @ApiProperty({ enum: PAUSABLE_ACTS, isArray: true, example: ['legal-action', 'instalment-fee'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(PAUSABLE_ACTS, { each: true })
  acts: PausableAct[];

  @ApiProperty({
    example: 'flood-2026',
    description: 'What people call it: the same name pauses a creditor or a case once.',
  })
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be small letters, digits and dashes' })
  name: string;

  @ApiProperty({ example: '2026-03-02' })
  @Matches(DAY, DAY_MESSAGE)
  fromOn: string;

  @ApiProperty({ example: '2026-05-31', description: 'Last day.' })
  @Matches(DAY, DAY_MESSAGE)
  untilOn: string;
}

export class PauseDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null: all of the creditor’s cases.',
  })
  caseId: CaseId | null;

  @ApiProperty({ enum: PAUSE_KINDS })
  kind: PauseKind;

  @ApiProperty({ enum: ['creditor', 'collector'] })
  by: 'creditor' | 'collector';

  @ApiProperty({ type: [String], nullable: true })
  claimIds: ClaimId[] | null;

  @ApiProperty({ enum: PAUSABLE_ACTS, isArray: true })
  acts: PausableAct[];

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: JsonObject;

  @ApiProperty({ example: '2026-03-02' })
  fromOn: LocalDate;

  @ApiProperty({ type: String, nullable: true, example: '2026-04-01' })
  untilOn: LocalDate | null;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  endedBy: string | null;
}

export class CrisisPauseResultDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: string;

  @ApiProperty({ format: 'uuid' })
  pauseId: string;

  @ApiProperty({ description: 'Planned steps that were taken back.' })
  stepsCancelled: number;

  @ApiProperty({ description: 'Cases with a claim that may lapse during the pause or soon after it.' })
  limitationWarnings: number;
}
