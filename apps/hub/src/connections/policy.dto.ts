import { CURRENCIES, currency, formatDecimal, localDate, money, parseMoney } from '@app/domain';
import type { Currency } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ProblemError } from '../api/problem-error.js';
import type { PolicyChoice } from './policy-row.js';

const DECIMAL = /^\d{1,13}(\.\d{1,4})?$/;

export class MinimumAmountDto {
  @ApiProperty({ example: 'NOK', enum: CURRENCIES, description: 'ISO 4217' })
  @IsString()
  @Length(3, 3)
  currency: string;

  @ApiProperty({
    example: '100.00',
    description: 'A decimal number as text: no amount is ever a binary float',
  })
  @IsString()
  @Matches(DECIMAL, { message: 'amount must be a decimal number as text, like "100.00"' })
  amount: string;
}

/** The rules under which a creditor's overdue invoices become claims. */
export class PolicyDto {
  @ApiProperty({
    example: 14,
    minimum: 0,
    maximum: 365,
    description: 'Whole days after the due day during which the creditor waits',
  })
  @IsInt()
  @Min(0)
  @Max(365)
  graceDays: number;

  @ApiProperty({
    type: [MinimumAmountDto],
    description: 'Less outstanding is left alone; a currency not named has no minimum',
  })
  @IsArray()
  @ArrayMaxSize(CURRENCIES.length)
  @ArrayUnique(({ currency: code }: MinimumAmountDto) => code)
  @ValidateNested({ each: true })
  @Type(() => MinimumAmountDto)
  minimums: MinimumAmountDto[];

  @ApiProperty({
    example: '2026-01-01',
    format: 'date',
    description: 'Invoices dated before this day are left alone',
  })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'startOn must be a day of the form YYYY-MM-DD' })
  startOn: string;

  @ApiProperty({
    example: ['10042'],
    type: [String],
    description: 'The creditor’s own customer numbers that are never collected',
  })
  @IsArray()
  @ArrayMaxSize(10_000)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  excludedCustomerNumbers: string[];

  @ApiPropertyOptional({
    example: ['Kommuner'],
    type: [String],
    description:
      'Groups of customers that are never collected, as GET …/customer-groups tells them; left out: as before. Ledgers without groups know none',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  excludedCustomerGroups?: string[];

  @ApiProperty({
    example: 'approve',
    enum: ['approve', 'automatic'],
    description: '`approve`: a person releases each claim. `automatic`: it goes to hand-over by itself',
  })
  @IsIn(['approve', 'automatic'])
  approval: 'approve' | 'automatic';
}

export class PolicyInForceDto extends OmitType(PolicyDto, ['excludedCustomerGroups']) {
  @ApiProperty({ type: [String], description: 'Groups of customers that are never collected' })
  excludedCustomerGroups: string[];

  @ApiProperty({ example: 1, description: 'A decision names the version that it was made under' })
  version: number;
}

/** @throws ProblemError an unknown currency, a surplus decimal, or a day that is not in the calendar, each by name */
export function policyChoice(dto: PolicyDto): PolicyChoice {
  try {
    const minimums = dto.minimums.map(({ currency: code, amount }) => {
      const of = currency(code);
      return [of, parseMoney(amount, of).minor] as const;
    });
    return {
      graceDays: dto.graceDays,
      minimumMinor: Object.fromEntries(minimums),
      startOn: localDate(dto.startOn),
      excludedCustomerNumbers: [...new Set(dto.excludedCustomerNumbers)],
      ...(dto.excludedCustomerGroups && {
        excludedCustomerGroups: [...new Set(dto.excludedCustomerGroups)],
      }),
      approval: dto.approval,
    };
  } catch (error) {
    throw new ProblemError({
      status: 422,
      code: 'policy-refused',
      title: 'The policy cannot be taken over.',
      cause: error instanceof Error ? error.message : 'A value is not readable.',
      consequence: 'The rules in force were not changed.',
      remedy: 'Correct the value that is named and send the whole policy again.',
    });
  }
}

export function policyInForce(policy: CreditorPolicy): PolicyInForceDto {
  const minimums = Object.entries(policy.minimumMinor) as [Currency, bigint][];
  return {
    version: policy.version,
    graceDays: policy.graceDays,
    minimums: minimums.map(([code, minor]) => ({
      currency: code,
      amount: formatDecimal(money(minor, code)),
    })),
    startOn: policy.startOn,
    excludedCustomerNumbers: [...policy.excludedCustomerNumbers],
    excludedCustomerGroups: [...policy.excludedCustomerGroups],
    approval: policy.approval,
  };
}
