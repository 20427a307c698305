import {
  type ClaimId,
  type CreditorId,
  type LedgerPostingId,
  type LedgerVoucherId,
  type WriteBackId,
} from '@app/domain';
import type { Language } from '@app/domain';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { dayOf } from '../api/day-field.js';
import { IdPipe } from '../api/id.pipe.js';
import type { WriteBackRow } from './write-back-progress.js';
import { writeBackDto } from './write-back-view.js';
import {
  ApproveWriteBacksDto,
  ConfirmWriteBackDto,
  RetryWriteBackDto,
  WriteBackLanguageDto,
  WriteBackOrderDto,
  WriteBackQueryDto,
} from './write-back.dto.js';
import { ApprovalOutcomesDto, WriteBackDto, WriteBackPageDto } from './write-back-view.dto.js';
import { WriteBacksService } from './write-backs.service.js';

const PAGE_STANDARD = 100;
const ONE = ':writeBackId';

/** What is booked, or is to be booked, in the creditor's ledger; and what people decide about it. */
@ApiTags('write-back')
@Controller('creditors/:creditorId/write-backs')
export class WriteBacksController {
  constructor(private readonly writeBacks: WriteBacksService) {}

  @Get()
  @ApiOperation({ summary: 'Write-backs, oldest first; `state` gives a person’s to-do list' })
  @ApiOkResponse({ type: WriteBackPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: string,
    @Query() { state, claimId, after, language = 'en', limit = PAGE_STANDARD }: WriteBackQueryDto,
  ): Promise<WriteBackPageDto> {
    const rows = await this.writeBacks.list(creditorId as CreditorId, {
      limit: limit + 1,
      ...(state === undefined ? {} : { state }),
      ...(claimId === undefined ? {} : { claimId: claimId.toLowerCase() as ClaimId }),
      ...(after === undefined ? {} : { after: after.toLowerCase() as WriteBackId }),
    });
    const page = rows.slice(0, limit);
    const ways = await this.writeBacks.waysOn(creditorId as CreditorId, page);
    return {
      writeBacks: page.map((row) => writeBackDto(row, ways.get(row.id) ?? [], language)),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get(ONE)
  @ApiOperation({ summary: 'One write-back' })
  @ApiOkResponse({ type: WriteBackDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('writeBackId', IdPipe) id: string,
    @Query() { language = 'en' }: WriteBackLanguageDto,
  ): Promise<WriteBackDto> {
    return this.#shown(await this.writeBacks.one(creditorId as CreditorId, id as WriteBackId), language);
  }

  @Post('approve')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Releases proposed write-backs; each is answered for itself' })
  @ApiOkResponse({ type: ApprovalOutcomesDto })
  async approveMany(
    @Param('creditorId', IdPipe) creditorId: string,
    @Body() { ids }: ApproveWriteBacksDto,
  ): Promise<ApprovalOutcomesDto> {
    const results = await this.writeBacks.approveMany(
      creditorId as CreditorId,
      ids.map((id) => id.toLowerCase() as WriteBackId),
    );
    return {
      results: results.map(({ id, refusedBecause }) =>
        refusedBecause === undefined
          ? { id, outcome: 'approved' }
          : { id, outcome: 'refused', reason: refusedBecause },
      ),
    };
  }

  @Post(`${ONE}/approve`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Releases a proposed write-back' })
  @ApiOkResponse({ type: WriteBackDto })
  async approve(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('writeBackId', IdPipe) id: string,
  ): Promise<WriteBackDto> {
    return this.#shown(await this.writeBacks.order(creditorId as CreditorId, id as WriteBackId, 'approve'));
  }

  @Post(`${ONE}/retry`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Orders it again after the cause was mended',
    description:
      'What is booked already is only read again. What may be booked needs `notInLedger: true`. A day that the ledger refused is changed with `bookOn` or `onFirstOpenDay`; a cancelled one is ordered anew.',
  })
  @ApiOkResponse({ type: WriteBackDto })
  async retry(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('writeBackId', IdPipe) id: string,
    @Body() choice: RetryWriteBackDto,
  ): Promise<WriteBackDto> {
    return this.#shown(
      await this.writeBacks.order(creditorId as CreditorId, id as WriteBackId, 'retry', choice),
    );
  }

  @Post(`${ONE}/cancel`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Decides that it shall not be booked by us' })
  @ApiOkResponse({ type: WriteBackDto })
  async cancel(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('writeBackId', IdPipe) id: string,
    @Body() choice: WriteBackOrderDto,
  ): Promise<WriteBackDto> {
    return this.#shown(
      await this.writeBacks.order(creditorId as CreditorId, id as WriteBackId, 'cancel', choice),
    );
  }

  @Post(`${ONE}/confirm`)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary:
      'Says which posting in the ledger it is, found there or booked by hand; the ledger is read to check it',
  })
  @ApiOkResponse({ type: WriteBackDto })
  async confirm(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('writeBackId', IdPipe) id: string,
    @Body() { postingId, voucherId, bookedOn }: ConfirmWriteBackDto,
  ): Promise<WriteBackDto> {
    const posting = {
      postingId: postingId as LedgerPostingId,
      voucherId: voucherId as LedgerVoucherId,
      bookedOn: dayOf('bookedOn', bookedOn),
    };
    return this.#shown(
      await this.writeBacks.order(creditorId as CreditorId, id as WriteBackId, 'confirm', { posting }),
    );
  }

  async #shown(row: WriteBackRow, language: Language = 'en'): Promise<WriteBackDto> {
    const ways = await this.writeBacks.waysOn(row.creditorId, [row]);
    return writeBackDto(row, ways.get(row.id) ?? [], language);
  }
}
