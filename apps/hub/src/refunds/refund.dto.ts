import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
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
