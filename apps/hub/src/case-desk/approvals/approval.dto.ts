import type { ClaimId, LocalDate } from '@app/domain';
import { STEP_KINDS, type StepKind } from '@app/collection';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { SomeClaimsDto } from '../pauses/pause.dto.js';

export class NewApprovalDto extends SomeClaimsDto {
  @ApiProperty({
    enum: STEP_KINDS,
    example: 'legal-hand-off',
    description: 'The step that may be taken: the claim was weighed and found to stand.',
  })
  @IsIn(STEP_KINDS)
  step: StepKind;
}

export class ApprovalDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: STEP_KINDS })
  step: StepKind;

  @ApiProperty({ type: [String], nullable: true, description: 'Null: all claims of the case.' })
  claimIds: ClaimId[] | null;

  @ApiProperty({ example: '2026-03-02' })
  approvedOn: LocalDate;

  @ApiProperty({ example: 'case-handler:kari.n' })
  approvedBy: string;
}
