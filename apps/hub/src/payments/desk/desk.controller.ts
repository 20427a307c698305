import type { BankTransactionId, ClaimId, SettlementId } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../api/id.pipe.js';
import { Idempotent } from '../../api/idempotency/idempotent.js';
import { actorOf } from '../../audit/actor.js';
import {
  AssignDto,
  BankTransactionDto,
  BankTransactionPageDto,
  ByDto,
  readMinor,
  SendBackDto,
  TakesBackDto,
  transactionDto,
  TransactionQueryDto,
  UndoDto,
  WhyDto,
} from './desk.dto.js';
import { unfit } from './desk-problems.js';
import { PaymentDesk } from './desk.service.js';
import { ReversalDesk } from './reversal-desk.js';
import { SendingBack } from './sending-back.js';

const PAGE_STANDARD = 100;

/** What the bank's files told, and the desk for money that belongs to nobody yet. */
@ApiTags('payments')
@Controller('bank-transactions')
export class DeskController {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly sending: SendingBack,
    private readonly reversals: ReversalDesk,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Transactions in one state, oldest first; by default those that wait for a person',
  })
  @ApiOkResponse({ type: BankTransactionPageDto })
  async list(@Query() query: TransactionQueryDto): Promise<BankTransactionPageDto> {
    const { state = 'open', reason, fileId, after, limit = PAGE_STANDARD } = query;
    const views = await this.desk.list({
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(fileId === undefined ? {} : { fileId: fileId.toLowerCase() }),
      ...(after === undefined ? {} : { after: after.toLowerCase() as BankTransactionId }),
      limit: limit + 1,
    });
    const page = views.slice(0, limit);
    return {
      transactions: page.map(transactionDto),
      nextAfter: views.length > limit ? (page.at(-1)?.row.id ?? null) : null,
    };
  }

  @Get(':transactionId')
  @ApiOperation({ summary: 'One transaction: why it is where it is, proposals, allocations' })
  @ApiOkResponse({ type: BankTransactionDto })
  async one(@Param('transactionId', IdPipe) id: BankTransactionId): Promise<BankTransactionDto> {
    return transactionDto(await this.desk.one(id));
  }

  @Post(':transactionId/assign')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Books what is open on a claim, or splits it over several; all of it or nothing' })
  @ApiOkResponse({ type: BankTransactionDto })
  async assign(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: AssignDto,
  ): Promise<BankTransactionDto> {
    const { currency } = (await this.desk.one(id)).row;
    const open = readMinor('open', body.open, currency);
    const shares = body.shares.map(({ claimId, amount, principalInBooks }) => {
      if (amount === undefined && body.shares.length > 1)
        throw unfit('shares', 'has several claims, and one without an amount', 'Say how much each gets.');
      return {
        claimId: claimId.toLowerCase() as ClaimId,
        minor: amount === undefined ? open : readMinor('shares', amount, currency),
        ...(principalInBooks === undefined ? {} : { principalInBooks }),
      };
    });
    return transactionDto(await this.desk.assign(id, open, shares, actorOf(body)));
  }

  @Post(':transactionId/undo')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes one allocation back by a reversing entry; the money is open again' })
  @ApiOkResponse({ type: BankTransactionDto })
  async undo(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: UndoDto,
  ): Promise<BankTransactionDto> {
    const settlementId = body.settlementId.toLowerCase() as SettlementId;
    return transactionDto(await this.desk.undo(id, settlementId, body.reason, actorOf(body)));
  }

  @Post(':transactionId/send-back')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Orders open money to be paid back: too much, or meant for somebody else' })
  @ApiOkResponse({ type: BankTransactionDto })
  async sendBack(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: SendBackDto,
  ): Promise<BankTransactionDto> {
    const { currency } = (await this.desk.one(id)).row;
    const openSeen = readMinor('open', body.open, currency);
    const minor = body.amount === undefined ? openSeen : readMinor('amount', body.amount, currency);
    const reference = { kind: 'text' as const, value: body.text };
    await this.sending.send(id, { openSeen, minor, to: body.to, reference, why: body.why }, actorOf(body));
    return this.one(id);
  }

  @Post(':transactionId/set-aside')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Puts open money away for now' })
  @ApiOkResponse({ type: BankTransactionDto })
  async setAside(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: WhyDto,
  ): Promise<BankTransactionDto> {
    return transactionDto(await this.desk.putAside(id, body.reason, actorOf(body)));
  }

  @Post(':transactionId/take-up')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Takes money up again that was set aside' })
  @ApiOkResponse({ type: BankTransactionDto })
  async takeUp(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: ByDto,
  ): Promise<BankTransactionDto> {
    return transactionDto(await this.desk.takeUp(id, actorOf(body)));
  }

  @Post(':transactionId/dismiss')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Another file told it already: takes it out again by an entry' })
  @ApiOkResponse({ type: BankTransactionDto })
  async dismiss(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: WhyDto,
  ): Promise<BankTransactionDto> {
    return transactionDto(await this.desk.dismiss(id, body.reason, actorOf(body)));
  }

  @Post(':transactionId/count')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'A duplicate or a copy is a payment of its own after all: books it' })
  @ApiOkResponse({ type: BankTransactionDto })
  async count(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: WhyDto,
  ): Promise<BankTransactionDto> {
    return transactionDto(await this.desk.count(id, body.reason, actorOf(body)));
  }

  @Post(':transactionId/takes-back')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Says which payment a movement of the bank has taken back' })
  @ApiOkResponse({ type: BankTransactionDto })
  async takesBack(
    @Param('transactionId', IdPipe) id: BankTransactionId,
    @Body() body: TakesBackDto,
  ): Promise<BankTransactionDto> {
    await this.reversals.link(id, body.payment.toLowerCase() as BankTransactionId, actorOf(body));
    return this.one(id);
  }
}
