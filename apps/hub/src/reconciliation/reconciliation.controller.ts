import { type ConnectionId, type CreditorId, formatDecimal, money } from '@app/domain';
import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { Idempotent } from '../api/idempotency/idempotent.js';
import { ProblemError } from '../api/problem-error.js';
import { Database } from '../database/database.js';
import type { DifferenceKind } from './difference-kinds.js';
import {
  type ReconciliationRun,
  ReconciliationStore,
  type StoredDifference,
} from './reconciliation-store.js';
import {
  ReconciliationDifferenceDto,
  ReconciliationRunDto,
  ReconciliationRunWithDifferencesDto,
} from './reconciliation.dto.js';
import { ReconciliationService } from './reconciliation.service.js';

const RUNS_SHOWN = 50;
const DIFFERENCES_SHOWN = 1_000;

/** Whether ledger, claims and client money of a connection agree. */
@ApiTags('reconciliation')
@Controller('creditors/:creditorId/connections/:connectionId/reconciliations')
export class ReconciliationController {
  constructor(
    private readonly service: ReconciliationService,
    private readonly store: ReconciliationStore,
    private readonly database: Database,
  ) {}

  @Post()
  @Idempotent()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Orders a comparison; one that is under way already is the answer' })
  @ApiAcceptedResponse({ type: ReconciliationRunDto })
  async order(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ReconciliationRunDto> {
    return runDto(await this.service.order(creditorId as CreditorId, connectionId as ConnectionId));
  }

  @Get()
  @ApiOperation({ summary: 'The newest comparisons' })
  @ApiOkResponse({ type: [ReconciliationRunDto] })
  async list(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ReconciliationRunDto[]> {
    const runs = await this.database.asCreditor(creditorId as CreditorId, (tx) =>
      this.store.recent(tx, connectionId as ConnectionId, RUNS_SHOWN),
    );
    return runs.map(runDto);
  }

  @Get(':runId')
  @ApiOperation({ summary: 'One comparison, with what it found' })
  @ApiOkResponse({ type: ReconciliationRunWithDifferencesDto })
  async one(
    @Param('creditorId', IdPipe) creditorId: string,
    @Param('connectionId', IdPipe) connectionId: string,
    @Param('runId', IdPipe) runId: string,
  ): Promise<ReconciliationRunWithDifferencesDto> {
    const { run, found } = await this.database.asCreditor(creditorId as CreditorId, async (tx) => ({
      run: await this.store.one(tx, runId),
      found: await this.store.differences(tx, runId, DIFFERENCES_SHOWN),
    }));
    if (run === undefined || run.connectionId !== connectionId) throw runNotFound(runId);
    return { ...runDto(run), found: found.map(foundDto) };
  }
}

export function runDto(run: ReconciliationRun): ReconciliationRunDto {
  const { id, connectionId, state, claimsCompared, differences, timing, failure, startedAt, finishedAt } =
    run;
  return {
    id,
    connectionId,
    state,
    claimsCompared,
    differences,
    timing,
    failure,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

function foundDto({
  claimId,
  subject,
  kind,
  currency,
  ledgerMinor,
  expectedMinor,
  clientMoneyMinor,
  evidence,
}: StoredDifference): ReconciliationDifferenceDto {
  return {
    claimId,
    subject,
    kind: kind as DifferenceKind,
    currency,
    ledger: ledgerMinor === null ? null : formatDecimal(money(ledgerMinor, currency)),
    expected: formatDecimal(money(expectedMinor, currency)),
    clientMoney: clientMoneyMinor === null ? null : formatDecimal(money(clientMoneyMinor, currency)),
    evidence,
  };
}

function runNotFound(runId: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'reconciliation-not-found',
    title: 'There is no such comparison.',
    cause: `This connection has no reconciliation ${runId}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the id from the list of reconciliations.',
  });
}
