import { ERASABLE_PARTS, type ErasablePart } from '@app/collection';
import type { LocalDate } from '@app/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class ErasureOrderDto {
  @ApiProperty({ example: 'asked-by-the-debtor', description: 'Why, without naming the debtor' })
  @IsString()
  @Length(3, 200)
  reason: string;
}

export class PartRetentionDto {
  @ApiProperty({ enum: ERASABLE_PARTS }) part: ErasablePart;

  @ApiProperty({ description: 'Whether it may go today' }) may: boolean;

  @ApiProperty({ enum: ['case-open', 'retention'], nullable: true })
  reason: 'case-open' | 'retention' | null;

  @ApiProperty({ type: String, nullable: true, description: 'First day on which it may go' })
  from: LocalDate | null;

  @ApiProperty({ description: 'Statute, or our own choice where the law names no time' })
  source: string;

  @ApiProperty({ enum: ['verified', 'secondary', 'unverified'] })
  status: 'verified' | 'secondary' | 'unverified';
}

export class ErasurePlanDto {
  @ApiProperty({ enum: ERASABLE_PARTS, isArray: true, description: 'Erased before' })
  erased: ErasablePart[];

  @ApiProperty({ type: [PartRetentionDto] }) parts: PartRetentionDto[];
}

export class ErasureAnswerDto {
  @ApiProperty({ enum: ERASABLE_PARTS, isArray: true, description: 'Erased now' })
  erased: ErasablePart[];

  @ApiProperty({ type: [PartRetentionDto] }) kept: PartRetentionDto[];
}
