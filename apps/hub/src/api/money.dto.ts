import { type Currency, formatDecimal, money } from '@app/domain';
import { ApiProperty } from '@nestjs/swagger';

/** An amount in an answer: a decimal with all digits of its minor unit, never a JSON number. */
export class MoneyDto {
  @ApiProperty({
    example: '12500.50',
    description: 'Decimal text with a point; negative with a leading minus.',
  })
  amount: string;

  @ApiProperty({ example: 'NOK', description: 'ISO 4217 code.' })
  currency: Currency;
}

export function moneyDto(minor: bigint, currency: Currency): MoneyDto {
  return { amount: formatDecimal(money(minor, currency)), currency };
}
