import type { ClaimId, JsonObject, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { MoneyDto } from '../../api/money.dto.js';
import { AMOUNT, AMOUNT_MESSAGE, GrantDto } from '../authority/authority.dto.js';

export class NewWaiverDto extends GrantDto {
  @ApiProperty({
    enum: ['interest', 'costs'],
    example: 'interest',
    description: 'interest: the creditor’s to give, within the authority. costs: the collector’s own.',
  })
  @IsIn(['interest', 'costs'])
  part: 'interest' | 'costs';

  @ApiPropertyOptional({ example: '120.00', description: 'In the case’s currency. Left out: all of it.' })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of this claim only.' })
  @IsOptional()
  @IsUUID()
  claimId?: string;
}

export class NewReductionDto extends GrantDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  claimId: string;

  @ApiProperty({ example: '500.00', description: 'Principal that is given up for good.' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount: string;
}

export class AdjustmentDto {
  @ApiProperty({ example: 4, description: 'Number of the entry in the case.' })
  number: number;

  @ApiProperty({ enum: ['interest', 'costs'] })
  part: string;

  @ApiProperty({ example: 'late-interest' })
  kind: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  claimId: ClaimId | null;

  @ApiProperty({ description: 'Negative: given up. Positive: taken back.' })
  amount: MoneyDto;

  @ApiProperty({ example: '2026-03-02' })
  on: LocalDate;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Why, and what allowed it.' })
  rule: JsonObject;

  @ApiProperty({ example: 'case-handler:kari.n' })
  actor: string;
}
