import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { MoneyDto } from '../api/money.dto.js';

export class ProofQueryDto {
  @ApiProperty({ example: '2026-03-31' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  on: string;
}

export class ProvenBankDto {
  @ApiProperty({ description: 'The account at the bank' })
  place: string;

  @ApiProperty({ type: MoneyDto, description: 'By our books' })
  books: MoneyDto;

  @ApiProperty({
    type: MoneyDto,
    nullable: true,
    description: 'By the bank’s statement of that day; null when it told none',
  })
  bank: MoneyDto | null;

  @ApiProperty({ type: MoneyDto, nullable: true, description: 'Bank less books' })
  difference: MoneyDto | null;
}

export class ProvenOwnerDto {
  @ApiProperty({ nullable: true, type: String, description: 'Null for the collector' })
  creditorId: string | null;

  @ApiProperty({
    description:
      'By kind of account: creditor, debtors, earned, on-its-way, unallocated; negative: advanced, unexplained',
    type: 'object',
    additionalProperties: { type: 'object' },
  })
  held: Record<string, MoneyDto>;
}

export class MoneyProofDto {
  @ApiProperty()
  currency: string;

  @ApiProperty({ type: [ProvenBankDto] })
  banks: ProvenBankDto[];

  @ApiProperty({ type: [ProvenOwnerDto] })
  owners: ProvenOwnerDto[];

  @ApiProperty({ type: MoneyDto })
  atBank: MoneyDto;

  @ApiProperty({
    type: MoneyDto,
    description:
      'What belongs to creditors, debtors and the collector, and what is unallocated or on its way',
  })
  belongs: MoneyDto;

  @ApiProperty({ type: MoneyDto, description: 'Always nothing' })
  difference: MoneyDto;
}

export class ClientMoneyBalanceDto {
  @ApiProperty({ enum: ['creditor', 'debtors', 'earned', 'on-its-way', 'advanced'] })
  kind: string;

  @ApiProperty({ type: MoneyDto, description: 'What is held; of `advanced` what the creditor owes' })
  amount: MoneyDto;
}
