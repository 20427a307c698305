import type { ConnectionId, CreditorId } from '@app/domain';
import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../api/id.pipe.js';
import { ProblemError } from '../api/problem-error.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { SYNC_QUEUE } from './sync-queue.js';
import type { SyncRunKind, SyncRunState } from './sync-run.entity.js';
import type { SyncPhase } from './sync-runs.js';

const RUNS_SHOWN = 50;

export class SyncRunDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['full', 'incremental'] })
  kind: SyncRunKind;

  @ApiProperty({ enum: ['running', 'succeeded', 'failed'] })
  state: SyncRunState;

  @ApiProperty({ enum: ['pull', 'changes', 'decide', 'done'] })
  phase: SyncPhase;

  @ApiProperty()
  pages: number;

  @ApiProperty({ description: "The ledger's records read, those of no interest included." })
  recordsRead: number;

  @ApiProperty()
  itemsNew: number;

  @ApiProperty()
  itemsChanged: number;

  @ApiProperty()
  itemsUnchanged: number;

  @ApiProperty({ description: 'Set aside with raw body and reason.' })
  itemsRefused: number;

  @ApiProperty({ description: 'No longer in the ledger; held for review.' })
  itemsMissing: number;

  @ApiProperty({ description: 'Calls sent to the ledger, sign-ins and repeated ones included.' })
  calls: number;

  @ApiProperty({ description: 'How often a process took the run up after another had died in it.' })
  resumed: number;

  @ApiProperty({ format: 'date-time' })
  startedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  failureKind: string | null;

  @ApiProperty({ type: String, nullable: true })
  failure: string | null;
}

export class SyncStartedDto {
  @ApiProperty({ enum: ['queued', 'already-running'] })
  outcome: 'queued' | 'already-running';
}

@ApiTags('sync')
@Controller('creditors/:creditorId/connections/:connectionId')
export class SyncController {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly jobs: JobQueue,
  ) {}

  @Post('sync')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Pulls now instead of at the next scheduled time' })
  @ApiAcceptedResponse({ type: SyncStartedDto })
  start(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
  ): Promise<SyncStartedDto> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { connection } = await this.creditors.ofConnection(tx, { creditorId, id: connectionId });
      if (connection.state !== 'active') throw notActive(connection.state);
      const job = await this.jobs.send(
        tx,
        SYNC_QUEUE,
        { creditorId, connectionId },
        { singletonKey: connectionId },
      );
      return { outcome: job === undefined ? 'already-running' : 'queued' };
    });
  }

  @Get('sync-runs')
  @ApiOperation({ summary: 'The newest runs, with their counts' })
  @ApiOkResponse({ type: [SyncRunDto] })
  runs(
    @Param('creditorId', IdPipe) creditorId: CreditorId,
    @Param('connectionId', IdPipe) connectionId: ConnectionId,
  ): Promise<SyncRunDto[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<SyncRunDto>(
        `select id, kind, state, phase, pages, records_read as "recordsRead", items_new as "itemsNew",
           items_changed as "itemsChanged", items_unchanged as "itemsUnchanged", items_refused as "itemsRefused",
           items_missing as "itemsMissing", calls, resumed, started_at as "startedAt", finished_at as "finishedAt",
           failure_kind as "failureKind", failure
         from sync_run where creditor_id = $1 and connection_id = $2 order by started_at desc, id desc limit $3`,
        [creditorId, connectionId, RUNS_SHOWN],
      ),
    );
  }
}

function notActive(state: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'connection-not-active',
    title: 'The connection is not active.',
    cause: `The connection is ${state}.`,
    consequence: 'Nothing was pulled.',
    remedy: 'Activate or resume the connection, or mend what blocks it, and try again.',
  });
}
