import type { CreditorId } from '@app/domain';
import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { Database } from '../database/database.js';
import { runDto } from './reconciliation.controller.js';
import { ReconciliationRunDto } from './reconciliation.dto.js';
import { ReconciliationService } from './reconciliation.service.js';
import { ReconciliationStore } from './reconciliation-store.js';

const RUNS_SHOWN = 50;

/** Whether ledger, claims and client money of a creditor agree, over all its connections. */
@ApiTags('reconciliation')
@Controller('creditors/:creditorId/reconciliations')
export class CreditorReconciliationController {
  constructor(
    private readonly service: ReconciliationService,
    private readonly store: ReconciliationStore,
    private readonly database: Database,
  ) {}

  @Post()
  @Idempotent()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Orders a comparison of every active connection; those under way already are the answer',
  })
  @ApiAcceptedResponse({ type: [ReconciliationRunDto] })
  async order(@Param('creditorId', IdPipe) creditorId: string): Promise<ReconciliationRunDto[]> {
    return (await this.service.orderAll(creditorId as CreditorId)).map(runDto);
  }

  @Get()
  @ApiOperation({ summary: 'The newest comparisons of all connections' })
  @ApiOkResponse({ type: [ReconciliationRunDto] })
  async list(@Param('creditorId', IdPipe) creditorId: string): Promise<ReconciliationRunDto[]> {
    const runs = await this.database.asCreditor(creditorId as CreditorId, (tx) =>
      this.store.recent(tx, null, RUNS_SHOWN),
    );
    return runs.map(runDto);
  }
}
