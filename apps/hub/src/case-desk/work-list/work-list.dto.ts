import type { CaseId, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { WaitingMoneyDto } from '../../remittance/remittance.dto.js';
import { DAY, DAY_MESSAGE } from '../file/acting.dto.js';

export const WORK_LIST_MAX = 1_000;

/** In the order in which they come on a day: what cannot wait first. */
export const WORK_KINDS = ['limitation', 'objection', 'call', 'task', 'answer-due', 'ends'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export class WorkListQueryDto {
  @ApiPropertyOptional({
    example: '2026-03-02',
    description: 'Everything due until this day. Default: today.',
  })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  until?: string;

  @ApiPropertyOptional({
    example: 'kari.n',
    description: 'Only what this person has to do, and what nobody has yet.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  assignedTo?: string;

  @ApiPropertyOptional({ default: 200, maximum: WORK_LIST_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(WORK_LIST_MAX)
  limit?: number;
}

export class WorkItemDto {
  @ApiProperty({
    enum: WORK_KINDS,
    description:
      'limitation: a claim may lapse. objection: one to answer. call: a step by telephone. task: something to do. answer-due: the creditor or the debtor should have answered. ends: a pause or deferral ends.',
  })
  kind: WorkKind;

  @ApiProperty({ example: '2026-03-02' })
  dueOn: LocalDate;

  @ApiProperty({ format: 'uuid' })
  caseId: CaseId;

  @ApiProperty({ example: 'K-012345678901236' })
  caseReference: string;

  @ApiProperty({ example: 'Call the debtor back after work.' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'by-hand:call-back',
    description: 'Of a task: what it is about. The hub’s own tasks are told in other languages by it.',
  })
  key: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The task, step, plan, pause or deferral.',
  })
  id: string | null;

  @ApiProperty({ description: 'A task, which is taken and ended by its id; else it ends by itself.' })
  isTask: boolean;

  @ApiProperty({ type: String, nullable: true })
  assignedTo: string | null;
}

export class MoneyWorkDto extends WaitingMoneyDto {
  @ApiProperty({
    example: 'Say where this creditor’s money is to be sent: order it by 2026-03-13 at the latest.',
  })
  title: string;
}

export class WorkListDto {
  @ApiProperty({ example: '2026-03-02' })
  today: LocalDate;

  @ApiProperty({ type: [WorkItemDto] })
  items: WorkItemDto[];

  @ApiProperty({
    type: [MoneyWorkDto],
    description: 'Client money of this creditor whose last day is near, and which does not leave by itself.',
  })
  money: MoneyWorkDto[];

  @ApiProperty({ description: 'There is more than was asked for.' })
  hasMore: boolean;
}
