import type { ClaimId, JsonObject, LocalDate } from '@app/domain';
import { DEFERRAL_DAYS_MAX } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import { GrantDto } from '../authority/authority.dto.js';
import { CLAIMS_MAX } from '../pauses/pause.dto.js';

export class NewDeferralDto extends GrantDto {
  @ApiProperty({ example: 14, description: 'Days from today; the last one is moved off a day without work.' })
  @IsInt()
  @Min(1)
  @Max(DEFERRAL_DAYS_MAX)
  days: number;

  @ApiProperty({ enum: ['running', 'waived'], example: 'running', description: 'Interest meanwhile.' })
  @IsIn(['running', 'waived'])
  interest: 'running' | 'waived';

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Left out: all claims of the case.' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(CLAIMS_MAX)
  @IsUUID(undefined, { each: true })
  claimIds?: string[];
}

export class DeferralDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: '2026-03-02' })
  grantedOn: LocalDate;

  @ApiProperty({ example: '2026-03-16', description: 'Last day.' })
  untilOn: LocalDate;

  @ApiProperty({ type: [String], nullable: true })
  claimIds: ClaimId[] | null;

  @ApiProperty({ enum: ['running', 'waived'] })
  interest: 'running' | 'waived';

  @ApiProperty({ enum: ['active', 'ended', 'cancelled'] })
  state: 'active' | 'ended' | 'cancelled';

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What allowed it.' })
  authority: JsonObject;

  @ApiProperty({ example: 'case-handler:kari.n' })
  createdBy: string;
}
