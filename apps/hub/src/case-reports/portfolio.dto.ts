import type { Currency, LocalDate } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';

export const PORTFOLIO_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type PortfolioFormat = (typeof PORTFOLIO_FORMATS)[number];

export const PORTFOLIO_LANGUAGES = ['nb', 'sv', 'en'] as const;
export type PortfolioLanguage = (typeof PORTFOLIO_LANGUAGES)[number];

export class PortfolioQueryDto {
  @ApiPropertyOptional({ enum: PORTFOLIO_FORMATS, default: 'json' })
  @IsOptional()
  @IsIn(PORTFOLIO_FORMATS)
  format?: PortfolioFormat;

  @ApiPropertyOptional({ enum: PORTFOLIO_LANGUAGES, default: 'en', description: 'Of the headings in xlsx.' })
  @IsOptional()
  @IsIn(PORTFOLIO_LANGUAGES)
  language?: PortfolioLanguage;
}

export class PortfolioOpenDto {
  @ApiProperty({ description: 'Open cases of every age.' })
  cases: number;

  @ApiProperty({ type: MoneyDto, description: 'Owed at the last assessment.' })
  principal: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  interest: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  costs: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'The three together.' })
  total: MoneyDto;
}

export class PortfolioStartedDto {
  @ApiProperty()
  cases: number;

  @ApiProperty({ type: MoneyDto, description: 'Principal left to collect when the claims came.' })
  principal: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'Of it, paid so far; at most twelve months after each start.' })
  recovered: MoneyDto;

  @ApiProperty()
  paidCases: number;

  @ApiProperty({ description: 'Of `paidCases`: without a notice of legal action or a hand-off to legal.' })
  paidBeforeLegal: number;
}

export class PortfolioAgeDto {
  @ApiProperty({ example: 31, description: 'First day past due of this age; 0: not overdue.' })
  fromDays: number;

  @ApiProperty({ example: 60, nullable: true, type: Number, description: 'Last day; null: no end.' })
  toDays: number | null;

  @ApiProperty({ description: 'Open cases, by their oldest invoice that is still collected.' })
  cases: number;

  @ApiProperty({ type: MoneyDto, description: 'Owed at the last assessment.' })
  principal: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  interest: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  costs: MoneyDto;
}

export class PortfolioCohortDto {
  @ApiProperty({
    example: '2026-03-01',
    description: 'First day of the month in which the cases were opened.',
  })
  month: LocalDate;

  @ApiProperty()
  cases: number;

  @ApiProperty({ type: MoneyDto, description: 'Principal left to collect when the claims came.' })
  principal: MoneyDto;

  @ApiProperty()
  paidCases: number;

  @ApiProperty({ description: 'Of `paidCases`: without a notice of legal action or a hand-off to legal.' })
  paidBeforeLegal: number;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'Median of the paid cases; null while none is paid.',
  })
  medianDaysToPayment: number | null;

  @ApiProperty({
    type: [MoneyDto],
    description:
      'Principal paid up to the end of the month of the start, of the month after it, and so on: at most twelve months after it. Reversed payments are taken off.',
  })
  recovered: MoneyDto[];
}

export class PortfolioPlansDto {
  @ApiProperty()
  running: number;

  @ApiProperty({ description: 'Paid to the end.' })
  kept: number;

  @ApiProperty({ description: 'Ended by a person because it was not paid.' })
  broken: number;
}

export class PortfolioCostsDto {
  @ApiProperty({ type: MoneyDto })
  charged: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'Waived, or fallen away by the law.' })
  givenUp: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  paid: MoneyDto;
}

export class PortfolioCurrencyDto {
  @ApiProperty({ example: 'NOK' })
  currency: Currency;

  @ApiProperty({ type: PortfolioOpenDto, description: 'All ages together.' })
  open: PortfolioOpenDto;

  @ApiProperty({ type: PortfolioStartedDto, description: 'All months of start together.' })
  started: PortfolioStartedDto;

  @ApiProperty({ type: [PortfolioAgeDto] })
  ages: PortfolioAgeDto[];

  @ApiProperty({ type: [PortfolioCohortDto], description: 'Oldest first; at most 36 months.' })
  cohorts: PortfolioCohortDto[];

  @ApiProperty({ type: PortfolioPlansDto, description: 'Plans agreed on in the months of the report.' })
  plans: PortfolioPlansDto;

  @ApiProperty({ type: PortfolioCostsDto, description: 'In the months of the report.' })
  costs: PortfolioCostsDto;
}

export class PortfolioReportDto {
  @ApiProperty({ example: '2026-03-31', description: 'Today in the creditor’s country.' })
  asOf: LocalDate;

  @ApiProperty({ type: [PortfolioCurrencyDto], description: 'Currencies are never added up.' })
  currencies: PortfolioCurrencyDto[];
}
