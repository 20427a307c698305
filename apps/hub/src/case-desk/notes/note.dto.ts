import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, Length } from 'class-validator';
import { CASE_NOTE_KINDS, type CaseNoteKind } from '../../cases/entities/case-note.entity.js';
import { ActingDto } from '../file/acting.dto.js';

export class NewNoteDto extends ActingDto {
  @ApiProperty({ enum: CASE_NOTE_KINDS, example: 'call-out' })
  @IsIn(CASE_NOTE_KINDS)
  kind: CaseNoteKind;

  @ApiProperty({
    example: 'Lost the job in January, new one from April. Wants to pay 500 a month until then.',
  })
  @IsString()
  @Length(1, 4_000)
  text: string;

  @ApiPropertyOptional({ default: false, description: 'The debtor was reached: counts as a contact.' })
  @IsOptional()
  @IsBoolean()
  reachedDebtor?: boolean;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When it was, if not now; with an offset. Example: `2026-03-02T10:15:00Z`.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  at?: string;
}

export class NoteDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: CASE_NOTE_KINDS })
  kind: CaseNoteKind;

  @ApiProperty()
  text: string;

  @ApiProperty()
  reachedDebtor: boolean;

  @ApiProperty({ format: 'date-time' })
  at: Date;

  @ApiProperty({ example: 'case-handler:kari.n' })
  createdBy: string;
}
