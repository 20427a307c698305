import type { ClaimId, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { OBJECTION_STATES, type ObjectionState } from '../../cases/entities/case-objection.entity.js';
import { ActingDto, DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';

/** What an objection may concern: the words of the register. */
export const OBJECTION_CONCERNS = [
  'not-delivered',
  'defect',
  'wrong-amount',
  'paid-already',
  'never-ordered',
  'wrong-person',
  'not-notified',
  'costs',
  'limitation',
  'treatment',
  'other',
] as const;
export type ObjectionConcern = (typeof OBJECTION_CONCERNS)[number];

export const OBJECTION_CHANNELS = [
  'letter',
  'email',
  'sms',
  'call',
  'visit',
  'creditor',
  'own-page',
] as const;

export class NewObjectionDto extends ActingDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The claim it is against. Left out: all of the case.' })
  @IsOptional()
  @IsUUID()
  claimId?: string;

  @ApiProperty({ enum: ['objection', 'complaint'], example: 'objection' })
  @IsIn(['objection', 'complaint'])
  kind: 'objection' | 'complaint';

  @ApiProperty({ enum: OBJECTION_CONCERNS, example: 'defect' })
  @IsIn(OBJECTION_CONCERNS)
  concerns: ObjectionConcern;

  @ApiProperty({ example: 'The washing machine leaked on the first day and was sent back.' })
  @IsString()
  @Length(1, 4_000)
  text: string;

  @ApiProperty({ enum: OBJECTION_CHANNELS, example: 'call', description: 'How it reached us.' })
  @IsIn(OBJECTION_CHANNELS)
  raisedThrough: (typeof OBJECTION_CHANNELS)[number];

  @ApiProperty({ example: '2026-03-02', description: 'The day on which it reached us, or the creditor.' })
  @Matches(DAY, DAY_MESSAGE)
  raisedOn: string;

  @ApiPropertyOptional({ description: 'Before an approved board: nothing moves until it has answered.' })
  @IsOptional()
  @IsBoolean()
  beforeBoard?: boolean;
}

export class ObjectionOutcomeDto extends ReasonDto {
  @ApiProperty({
    enum: ['upheld', 'partly-upheld', 'rejected', 'withdrawn'],
    example: 'upheld',
    description:
      'rejected: only a court may go on, or the claim is dropped, unless the debtor takes it back.',
  })
  @IsIn(['upheld', 'partly-upheld', 'rejected', 'withdrawn'])
  outcome: 'upheld' | 'partly-upheld' | 'rejected' | 'withdrawn';

  @ApiPropertyOptional({
    description:
      'It was reasonable to have it tried before collection began: costs fall away. Default: true when it is upheld in whole or part, else false.',
  })
  @IsOptional()
  @IsBoolean()
  reasonable?: boolean;

  @ApiPropertyOptional({ default: false, description: 'The debtor ought to have raised it earlier.' })
  @IsOptional()
  @IsBoolean()
  raisedTooLate?: boolean;

  @ApiPropertyOptional({ default: false, description: 'It was obviously without ground.' })
  @IsOptional()
  @IsBoolean()
  groundless?: boolean;
}

export class BoardDto extends ReasonDto {
  @ApiProperty({ description: 'It lies before an approved board (Finansklagenemnda, ARN).', example: true })
  @IsBoolean()
  beforeBoard: boolean;
}

export class ObjectionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  caseId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  claimId: ClaimId | null;

  @ApiProperty({ enum: ['objection', 'complaint'] })
  kind: 'objection' | 'complaint';

  @ApiProperty({ enum: OBJECTION_CONCERNS })
  concerns: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ enum: OBJECTION_CHANNELS })
  raisedThrough: string;

  @ApiProperty({ example: '2026-03-02' })
  raisedOn: LocalDate;

  @ApiProperty({ enum: OBJECTION_STATES })
  state: ObjectionState;

  @ApiProperty()
  beforeBoard: boolean;

  @ApiProperty({ type: Boolean, nullable: true })
  reasonable: boolean | null;

  @ApiProperty({ type: String, nullable: true, description: 'How it was judged, in words.' })
  outcome: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-09' })
  handledOn: LocalDate | null;

  @ApiProperty({ type: String, nullable: true })
  handledBy: string | null;
}
