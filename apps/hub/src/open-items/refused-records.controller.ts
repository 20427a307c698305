import type { CreditorId } from '@app/domain';
import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpensPersonalData } from '../access-log/opens-personal-data.js';
import { IdPipe } from '../api/id.pipe.js';
import { OpenItemsService } from './open-items.service.js';
import {
  RefusedPageDto,
  RefusedQueryDto,
  type RefusedRecordDto,
  RefusedRetryDto,
  RefusedRetryProgressDto,
} from './refused-record.dto.js';
import type { RefusedRecordEntity } from './refused-record.entity.js';
import { RefusedRetryService } from './refused-retry.service.js';

const PAGE_STANDARD = 100;

/** What of the ledger could not be read: kept as it was written, and tried again when somebody asks. */
@ApiTags('open items')
@Controller('creditors/:creditorId/refused-records')
export class RefusedRecordsController {
  constructor(
    private readonly openItems: OpenItemsService,
    private readonly retries: RefusedRetryService,
  ) {}

  @Get()
  @OpensPersonalData('refused-records', 'creditor')
  @ApiOperation({
    summary: 'Records of the ledger that could not be read, with the raw body beside the reason',
  })
  @ApiOkResponse({ type: RefusedPageDto })
  async list(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Query() { resolved = false, limit = PAGE_STANDARD, after }: RefusedQueryDto,
  ): Promise<RefusedPageDto> {
    const rows = await this.openItems.refused(creditorId, {
      resolved,
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const page = rows.slice(0, limit);
    return {
      records: page.map(recordDto),
      nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  @Get('retry')
  @ApiOperation({ summary: 'How far it is with trying all of them again, as it was asked for last' })
  @ApiOkResponse({ type: RefusedRetryProgressDto })
  progress(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<RefusedRetryProgressDto> {
    return this.retries.progress(creditorId);
  }

  @Post('retry')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Reads all of them from the ledger again, now',
    description:
      'Those that the ledger gave without an id wait for the next reading. Asked for twice, they are read once.',
  })
  @ApiAcceptedResponse({ type: RefusedRetryProgressDto })
  retryAll(@Param('creditorId', IdPipe) creditorId: CreditorId): Promise<RefusedRetryProgressDto> {
    return this.retries.all(creditorId);
  }

  @Post(':recordId/retry')
  @HttpCode(HttpStatus.OK)
  @OpensPersonalData('refused-records', 'creditor')
  @ApiOperation({
    summary: 'Reads one of them from the ledger again, now',
    description: 'Read well, it is taken in and set aside no longer; else it stays, with the reason of now.',
  })
  @ApiOkResponse({ type: RefusedRetryDto })
  async retry(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('recordId', IdPipe) recordId: string,
  ): Promise<RefusedRetryDto> {
    const { outcome, record } = await this.retries.one(creditorId, recordId);
    return { outcome, record: recordDto(record) };
  }
}

function recordDto({
  id,
  connectionId,
  ledgerItemId,
  reason,
  message,
  raw,
  firstSeenAt,
  lastSeenAt,
  resolvedAt,
  retryState,
  retryFailure,
}: RefusedRecordEntity): RefusedRecordDto {
  const seen = { firstSeenAt, lastSeenAt, resolvedAt, retryState, retryFailure };
  return { id, connectionId, ledgerItemId, reason, message, raw, ...seen };
}
