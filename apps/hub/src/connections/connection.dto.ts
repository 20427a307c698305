import type { JsonObject } from '@app/domain';
import {
  type PreflightFinding,
  WRITE_BACK_LINE_KINDS,
  type WriteBackAccountOption,
  type WriteBackLineKind,
  type WriteBackTargetOption,
} from '@app/connectors';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PolicyDto } from './policy.dto.js';

export const CONNECTION_STATES = ['setting-up', 'active', 'paused', 'blocked'] as const;
const ACCOUNT_EXAMPLE = { accountNo: 8055 };
const TARGET_EXAMPLE = { paymentTypeId: '101' };
export const CONNECTIONS_PER_PAGE_MAX = 500;

export class WriteBackChoiceDto {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: TARGET_EXAMPLE,
    description:
      'The `target` of one of the write-back targets, unchanged; absent keeps the one chosen before',
  })
  @IsOptional()
  @IsObject()
  target?: JsonObject;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: ACCOUNT_EXAMPLE,
    description:
      'The `account` of one of the write-back accounts, unchanged: late interest of the creditor’s is booked there with the payment. Null: left for the remittance. Absent keeps what was chosen before',
  })
  @IsOptional()
  @IsObject()
  interestAccount?: JsonObject | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: ACCOUNT_EXAMPLE,
    description: 'The same for fees that the creditor charged itself before the hand-over',
  })
  @IsOptional()
  @IsObject()
  feesAccount?: JsonObject | null;

  @ApiProperty({
    enum: ['automatic', 'approve'],
    description: '`automatic`: settlements are booked by themselves. `approve`: a person releases each',
  })
  @IsIn(['automatic', 'approve'])
  mode: 'automatic' | 'approve';
}

export class NewConnectionDto {
  @ApiProperty({ example: '50012', description: 'A company’s key from GET /grants/{grantId}/companies' })
  @IsString()
  @Length(1, 200)
  companyKey: string;

  @ApiPropertyOptional({
    type: PolicyDto,
    description:
      'Default: two weeks of grace, nothing under 100 kroner, invoices from today, a person approves',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => PolicyDto)
  policy?: PolicyDto;

  @ApiPropertyOptional({ type: WriteBackChoiceDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => WriteBackChoiceDto)
  writeBack?: WriteBackChoiceDto;
}

export class ConnectionQueryDto {
  @ApiPropertyOptional({ enum: CONNECTION_STATES })
  @IsOptional()
  @IsIn([...CONNECTION_STATES])
  state?: (typeof CONNECTION_STATES)[number];

  @ApiPropertyOptional({ format: 'uuid', description: '`nextAfter` of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: CONNECTIONS_PER_PAGE_MAX })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(CONNECTIONS_PER_PAGE_MAX)
  limit?: number;
}

export class PreflightFindingDto implements PreflightFinding {
  @ApiProperty({ example: 'payment-type-missing' })
  code: string;

  @ApiProperty({ enum: ['blocks-pull', 'blocks-write-back', 'notice'] })
  severity: PreflightFinding['severity'];

  @ApiProperty({ description: 'What is wrong, and what follows from it' })
  message: string;

  @ApiProperty({ description: 'What to do, and where' })
  remedy: string;
}

export class WriteBackTargetDto implements WriteBackTargetOption {
  @ApiProperty({ type: 'object', additionalProperties: true, example: TARGET_EXAMPLE })
  target: JsonObject;

  @ApiProperty({ example: 'Inkasso oppgjør (1579 Andre kortsiktige fordringer)' })
  label: string;

  @ApiProperty({ description: 'The one to propose; at most one is' })
  proposed: boolean;

  @ApiPropertyOptional()
  note?: string;
}

export class WriteBackAccountDto implements WriteBackAccountOption {
  @ApiProperty({ type: 'object', additionalProperties: true, example: ACCOUNT_EXAMPLE })
  account: JsonObject;

  @ApiProperty({ example: '8055 Renteinntekt, kundefordringer' })
  label: string;

  @ApiProperty({ enum: WRITE_BACK_LINE_KINDS, isArray: true, description: 'What to propose it for' })
  proposedFor: WriteBackLineKind[];
}

export class WriteBackAccountsDto {
  @ApiProperty({
    description:
      'Whether interest and fees are booked in one posting with the payment; where not, a person books them with the remittance',
  })
  bookedWithPayment: boolean;

  @ApiProperty({
    enum: ['by-ledger', 'by-hand'],
    description:
      'Payments on invoices in a foreign currency: booked, with the difference on the ledger’s own accounts, or left to a person',
  })
  currencyDifference: 'by-ledger' | 'by-hand';

  @ApiProperty({ type: [WriteBackAccountDto] })
  accounts: WriteBackAccountDto[];
}

export class BlockedDto {
  @ApiProperty({ example: 'credentials-refused' })
  reason: string;

  @ApiProperty()
  message: string;

  @ApiProperty({ description: 'One sentence: what to do, and where' })
  remedy: string;
}

export class ConnectionHealthDto {
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When the ledger let us in last',
  })
  verifiedAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastSuccessAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastFullPullAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastFailureAt: string | null;

  @ApiProperty({ nullable: true, type: String })
  lastFailure: string | null;

  @ApiProperty({ example: 0 })
  failuresInRow: number;

  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'Absent unless the connection is active',
  })
  nextSyncAt: string | null;
}

export class WriteBackStateDto {
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: TARGET_EXAMPLE })
  target: JsonObject | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: ACCOUNT_EXAMPLE })
  interestAccount: JsonObject | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: ACCOUNT_EXAMPLE })
  feesAccount: JsonObject | null;

  @ApiProperty({ enum: ['automatic', 'approve'] })
  mode: 'automatic' | 'approve';
}

export class ConnectionDto {
  @ApiProperty({ format: 'uuid' })
  creditorId: string;

  @ApiProperty({ format: 'uuid' })
  connectionId: string;

  @ApiProperty({ format: 'uuid' })
  grantId: string;

  @ApiProperty({ example: 'tripletex' })
  connectorKey: string;

  @ApiProperty({ example: '50012' })
  companyKey: string;

  @ApiProperty({ example: 'Nordlys Rør AS' })
  creditorName: string;

  @ApiProperty({ example: '899999993' })
  organisationNumber: string;

  @ApiProperty({ enum: CONNECTION_STATES })
  state: (typeof CONNECTION_STATES)[number];

  @ApiPropertyOptional({ type: BlockedDto })
  blocked?: BlockedDto;

  @ApiProperty({ type: ConnectionHealthDto })
  health: ConnectionHealthDto;

  @ApiProperty({ type: [PreflightFindingDto] })
  preflight: PreflightFindingDto[];

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  preflightAt: string | null;

  @ApiProperty({ type: WriteBackStateDto })
  writeBack: WriteBackStateDto;

  @ApiProperty({ description: 'Whether the ledger lets us report a case on its invoice' })
  caseStatusAvailable: boolean;

  @ApiProperty({
    type: [String],
    description: 'What a person must do, most urgent first; empty when all is well',
  })
  toDo: string[];
}

export class ConnectionPageDto {
  @ApiProperty({ type: [ConnectionDto] })
  connections: ConnectionDto[];

  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'Send as `after` for the next page; null on the last',
  })
  nextAfter: string | null;
}

export class PreflightDto {
  @ApiProperty({ type: ConnectionDto })
  connection: ConnectionDto;

  @ApiProperty({ type: [PreflightFindingDto] })
  findings: PreflightFindingDto[];

  @ApiProperty({ type: [WriteBackTargetDto] })
  writeBackTargets: WriteBackTargetDto[];

  @ApiProperty({ type: WriteBackAccountsDto })
  writeBackAccounts: WriteBackAccountsDto;
}
