import type { ClaimId, CreditorId } from '@app/domain';
import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { IdPipe } from '../api/id.pipe.js';
import { moneyDto } from '../api/money.dto.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { PayoutDto, payoutDto } from '../payouts/payout.dto.js';
import { overpayments } from './overpayments.js';
import { NewRefundDto, OverpaymentDto, RefundSettingsDto, RefundSettingsInForceDto } from './refund.dto.js';
import { REFUND_AFTER_DAYS, type RefundSettings, RefundSettingsStore } from './refund-settings.js';
import { Refunds } from './refunds.js';

/** What debtors paid too much, and giving it back. */
@ApiTags('client money')
@Controller('creditors/:creditorId')
export class RefundsController {
  constructor(
    private readonly database: Database,
    private readonly refunds: Refunds,
    private readonly settings: RefundSettingsStore,
  ) {}

  @Get('overpayments')
  @ApiOperation({ summary: 'What is held for debtors who paid more than was owed, claim by claim' })
  @ApiOkResponse({ type: [OverpaymentDto] })
  async held(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<OverpaymentDto[]> {
    const found = await this.database.asCreditor(creditorId, (tx) => overpayments(tx, { creditorId }));
    return found.map(({ claimId, caseId, invoiceNumber, heldMinor, currency, since }) => ({
      claimId,
      caseId,
      invoiceNumber,
      held: moneyDto(heldMinor, currency),
      since,
    }));
  }

  @Post('refunds')
  @Idempotent()
  @ApiOperation({ summary: 'Orders money back to a debtor; the case shows it at once' })
  @ApiCreatedResponse({ type: PayoutDto })
  async refund(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { claimId, minor, to, ...rest }: NewRefundDto,
  ): Promise<PayoutDto> {
    const wish = {
      ...rest,
      claimId: claimId.toLowerCase() as ClaimId,
      ...(minor === undefined ? {} : { minor: BigInt(minor) }),
      ...(to === undefined ? {} : { to }),
    };
    return payoutDto(
      await this.database.asOperator((tx) => this.refunds.refund(tx, creditorId, wish, currentActor())),
    );
  }

  @Get('refund-settings')
  @ApiOperation({ summary: 'Which overpayments go back by themselves' })
  @ApiOkResponse({ type: RefundSettingsInForceDto })
  async current(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<RefundSettingsInForceDto> {
    return settingsDto(
      await this.database.asCreditor(creditorId, (tx) => this.settings.current(tx, creditorId)),
    );
  }

  @Put('refund-settings')
  @ApiOperation({ summary: 'Puts settings for overpayments in force as a new version' })
  @ApiOkResponse({ type: RefundSettingsInForceDto })
  async change(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Body() { upToMinor, afterDays = REFUND_AFTER_DAYS, bankAccountId }: RefundSettingsDto,
  ): Promise<RefundSettingsInForceDto> {
    const wanted = { upToMinor: BigInt(upToMinor), afterDays, bankAccountId };
    return settingsDto(
      await this.database.asOperator((tx) => this.settings.set(tx, creditorId, wanted, currentActor())),
    );
  }
}

function settingsDto({
  version,
  upToMinor,
  afterDays,
  bankAccountId,
}: RefundSettings): RefundSettingsInForceDto {
  return { version, upToMinor: `${upToMinor}`, afterDays, bankAccountId };
}
