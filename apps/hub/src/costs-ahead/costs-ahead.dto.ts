import {
  COST_STEPS,
  COSTS_AHEAD_STATES,
  type CostsAheadState,
  type CostStep,
  type DebtorStanding,
} from '@app/collection';
import type { LocalDate } from '@app/domain';
import { ApiProperty } from '@nestjs/swagger';
import { MoneyDto } from '../api/money.dto.js';

export class CostAheadDto {
  @ApiProperty({
    enum: COST_STEPS,
    description:
      '`higher-fee` is no letter, but the day on which the collector’s fee becomes the higher one (Norway)',
  })
  step: CostStep;

  @ApiProperty({ example: '2026-07-01', description: 'If nothing is paid, agreed or objected to until then' })
  earliestOn: LocalDate;

  @ApiProperty({
    type: MoneyDto,
    nullable: true,
    description:
      'What the step adds to the debtor’s costs, at most; null: the law’s figures are not known yet',
  })
  added: MoneyDto | null;

  @ApiProperty({ type: MoneyDto, nullable: true, description: 'All costs after it, at most; no interest' })
  total: MoneyDto | null;
}

export class CostsAheadDto {
  @ApiProperty({
    enum: COSTS_AHEAD_STATES,
    description:
      '`under-way`: in collection, see the case; `agency`: an outside agency collects, its prices are not known; only `ahead` has steps',
  })
  state: CostsAheadState;

  @ApiProperty({ enum: ['consumer', 'business'], description: '`consumer` too while it is not known' })
  standing: DebtorStanding;

  @ApiProperty({ type: [CostAheadDto] })
  steps: CostAheadDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Why the road goes no further, in a sentence' })
  stoppedBy: string | null;

  @ApiProperty({ description: 'What the list rests on, or why there is none, in a sentence' })
  explanation: string;
}
