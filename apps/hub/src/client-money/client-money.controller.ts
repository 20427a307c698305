import type { CreditorId, Currency } from '@app/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { dayOf } from '../api/day-field.js';
import { IdPipe } from '../api/id.pipe.js';
import { type MoneyDto, moneyDto } from '../api/money.dto.js';
import { Database } from '../database/database.js';
import { BankBalances } from './bank-balances.js';
import { ClientMoneyBook } from './client-money-book.js';
import { ClientMoneyBalanceDto, MoneyProofDto, ProofQueryDto } from './client-money.dto.js';
import { heldOn, type MoneyProof, proofOf } from './money-proof.js';

/** What the collector holds for others, and the proof that it is all there. */
@ApiTags('client money')
@Controller()
export class ClientMoneyController {
  constructor(
    private readonly database: Database,
    private readonly book: ClientMoneyBook,
    private readonly banks: BankBalances,
  ) {}

  @Get('client-money/proof')
  @ApiOperation({ summary: 'What lay at the bank at the end of a day, and whose it was' })
  @ApiOkResponse({ type: [MoneyProofDto] })
  async proof(@Query() { on }: ProofQueryDto): Promise<MoneyProofDto[]> {
    const day = dayOf('on', on);
    const proofs = await this.database.asOperator(async (tx) =>
      proofOf(await heldOn(tx, day), await this.banks.on(tx, day)),
    );
    return proofs.map(proofDto);
  }

  @Get('creditors/:creditorId/client-money')
  @ApiOperation({ summary: 'What is held for a creditor now' })
  @ApiOkResponse({ type: [ClientMoneyBalanceDto] })
  async balances(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<ClientMoneyBalanceDto[]> {
    // Behind the creditor's own wall.
    const balances = await this.database.asCreditor(creditorId, (tx) => this.book.balances(tx, creditorId));
    return balances.map(({ kind, minor, currency }) => ({
      kind,
      amount: moneyDto(kind === 'advanced' ? minor : -minor, currency),
    }));
  }
}

function proofDto({ currency, banks, owners, ...sums }: MoneyProof): MoneyProofDto {
  const or = (minor: bigint | null): MoneyDto | null => (minor === null ? null : moneyDto(minor, currency));
  return {
    currency,
    banks: banks.map(({ place, booksMinor, bankMinor, differenceMinor }) => ({
      place,
      books: moneyDto(booksMinor, currency),
      bank: or(bankMinor),
      difference: or(differenceMinor),
    })),
    owners: owners.map(({ creditorId, held }) => ({ creditorId, held: amounts(held, currency) })),
    atBank: moneyDto(sums.atBankMinor, currency),
    belongs: moneyDto(sums.belongsMinor, currency),
    difference: moneyDto(sums.differenceMinor, currency),
  };
}

function amounts(held: Readonly<Record<string, bigint>>, currency: Currency): Record<string, MoneyDto> {
  return Object.fromEntries(Object.entries(held).map(([kind, minor]) => [kind, moneyDto(minor, currency)]));
}
