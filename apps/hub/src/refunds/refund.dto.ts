import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';
import { PayeeDto } from '../payouts/payee.dto.js';

export class OverpaymentDto {
  @ApiProperty()
  claimId: string;

  @ApiProperty({ nullable: true, type: String })
  caseId: string | null;

  @ApiProperty({ nullable: true, type: String })
  invoiceNumber: string | null;

  @ApiProperty({ type: MoneyDto })
  held: MoneyDto;

  @ApiProperty({ description: 'First day of it in the books' })
  since: string;
}

export class NewRefundDto {
  @ApiProperty()
  @IsUUID()
  claimId: string;

  @ApiPropertyOptional({
    example: '9950',
    description: 'Minor units. Default: all that is held for the claim',
  })
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  minor?: string;

  @ApiPropertyOptional({
    type: PayeeDto,
    description: 'Default: the account it was paid from, where the bank told it',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => PayeeDto)
  to?: PayeeDto;

  @ApiProperty({ description: 'The paying account' })
  @IsUUID()
  bankAccountId: string;

  @ApiProperty({ example: 'For mye betalt, faktura 10043', description: 'Words for the debtor' })
  @IsString()
  @Length(1, 140)
  message: string;

  @ApiProperty({ example: '10043-1', description: 'Tells the refund, once per creditor' })
  @Matches(/^[\w.-]{1,80}$/)
  key: string;
}

export class RefundSettingsDto {
  @ApiProperty({
    example: '50000',
    description:
      'Minor units held for one claim, at most, that go back by themselves; 0: a person decides each',
  })
  @Matches(/^\d{1,15}$/)
  upToMinor: string;

  @ApiPropertyOptional({
    example: 3,
    description: 'Days the money is held first: a bank may take a payment back. Default: 3',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(30)
  afterDays?: number;

  @ApiProperty({ description: 'The paying account' })
  @IsUUID()
  bankAccountId: string;
}

export class RefundSettingsInForceDto {
  @ApiProperty({ description: '0: nobody has chosen yet' })
  version: number;

  @ApiProperty({ example: '50000' })
  upToMinor: string;

  @ApiProperty({ example: 3 })
  afterDays: number;

  @ApiProperty({ nullable: true, type: String })
  bankAccountId: string | null;
}
