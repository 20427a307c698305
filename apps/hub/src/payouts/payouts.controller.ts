import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { PayingAccounts } from './paying-accounts.js';
import {
  accountDto,
  PayingAccountDto,
  PayingAccountWithIdDto,
  PayoutDto,
  payoutDto,
  PayoutQueryDto,
  PayoutReasonDto,
} from './payout.dto.js';
import { endToEndIdOf } from './payout.js';
import { PayoutOrders } from './payout-orders.js';
import { payoutNotFound } from './payout-problems.js';
import { payoutsWhere } from './payout-store.js';

const PAGE_STANDARD = 100;

/** Payments that were ordered, and the accounts that they are paid from. For the operator. */
@ApiTags('payouts')
@Controller()
export class PayoutsController {
  constructor(
    private readonly database: Database,
    private readonly accounts: PayingAccounts,
    private readonly orders: PayoutOrders,
  ) {}

  @Get('paying-accounts')
  @ApiOperation({ summary: 'How the collector pays from its accounts at banks' })
  @ApiOkResponse({ type: [PayingAccountWithIdDto] })
  async listAccounts(): Promise<PayingAccountWithIdDto[]> {
    return (await this.database.asOperator((tx) => this.accounts.list(tx))).map(accountDto);
  }

  @Put('paying-accounts/:accountId')
  @ApiOperation({
    summary: 'Describes how to pay from a client account',
    description:
      'The id is the client account’s. Orders that stand keep the account that they were ordered from.',
  })
  @ApiOkResponse({ type: PayingAccountWithIdDto })
  async describe(
    @Param('accountId', IdPipe) id: string,
    @Body() body: PayingAccountDto,
  ): Promise<PayingAccountWithIdDto> {
    const approveFromMinor = body.approveFromMinor === undefined ? null : BigInt(body.approveFromMinor);
    return accountDto(
      await this.database.asOperator((tx) =>
        this.accounts.put(tx, { ...body, id, approveFromMinor }, currentActor()),
      ),
    );
  }

  @Get('payouts')
  @ApiOperation({ summary: 'Ordered payments, newest first' })
  @ApiOkResponse({ type: [PayoutDto] })
  async list(@Query() { state, creditorId, limit = PAGE_STANDARD }: PayoutQueryDto): Promise<PayoutDto[]> {
    const found = await this.database.asOperator((tx) =>
      payoutsWhere(
        tx,
        '($1::text is null or state = $1) and ($2::uuid is null or creditor_id = $2) order by id desc limit $3',
        [state ?? null, creditorId?.toLowerCase() ?? null, limit],
      ),
    );
    return found.map(payoutDto);
  }

  @Get('payouts/:payoutId')
  @ApiOperation({ summary: 'One payment, with its state in a sentence' })
  @ApiOkResponse({ type: PayoutDto })
  async one(@Param('payoutId', IdPipe) id: string): Promise<PayoutDto> {
    const [payout] = await this.database.asOperator((tx) =>
      payoutsWhere(tx, 'end_to_end_id = $1', [endToEndIdOf(id)]),
    );
    if (!payout) throw payoutNotFound(id);
    return payoutDto(payout);
  }

  @Post('payouts/:payoutId/approve')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Lets a proposed payment go to the bank' })
  @ApiOkResponse({ type: PayoutDto })
  async approve(@Param('payoutId', IdPipe) id: string): Promise<PayoutDto> {
    return payoutDto(await this.database.asOperator((tx) => this.orders.approve(tx, id, currentActor())));
  }

  @Post('payouts/:payoutId/cancel')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes back a payment that is in no file yet; its money is where it was' })
  @ApiOkResponse({ type: PayoutDto })
  async cancel(
    @Param('payoutId', IdPipe) id: string,
    @Body() { reason }: PayoutReasonDto,
  ): Promise<PayoutDto> {
    return payoutDto(
      await this.database.asOperator((tx) => this.orders.cancel(tx, id, reason, currentActor())),
    );
  }

  @Post('payouts/:payoutId/refused')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Says that the bank refused a payment which stood in a file' })
  @ApiOkResponse({ type: PayoutDto })
  async refused(
    @Param('payoutId', IdPipe) id: string,
    @Body() { reason }: PayoutReasonDto,
  ): Promise<PayoutDto> {
    return payoutDto(
      await this.database.asOperator((tx) => this.orders.failed(tx, id, reason, currentActor())),
    );
  }
}
