import { CURRENCIES, type Currency } from '@app/domain';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { currentActor } from '../../audit/actor.js';
import { AccountsService, type CollectorAccount, type NewAccount } from './accounts.service.js';

const KINDS = ['iban', 'bban', 'bankgiro', 'plusgiro', 'other'] as const;

export class NewCollectorAccountDto {
  @ApiProperty({ enum: KINDS, description: '`bban` is a Norwegian account number of eleven digits' })
  @IsIn(KINDS)
  kind: NewAccount['kind'];

  @ApiProperty({ example: 'NO9386011117947', description: 'Blanks, dots and hyphens do not matter' })
  @IsString()
  @Length(1, 60)
  @Matches(/^[\w .:/-]+$/, { message: 'must be letters, digits and blanks' })
  number: string;

  @ApiProperty({ example: 'NOK', enum: CURRENCIES })
  @IsIn(CURRENCIES)
  currency: Currency;

  @ApiProperty({ example: 'Client account' })
  @IsString()
  @Length(1, 100)
  name: string;
}

export class CollectorAccountDto extends NewCollectorAccountDto {
  @ApiProperty({ example: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10' })
  id: string;

  @ApiProperty({ example: '2026-03-02T09:00:00.000Z' })
  createdAt: string;
}

/** The collector's accounts at the bank, which its files name. */
@ApiTags('payments')
@Controller('collector-accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Adds an account',
    description: 'Money on it that a file told before is booked from now on.',
  })
  @ApiCreatedResponse({ type: CollectorAccountDto })
  async add(@Body() body: NewCollectorAccountDto): Promise<CollectorAccountDto> {
    return accountDto(await this.accounts.add(body, currentActor()));
  }

  @Get()
  @ApiOperation({ summary: 'All accounts' })
  @ApiOkResponse({ type: [CollectorAccountDto] })
  async list(): Promise<CollectorAccountDto[]> {
    return (await this.accounts.list()).map(accountDto);
  }
}

function accountDto({ id, kind, number, currency, name, createdAt }: CollectorAccount): CollectorAccountDto {
  return { id, kind, number, currency, name, createdAt: createdAt.toISOString() };
}
