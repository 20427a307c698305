import { TRANSFER_FILE_VERSIONS, type TransferFileVersion } from '@app/bank-files';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { MoneyDto, moneyDto } from '../api/money.dto.js';
import { COLLECTOR } from '../client-money/owner.js';
import { explainPayout } from './explain-payout.js';
import type { PayingAccount } from './paying-accounts.js';
import {
  type Payout,
  PAYOUT_PURPOSES,
  type PayoutPurpose,
  PAYOUT_STATES,
  type PayoutState,
} from './payout.js';
import { PAYOUT_FILE_STATES, type PayoutFileState } from './payout-file.entity.js';
import type { PayoutFile } from './payout-files.js';

export class PayoutDto {
  @ApiProperty()
  id: string;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Whose money it is; null for money that nobody claimed',
  })
  creditorId: string | null;

  @ApiProperty({ enum: PAYOUT_PURPOSES })
  purpose: PayoutPurpose;

  @ApiProperty({ type: MoneyDto })
  amount: MoneyDto;

  @ApiProperty({ enum: PAYOUT_STATES })
  state: PayoutState;

  @ApiProperty({ description: 'The state in one sentence, by language' })
  explanation: Record<'nb' | 'sv' | 'en', string>;

  @ApiProperty({ nullable: true, type: String, description: 'What the bank or a person said of its end' })
  reason: string | null;

  @ApiProperty({ description: 'Stands on the bank’s statement' })
  endToEndId: string;

  @ApiProperty()
  bankAccountId: string;

  @ApiProperty()
  executeOn: string;

  @ApiProperty({ nullable: true, type: String })
  claimId: string | null;

  @ApiProperty({ nullable: true, type: String })
  fileId: string | null;
}

export class PayoutQueryDto {
  @ApiPropertyOptional({ enum: PAYOUT_STATES })
  @IsOptional()
  @IsIn(PAYOUT_STATES)
  state?: PayoutState;

  @ApiPropertyOptional({ description: 'Whose money it is' })
  @IsOptional()
  @IsUUID()
  creditorId?: string;

  @ApiPropertyOptional({ description: 'Default: 100' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit?: number;
}

export class PayoutReasonDto {
  @ApiProperty({ example: 'The creditor asked.' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class PayingAccountDto {
  @ApiProperty({ example: '86011117947', description: 'As the client-money journal names it' })
  @Matches(/^[A-Z0-9]{2,34}$/)
  place: string;

  @ApiProperty({ enum: ['NOK', 'SEK'] })
  @IsIn(['NOK', 'SEK'])
  currency: 'NOK' | 'SEK';

  @ApiProperty({ enum: ['NO', 'SE'] })
  @IsIn(['NO', 'SE'])
  country: 'NO' | 'SE';

  @ApiProperty({ example: 'Nordlys Inkasso AS' })
  @IsString()
  @Length(1, 140)
  holderName: string;

  @ApiProperty({ enum: ['iban', 'bban'] })
  @IsIn(['iban', 'bban'])
  numberKind: 'iban' | 'bban';

  @ApiProperty({ example: 'NO9386011117947' })
  @Matches(/^[A-Z0-9]{11,34}$/)
  number: string;

  @ApiProperty({ example: 'DNBANOKK' })
  @Matches(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
  bic: string;

  @ApiProperty({ example: '00999999', description: 'What the bank calls the customer who sends files' })
  @Matches(/^[A-Za-z0-9/\-?:().,'+]{1,35}$/)
  customerId: string;

  @ApiProperty({ enum: TRANSFER_FILE_VERSIONS })
  @IsIn(TRANSFER_FILE_VERSIONS)
  messageVersion: TransferFileVersion;

  @ApiPropertyOptional({
    example: '50000000',
    description: 'Minor units; from this sum on a person approves. Default: no sum',
  })
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  approveFromMinor?: string;
}

export class PayingAccountWithIdDto extends PayingAccountDto {
  @ApiProperty()
  id: string;
}

export class NewPayoutFileDto {
  @ApiProperty({ description: 'The paying account' })
  @IsUUID()
  bankAccountId: string;
}

export class PayoutFileDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  bankAccountId: string;

  @ApiProperty({ description: 'Unique; the bank’s status report names it' })
  messageId: string;

  @ApiProperty({ enum: TRANSFER_FILE_VERSIONS })
  messageVersion: TransferFileVersion;

  @ApiProperty()
  executeOn: string;

  @ApiProperty()
  transfers: number;

  @ApiProperty({ type: MoneyDto })
  total: MoneyDto;

  @ApiProperty({ enum: PAYOUT_FILE_STATES })
  state: PayoutFileState;

  @ApiProperty({ nullable: true, type: String })
  reason: string | null;
}

export class PayoutFileOutcomeDto {
  @ApiProperty({
    enum: ['delivered', 'made'],
    description:
      '`delivered`: the bank has it, or a person brought it there; `made`: the bank has it not, send it again',
  })
  @IsIn(['delivered', 'made'])
  state: 'delivered' | 'made';
}

export class StatusReportDto {
  @ApiProperty({ description: 'The bank’s pain.002 as it came' })
  @IsString()
  @Length(1, 32 * 1024 * 1024)
  content: string;
}

export class StatusReportResultDto {
  @ApiProperty({ type: PayoutFileDto })
  file: PayoutFileDto;

  @ApiProperty()
  taken: number;

  @ApiProperty()
  refused: number;

  @ApiProperty({ type: [String], description: 'End-to-end ids that a person must look at' })
  unexpected: string[];
}

export function payoutDto(payout: Payout): PayoutDto {
  const { id, owner, purpose, minor, currency, state, reason, endToEndId, bankAccountId } = payout;
  return {
    id,
    creditorId: owner === COLLECTOR ? null : owner,
    purpose,
    amount: moneyDto(minor, currency),
    state,
    explanation: {
      nb: explainPayout(state, 'nb'),
      sv: explainPayout(state, 'sv'),
      en: explainPayout(state, 'en'),
    },
    reason,
    endToEndId,
    bankAccountId,
    executeOn: payout.executeOn,
    claimId: payout.claimId,
    fileId: payout.fileId,
  };
}

export function fileDto(file: PayoutFile): PayoutFileDto {
  const { id, bankAccountId, messageId, messageVersion, executeOn, transfers, totalMinor, currency, state } =
    file;
  const total = moneyDto(totalMinor, currency);
  return {
    id,
    bankAccountId,
    messageId,
    messageVersion,
    executeOn,
    transfers,
    total,
    state,
    reason: file.reason,
  };
}

export function accountDto({
  changedAt: _,
  approveFromMinor,
  ...account
}: PayingAccount): PayingAccountWithIdDto {
  const { currency } = account;
  if (currency !== 'NOK' && currency !== 'SEK') throw new TypeError('A paying account is in NOK or SEK.');
  return {
    ...account,
    currency,
    ...(approveFromMinor === null ? {} : { approveFromMinor: `${approveFromMinor}` }),
  };
}
