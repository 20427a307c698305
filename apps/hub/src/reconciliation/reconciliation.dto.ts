import { ApiProperty } from '@nestjs/swagger';
import { DIFFERENCE_KINDS, type DifferenceKind } from './difference-kinds.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';

export class ReconciliationRunDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  connectionId: string;

  @ApiProperty({ enum: ['running', 'finished', 'failed'] })
  state: 'running' | 'finished' | 'failed';

  @ApiProperty({ example: 412 })
  claimsCompared: number;

  @ApiProperty({ example: 0, description: 'Disagreements between ledger, claims and client money' })
  differences: number;

  @ApiProperty({ example: 1, description: 'What only looks different because something is under way' })
  timing: number;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why the ledger could not be read',
  })
  failure: string | null;

  @ApiProperty({ example: '2026-03-02T02:00:00.000Z' })
  startedAt: string;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T02:00:41.000Z' })
  finishedAt: string | null;
}

export class ReconciliationDifferenceDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  claimId: string;

  @ApiProperty({ example: 'ledger', description: '`ledger`, or `client-money:<settlement>`' })
  subject: string;

  @ApiProperty({ enum: DIFFERENCE_KINDS, example: 'reversed-posting' })
  kind: DifferenceKind;

  @ApiProperty({ example: 'NOK' })
  currency: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1250.00',
    description: 'Outstanding in the ledger; null when the invoice is gone',
  })
  ledger: string | null;

  @ApiProperty({ example: '0.00', description: 'What the ledger should show, or what was settled' })
  expected: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'What the client-money journal holds for the settlement; null when it is about the ledger',
  })
  clientMoney: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { differenceMinor: '125000' } })
  evidence: object;
}

export class ReconciliationRunWithDifferencesDto extends ReconciliationRunDto {
  @ApiProperty({ type: [ReconciliationDifferenceDto], description: 'The first 1000' })
  found: ReconciliationDifferenceDto[];
}
