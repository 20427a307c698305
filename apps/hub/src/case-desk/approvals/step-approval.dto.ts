import type { ClaimId, LocalDate } from '@app/domain';
import { STEP_KINDS, type StepKind } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ReasonDto } from '../file/acting.dto.js';

const CLAIMS_MAX = 500;

export class NewStepApprovalDto extends ReasonDto {
  @ApiProperty({ enum: STEP_KINDS, example: 'legal-hand-off' })
  @IsIn(STEP_KINDS)
  kind: StepKind;

  @ApiPropertyOptional({ type: [String], description: 'Left out: all claims of the case.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CLAIMS_MAX)
  @IsUUID(undefined, { each: true })
  claimIds?: ClaimId[];
}

export class StepApprovalDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: STEP_KINDS })
  kind: StepKind;

  @ApiProperty({ type: [String], nullable: true, description: 'Null: all claims of the case' })
  claimIds: ClaimId[] | null;

  @ApiProperty({ example: '2026-03-16' })
  approvedOn: LocalDate;

  @ApiProperty()
  approvedBy: string;
}
