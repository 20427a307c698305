import type { JsonObject, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { ActingDto, DAY, DAY_MESSAGE, ReasonDto } from '../file/acting.dto.js';

export const TASK_STATES = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export class NewTaskDto extends ActingDto {
  @ApiPropertyOptional({
    example: 'call-back',
    description: 'What it is about: of the same key one is open at a time. Left out: made from the title.',
  })
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9:-]{0,99}$/, { message: 'must be small letters, digits, dashes and colons' })
  key?: string;

  @ApiProperty({ example: 'Call the debtor back after work.' })
  @IsString()
  @Length(1, 300)
  title: string;

  @ApiProperty({ example: '2026-03-05' })
  @Matches(DAY, DAY_MESSAGE)
  dueOn: string;

  @ApiPropertyOptional({ example: 'kari.n' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  assignedTo?: string;
}

export class TaskOutcomeDto extends ReasonDto {
  @ApiProperty({ enum: ['done', 'dropped'], example: 'done', description: 'dropped: no longer to be done.' })
  @IsIn(['done', 'dropped'])
  state: 'done' | 'dropped';
}

export class TaskMoveDto extends ReasonDto {
  @ApiPropertyOptional({ example: '2026-03-09' })
  @IsOptional()
  @Matches(DAY, DAY_MESSAGE)
  dueOn?: string;

  @ApiPropertyOptional({ example: 'kari.n' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  assignedTo?: string;
}

export class TaskDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  caseId: string;

  @ApiProperty({ example: 'limitation' })
  key: string;

  @ApiProperty({ example: 'The claim lapses soon: interrupt limitation, or let it go.' })
  title: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: JsonObject;

  @ApiProperty({ example: '2026-03-05' })
  dueOn: LocalDate;

  @ApiProperty({ enum: TASK_STATES })
  state: TaskState;

  @ApiProperty({ type: String, nullable: true })
  assignedTo: string | null;

  @ApiProperty({ type: String, nullable: true })
  outcome: string | null;

  @ApiProperty({ example: 'system' })
  createdBy: string;
}
