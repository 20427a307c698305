import { type CreditorId, formatDecimal, money } from '@app/domain';
import { csvText } from '@app/letters';
import { Body, Controller, Get, Header, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { dayOf } from '../api/day-field.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { IdPipe } from '../api/id.pipe.js';
import { moneyDto } from '../api/money.dto.js';
import { SettingsStore } from '../cases/settings/settings-store.js';
import { currentActor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import { PayoutOrders } from '../payouts/payout-orders.js';
import { PayoutDto, payoutDto } from '../payouts/payout.dto.js';
import { type FeeBasis, readFeeBasis } from './fee-basis.js';
import { FeeBasisDto, FeePeriodDto, FeeWithdrawalDto } from './remittance.dto.js';

/** What the collector earned with a creditor's claims. */
@ApiTags('client money')
@Controller('creditors/:creditorId')
export class FeesController {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly collection: SettingsStore,
    private readonly orders: PayoutOrders,
  ) {}

  @Get('fee-basis')
  @ApiOperation({
    summary: 'What to invoice the creditor for the costs that debtors paid, with the tax on them',
  })
  @ApiOkResponse({ type: FeeBasisDto })
  async basis(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() period: FeePeriodDto,
  ): Promise<FeeBasisDto> {
    const basis = await this.#basis(creditorId, period);
    const { currency } = basis;
    return {
      from: basis.from,
      to: basis.to,
      earned: moneyDto(basis.earnedMinor, currency),
      vatPercent: `${basis.vatPercent}`,
      net: moneyDto(basis.netMinor, currency),
      vat: moneyDto(basis.vatMinor, currency),
      gross: moneyDto(basis.grossMinor, currency),
      payable: moneyDto(basis.payableMinor, currency),
      lines: basis.lines.length,
    };
  }

  @Get('fee-basis.csv')
  @ApiOperation({ summary: 'The same, entry by entry, for a spreadsheet' })
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async csv(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() period: FeePeriodDto,
  ): Promise<StreamableFile> {
    const { lines, currency } = await this.#basis(creditorId, period);
    const amount = (minor: bigint): { amount: string } => ({
      amount: formatDecimal(money(minor, currency)).replace('.', ','),
    });
    const rows = lines.map((line) => [
      line.bookedOn,
      line.invoiceNumber ?? '',
      line.entryKey,
      amount(line.earnedMinor),
    ]);
    const text = csvText([['bookedOn', 'invoiceNumber', 'entry', `earned ${currency}`], ...rows]);
    return new StreamableFile(Buffer.from(text, 'utf8'));
  }

  @Post('fee-withdrawals')
  @Idempotent()
  @ApiOperation({ summary: 'Takes what the collector earned out of the client account' })
  @ApiCreatedResponse({ type: PayoutDto })
  async withdraw(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { minor, to, bankAccountId, reference }: FeeWithdrawalDto,
  ): Promise<PayoutDto> {
    const payout = await this.database.asOperator(async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      return this.orders.order(
        tx,
        {
          owner: creditorId,
          from: 'earned',
          purpose: 'fee',
          minor: BigInt(minor),
          currency: creditor.currency,
          bankAccountId,
          to,
          reference: { kind: 'text', value: reference },
          key: `fee:${reference}`,
        },
        currentActor(),
      );
    });
    return payoutDto(payout);
  }

  #basis(creditorId: CreditorId, { from, to }: FeePeriodDto): Promise<FeeBasis> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      const { vatLiable } = await this.collection.current(tx, creditorId);
      const { country, currency } = creditor;
      const period = {
        creditorId,
        country,
        currency,
        vatLiable,
        from: dayOf('from', from),
        to: dayOf('to', to),
      };
      return readFeeBasis(tx, period);
    });
  }
}
