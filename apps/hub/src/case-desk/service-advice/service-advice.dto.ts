import { PAYMENT_HISTORIES, type PaymentHistory } from '@app/collection';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { MoneyDto } from '../../api/money.dto.js';

const ADVICE = ['keep', 'limit', 'stop', 'person'] as const;

export class ServiceAdviceQueryDto {
  @ApiProperty({
    example: '499.00',
    description: 'What the running service costs in a month, in the case’s currency',
  })
  @Matches(/^\d{1,12}(\.\d{1,4})?$/, { message: 'must be an amount above zero such as 499.00' })
  monthly: string;

  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'People live by it: heat, power, water, care, the only telephone',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  essential?: 'true' | 'false';
}

/** What the rule looked at, so that whoever reads the advice can weigh it. */
class ServiceFactsDto {
  @ApiProperty({ description: 'Since the due day of the oldest claim that is open' })
  daysLate: number;

  @ApiProperty({ type: MoneyDto })
  owed: MoneyDto;

  @ApiProperty({ enum: PAYMENT_HISTORIES })
  history: PaymentHistory;

  @ApiProperty()
  objectionOpen: boolean;

  @ApiProperty({ description: 'A deferral runs, or a plan is kept' })
  agreementKept: boolean;
}

export class ServiceAdviceDto {
  @ApiProperty({
    enum: ADVICE,
    description: '`limit`: only against payment ahead; `person`: somebody must weigh it',
  })
  advice: (typeof ADVICE)[number];

  @ApiProperty({ description: 'The rule that says so' })
  ruleId: string;

  @ApiProperty()
  because: string;

  @ApiProperty({ type: ServiceFactsDto })
  facts: ServiceFactsDto;
}
