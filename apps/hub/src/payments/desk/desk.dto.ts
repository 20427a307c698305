import { type Currency, MalformedAmountError, parseMoney } from '@app/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
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
import { MoneyDto, moneyDto } from '../../api/money.dto.js';
import { PAYEE_KINDS, type PayeeKind } from '../../payouts/payout.js';
import { BANK_TRANSACTION_STATES, type BankTransactionState } from '../transactions/states.js';
import { openMinor, toldBy } from '../transactions/transaction-row.js';
import { unfit } from './desk-problems.js';
import type { DeskView } from './desk.service.js';

const UUID_EXAMPLE = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
const AMOUNT = /^\d{1,13}(\.\d{1,6})?$/;
const AMOUNT_MESSAGE = { message: 'must be a decimal without sign, written as text, like "1250.00"' };
export const TRANSACTIONS_PER_PAGE_MAX = 500;
const SHARES_MAX = 50;

/** Who does it. The hub knows no persons yet: the caller names the case handler, and answers for it. */
export class ByDto {
  @ApiPropertyOptional({ example: 'kari.n', description: 'Left out: the holder of the API token.' })
  @IsOptional()
  @IsString()
  @Matches(/^[\p{L}\p{N}._@-]{1,80}$/u, { message: 'must be 1 to 80 letters, digits or one of . _ @ -' })
  by?: string;
}

export class WhyDto extends ByDto {
  @ApiProperty({ example: 'The payer called: it was meant for another company.' })
  @IsString()
  @Length(1, 2_000)
  reason: string;
}

export class OpenDto extends ByDto {
  @ApiProperty({
    example: '1250.00',
    description: 'What was open when the person decided; a repeat then books nothing',
  })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  open: string;
}

export class ShareDto {
  @ApiProperty({ example: UUID_EXAMPLE })
  @IsUUID()
  claimId: string;

  @ApiPropertyOptional({ example: '1000.00', description: 'Left out, with one share: all that is open' })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount?: string;

  @ApiPropertyOptional({
    example: '11640.00',
    description:
      'The principal as the bank converted it, where the claim is not in the currency of the creditor’s books',
  })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  principalInBooks?: string;
}

export class AssignDto extends OpenDto {
  @ApiProperty({ type: [ShareDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SHARES_MAX)
  @ValidateNested({ each: true })
  @Type(() => ShareDto)
  shares: ShareDto[];
}

export class PayeeDto {
  @ApiProperty({ example: 'Prøve Testesen' })
  @IsString()
  @Length(1, 140)
  name: string;

  @ApiProperty({ enum: PAYEE_KINDS })
  @IsIn(PAYEE_KINDS)
  kind: PayeeKind;

  @ApiProperty({ example: 'NO9386011117947' })
  @IsString()
  @Matches(/^[0-9A-Z]{1,34}$/, { message: 'must be letters and digits without spaces' })
  number: string;
}

export class SendBackDto extends OpenDto {
  @ApiPropertyOptional({ example: '250.00', description: 'Left out: all that is open' })
  @IsOptional()
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount?: string;

  @ApiProperty({
    enum: ['refund', 'return'],
    description: '`refund`: too much was paid; `return`: meant for somebody else',
  })
  @IsIn(['refund', 'return'])
  why: 'refund' | 'return';

  @ApiProperty({ type: PayeeDto })
  @ValidateNested()
  @Type(() => PayeeDto)
  to: PayeeDto;

  @ApiProperty({ example: 'Too much paid for invoice 10042', description: 'What the payee is told' })
  @IsString()
  @Length(1, 140)
  text: string;
}

export class UndoDto extends WhyDto {
  @ApiProperty({ example: UUID_EXAMPLE, description: 'Of the allocation' })
  @IsUUID()
  settlementId: string;
}

export class TakesBackDto extends ByDto {
  @ApiProperty({ example: UUID_EXAMPLE, description: 'The transaction that the bank took back' })
  @IsUUID()
  payment: string;
}

export class TransactionQueryDto {
  @ApiPropertyOptional({ enum: BANK_TRANSACTION_STATES, default: 'open' })
  @IsOptional()
  @IsIn(BANK_TRANSACTION_STATES)
  state?: BankTransactionState;

  @ApiPropertyOptional({ example: 'foreign-reference' })
  @IsOptional()
  @Matches(/^[a-z-]{1,60}$/)
  reason?: string;

  @ApiPropertyOptional({ example: UUID_EXAMPLE })
  @IsOptional()
  @IsUUID()
  fileId?: string;

  @ApiPropertyOptional({ example: UUID_EXAMPLE, description: 'Take `nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, maximum: TRANSACTIONS_PER_PAGE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(TRANSACTIONS_PER_PAGE_MAX)
  limit?: number;
}

export class ProposalDto {
  @ApiProperty() claimId: string;
  @ApiProperty() creditorId: string;
  @ApiProperty() creditorName: string;
  @ApiProperty() invoiceNumber: string;
  @ApiProperty({ type: String, nullable: true }) paymentReference: string | null;
  @ApiProperty() state: string;
  @ApiProperty({ type: MoneyDto }) outstanding: MoneyDto;
}

export class AllocationDto {
  @ApiProperty() creditorId: string;
  @ApiProperty() claimId: string;
  @ApiProperty() settlementId: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty() receivedOn: string;
  @ApiProperty() actor: string;
  @ApiProperty({ type: String, nullable: true, description: 'The settlement that took it back' })
  undoneBy: string | null;
}

export class BankTransactionDto {
  @ApiProperty({ example: UUID_EXAMPLE }) id: string;
  @ApiProperty() fileId: string;
  @ApiProperty() line: number;
  @ApiProperty({ enum: BANK_TRANSACTION_STATES }) state: BankTransactionState;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is in this state' }) reason:
    string | null;
  @ApiProperty({ enum: ['credit', 'debit'] }) direction: 'credit' | 'debit';
  @ApiProperty() isReversal: boolean;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ type: MoneyDto, description: 'Belongs to nobody yet' }) open: MoneyDto;
  @ApiProperty({ type: String, nullable: true, example: 'NO9386011117947' }) account: string | null;
  @ApiProperty({ type: String, nullable: true }) bookedOn: string | null;
  @ApiProperty({ type: String, nullable: true }) bankReference: string | null;
  @ApiProperty({ type: [String] }) references: string[];
  @ApiProperty({ type: [String] }) texts: string[];
  @ApiProperty({ type: String, nullable: true }) payerName: string | null;
  @ApiProperty({ type: String, nullable: true }) payerAccount: string | null;
  @ApiProperty({ type: Object, nullable: true, description: 'What the matching looked at, and found' })
  match: object | null;
  @ApiProperty({ type: [ProposalDto], description: 'Claims that it may be for' }) proposals: ProposalDto[];
  @ApiProperty({ type: [AllocationDto] }) allocations: AllocationDto[];
}

export class BankTransactionPageDto {
  @ApiProperty({ type: [BankTransactionDto] }) transactions: BankTransactionDto[];
  @ApiProperty({ type: String, nullable: true }) nextAfter: string | null;
}

export function transactionDto({ row, proposals, allocations }: DeskView): BankTransactionDto {
  const { references, texts, payer } = toldBy(row);
  const { id, fileId, line, state, reason, direction, isReversal, bookedOn, bankReference, match, currency } =
    row;
  return {
    id,
    fileId,
    line,
    state,
    reason,
    direction,
    isReversal,
    bookedOn,
    bankReference,
    match,
    amount: moneyDto(row.minor, currency),
    open: moneyDto(state === 'open' || state === 'set-aside' ? openMinor(row) : 0n, currency),
    account: row.place,
    references: references.map(({ text }) => text),
    texts: [...texts],
    payerName: payer.name ?? null,
    payerAccount: payer.account ?? null,
    proposals: proposals.map((claim) => ({
      claimId: claim.claimId,
      creditorId: claim.creditorId,
      creditorName: claim.creditorName,
      invoiceNumber: claim.invoiceNumber,
      paymentReference: claim.paymentReference,
      state: claim.state,
      outstanding: moneyDto(claim.outstandingMinor, claim.currency),
    })),
    allocations: allocations.map(({ minor, undoneById, ...allocation }) => ({
      ...allocation,
      amount: moneyDto(minor, currency),
      undoneBy: undoneById,
    })),
  };
}

/** @throws ProblemError 422 that names the field */
export function readMinor(field: string, text: string, code: Currency): bigint {
  try {
    return parseMoney(text, code).minor;
  } catch (error) {
    if (!(error instanceof MalformedAmountError)) throw error;
    throw unfit(field, `is not an exact amount in ${code}`, 'Send a decimal with a point, like "1250.00".');
  }
}
