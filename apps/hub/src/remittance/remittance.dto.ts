import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';
import { PayeeDto } from '../payouts/payee.dto.js';
import { PAYOUT_STATES, type PayoutState } from '../payouts/payout.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MINOR = /^\d{1,15}$/;

export class RemittanceSettingsDto {
  @ApiProperty({
    enum: ['day', 'week', 'month'],
    description: 'How often; default of a new creditor: every Monday',
  })
  @IsIn(['day', 'week', 'month'])
  every: 'day' | 'week' | 'month';

  @ApiPropertyOptional({
    example: 1,
    description: 'With `week`: 1 is Monday, 5 Friday; with `month`: 1 to 28. Default: 1',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(28)
  day?: number;

  @ApiProperty({ enum: ['NOK', 'SEK'] })
  @IsIn(['NOK', 'SEK'])
  currency: 'NOK' | 'SEK';

  @ApiProperty({
    example: '10000',
    description: 'Minor units; less than this waits, unless the law’s day comes',
  })
  @Matches(MINOR)
  minimumMinor: string;

  @ApiProperty({ type: PayeeDto })
  @ValidateNested()
  @Type(() => PayeeDto)
  payTo: PayeeDto;

  @ApiProperty({ description: 'The paying account' })
  @IsUUID()
  bankAccountId: string;

  @ApiPropertyOptional({ description: 'A person approves each remittance first. Default: false' })
  @IsOptional()
  @IsBoolean()
  approve?: boolean;

  @ApiProperty({ enum: ['nb', 'sv', 'en'] })
  @IsIn(['nb', 'sv', 'en'])
  language: 'nb' | 'sv' | 'en';

  @ApiPropertyOptional({
    example: 14,
    description: 'Days to pass money on where the law says "promptly". Default: 14',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  promptDays?: number;
}

export class RemittanceSettingsInForceDto extends RemittanceSettingsDto {
  @ApiProperty({ description: '0: nobody has chosen yet' })
  version: number;

  @ApiProperty({ nullable: true, type: String, example: '2026-03-09' })
  nextOn: string | null;
}

export class NewRemittanceDto {
  @ApiPropertyOptional({
    example: '2026-03-08',
    description: 'All that was booked until then. Default: yesterday',
  })
  @IsOptional()
  @Matches(DAY)
  cutOffOn?: string;
}

export class RemittanceDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'Counts the creditor’s remittances from 1' })
  number: number;

  @ApiProperty({ example: '2026-03-08' })
  cutOffOn: string;

  @ApiProperty({ example: '2026-03-09' })
  remittedOn: string;

  @ApiProperty({ type: MoneyDto })
  toCreditor: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'For what the collector had laid out' })
  withheld: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  paid: MoneyDto;

  @ApiProperty()
  lines: number;

  @ApiProperty({ nullable: true, type: String })
  payoutId: string | null;
}

export class RemittanceLineDto {
  @ApiProperty({ enum: ['allocated', 'taken-back', 'costs-lost', 'order-failed', 'came-back'] })
  kind: string;

  @ApiProperty()
  bookedOn: string;

  @ApiProperty({ nullable: true, type: String })
  receivedOn: string | null;

  @ApiProperty({ nullable: true, type: String })
  settlementId: string | null;

  @ApiProperty({ nullable: true, type: String })
  claimId: string | null;

  @ApiProperty({ nullable: true, type: String })
  invoiceNumber: string | null;

  @ApiProperty({ nullable: true, type: String })
  reference: string | null;

  @ApiProperty({ type: MoneyDto })
  principal: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  interest: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  fees: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  surplus: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'Of the fees: what the collector earned' })
  collectorsFee: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  keptForDebtor: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'Laid out by the collector; the creditor owes it' })
  advanced: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  toCreditor: MoneyDto;
}

export class RemittanceWithLinesDto extends RemittanceDto {
  @ApiProperty({ nullable: true, enum: PAYOUT_STATES, type: String })
  payoutState: PayoutState | null;

  @ApiProperty({ type: [RemittanceLineDto] })
  settlements: RemittanceLineDto[];
}

export class WaitingMoneyDto {
  @ApiProperty()
  creditorId: string;

  @ApiProperty({ type: MoneyDto })
  held: MoneyDto;

  @ApiProperty()
  oldestReceivedOn: string;

  @ApiProperty({ description: 'Last day by the law, or by the collector’s own promise' })
  deadlineOn: string;

  @ApiProperty({ description: 'The last bank day on which it can be ordered in time' })
  orderBy: string;

  @ApiProperty({ enum: ['in-time', 'soon', 'late'] })
  state: 'in-time' | 'soon' | 'late';

  @ApiProperty({ nullable: true, enum: ['nobody-said-where', 'other-currency'], type: String })
  obstacle: string | null;
}

export class FeePeriodDto {
  @ApiProperty({ example: '2026-03-01' })
  @Matches(DAY)
  from: string;

  @ApiProperty({ example: '2026-03-31' })
  @Matches(DAY)
  to: string;
}

export class FeeBasisDto extends FeePeriodDto {
  @ApiProperty({ type: MoneyDto, description: 'What debtors paid of the collector’s costs' })
  earned: MoneyDto;

  @ApiProperty({ example: '25', description: 'Percent' })
  vatPercent: string;

  @ApiProperty({ type: MoneyDto })
  net: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  vat: MoneyDto;

  @ApiProperty({ type: MoneyDto })
  gross: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'What the creditor still owes of it' })
  payable: MoneyDto;

  @ApiProperty({ description: 'Entries that it is made of' })
  lines: number;
}

export class FeeWithdrawalDto {
  @ApiProperty({ example: '70000', description: 'Minor units' })
  @Matches(MINOR)
  minor: string;

  @ApiProperty({ type: PayeeDto, description: 'The collector’s own account' })
  @ValidateNested()
  @Type(() => PayeeDto)
  to: PayeeDto;

  @ApiProperty({ description: 'The paying account' })
  @IsUUID()
  bankAccountId: string;

  @ApiProperty({
    example: '2026-03',
    description: 'Tells the withdrawal, once per creditor; stands on the statement',
  })
  @Matches(/^[A-Za-z0-9-]{1,35}$/)
  reference: string;
}
