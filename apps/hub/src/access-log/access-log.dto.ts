import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { OPENED, type Opened, type OpenedSubject } from './personal-data-access.entity.js';

export class AccessQueryDto {
  @ApiPropertyOptional({ description: 'Of this case or debtor only' })
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  @ApiPropertyOptional({ description: 'Of this debtor and of all their cases' })
  @IsOptional()
  @IsUUID()
  debtorId?: string;

  @ApiPropertyOptional({ description: 'By this person only' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  actorId?: string;

  @ApiPropertyOptional({ description: '`nextBefore` of the page before' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class PersonalDataAccessDto {
  @ApiProperty() id: string;

  @ApiProperty({ type: String, format: 'date-time' }) at: Date;

  @ApiProperty({ example: 'user' }) actorKind: string;

  @ApiProperty({ description: 'A user’s id, or who a program acted for' }) actorId: string;

  @ApiProperty({ type: String, nullable: true, example: 'Kari Prøve', description: 'Of a user' })
  actorName: string | null;

  @ApiProperty({ enum: OPENED }) opened: Opened;

  @ApiProperty({ enum: ['case', 'case-debtor', 'creditor'] }) subjectKind: OpenedSubject;

  @ApiProperty() subjectId: string;

  @ApiProperty({ type: String, nullable: true, example: 'K-142149637667563', description: 'Of a case' })
  caseReference: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where the route asks for one' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Finds the request in the log' })
  requestId: string | null;
}

export class PersonalDataAccessPageDto {
  @ApiProperty({ type: [PersonalDataAccessDto] }) accesses: PersonalDataAccessDto[];

  @ApiProperty({ type: String, nullable: true }) nextBefore: string | null;
}
