import type { WriteBackState } from '../write-back/write-back.entity.js';
import { CURRENCIES } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { WRITE_BACK_STATES } from '../write-back/write-back.entity.js';

/** An unsigned decimal with a point; which digits a currency allows is checked with the currency. */
const AMOUNT = /^\d{1,13}(\.\d{1,6})?$/;
const AMOUNT_MESSAGE = 'must be a decimal without sign, written as text with a point, like "1250.00"';
const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
export const SETTLEMENTS_PER_PAGE_MAX = 500;

export class NewSettlementDto {
  @ApiProperty({ example: UUID_EXAMPLE, description: 'The claim that the money is for' })
  @IsUUID()
  claimId: string;

  @ApiProperty({
    example: 'bank-2026-03-02-000417',
    description: 'The pipeline’s own id of this money; the same id never counts twice',
  })
  @IsString()
  @Length(1, 200)
  pipelineReference: string;

  @ApiProperty({ enum: ['payment', 'reversal'], example: 'payment' })
  @IsIn(['payment', 'reversal'])
  kind: 'payment' | 'reversal';

  @ApiPropertyOptional({
    example: 'bank-2026-02-27-000398',
    description:
      'With `reversal`: the pipelineReference of the payment that the debtor’s bank took back, always the whole of it',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  reverses?: string;

  @ApiProperty({
    example: '2026-03-02',
    description: 'The day the money was received (or taken back), in the creditor’s country',
  })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a day like 2026-03-02' })
  receivedOn: string;

  @ApiProperty({ example: 'NOK', enum: CURRENCIES, description: 'The claim’s currency' })
  @IsString()
  @Length(3, 3)
  currency: string;

  @ApiPropertyOptional({
    example: '1250.00',
    description: 'Either this: principal first, up to what is outstanding; the rest is surplus',
  })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  amount?: string;

  @ApiPropertyOptional({
    example: '1000.00',
    description: 'Or these three: as the pipeline has allocated the money',
  })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  principal?: string;

  @ApiPropertyOptional({ example: '180.00' })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  interest?: string;

  @ApiPropertyOptional({ example: '70.00' })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  fees?: string;

  @ApiPropertyOptional({
    example: '35.00',
    description:
      'Of the fees: what the creditor charged itself before the hand-over, such as its reminder fee. Default nothing',
  })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  ownFees?: string;

  @ApiPropertyOptional({
    example: '11640.00',
    description:
      'The principal in the currency of the creditor’s books, as the bank converted it. Needed when the claim is in another currency',
  })
  @IsOptional()
  @Matches(AMOUNT, { message: AMOUNT_MESSAGE })
  principalInBooks?: string;
}

export class SettlementQueryDto {
  @ApiPropertyOptional({ example: UUID_EXAMPLE })
  @IsOptional()
  @IsUUID()
  claimId?: string;

  @ApiPropertyOptional({ enum: ['yes'], description: 'Only those with money that nobody owed' })
  @IsOptional()
  @IsIn(['yes'])
  surplus?: 'yes';

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'Take `nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: SETTLEMENTS_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(SETTLEMENTS_PER_PAGE_MAX)
  limit?: number;
}

export class SettlementWriteBackDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ enum: WRITE_BACK_STATES, example: 'planned' })
  state: WriteBackState;
}

export class SettlementDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  id: string;

  @ApiProperty({ example: UUID_EXAMPLE })
  claimId: string;

  @ApiProperty({ example: 'bank-2026-03-02-000417' })
  pipelineReference: string;

  @ApiProperty({ enum: ['payment', 'reversal'] })
  kind: 'payment' | 'reversal';

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'pipelineReference of the payment that is taken back',
  })
  reverses: string | null;

  @ApiProperty({ example: '2026-03-02' })
  receivedOn: string;

  @ApiProperty({ example: 'NOK' })
  currency: string;

  @ApiProperty({ example: '1000.00' })
  principal: string;

  @ApiProperty({ example: '180.00' })
  interest: string;

  @ApiProperty({ example: '70.00' })
  fees: string;

  @ApiProperty({
    example: '35.00',
    description: 'Of the fees: the creditor’s own, charged before the hand-over',
  })
  ownFees: string;

  @ApiProperty({ example: '0.00', description: 'More than was owed; it belongs to the debtor' })
  surplus: string;

  @ApiProperty({
    example: '0.00',
    description:
      'More than this claim owed, counted on other open claims of the same case: each has a settlement of its own that names this one in `passedOnFrom`',
  })
  passedOn: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'pipelineReference of the settlement whose money this one counts',
  })
  passedOnFrom: string | null;

  @ApiProperty({ example: '1000.00', description: 'The principal in the currency of the books' })
  principalInBooks: string;

  @ApiProperty({ example: '2026-03-02T09:00:00.000Z' })
  createdAt: string;

  @ApiProperty({
    type: SettlementWriteBackDto,
    description: 'How far its booking in the creditor’s ledger has come',
  })
  writeBack: SettlementWriteBackDto;
}

export class SettlementPageDto {
  @ApiProperty({ type: [SettlementDto] })
  settlements: SettlementDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  nextAfter: string | null;
}
