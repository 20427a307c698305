import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { CaseStatusModule } from '../case-status/case-status.module.js';
import { BesideReader } from './beside-reader.js';
import { CaseStatusWorker } from './case-status-worker.js';
import { ReadAgainWorker } from './read-again-worker.js';
import { WriteBackAttempt } from './write-back-attempt.js';
import { WriteBackDeparture } from './write-back-departure.js';
import { WriteBackMetrics } from './write-back-metrics.js';
import { WriteBackPlanning } from './write-back-planning.js';
import { WriteBackBell } from './write-back-queue.js';
import { WriteBackRecord } from './write-back-record.js';
import { WriteBackStore } from './write-back-store.js';
import { WriteBackTick } from './write-back-tick.js';
import { STANDARD_TIMINGS, WRITE_BACK_TIMINGS } from './write-back-timings.js';
import { WriteBackWorker } from './write-back-worker.js';
import { WriteBacksController } from './write-backs.controller.js';
import { WriteBacksService } from './write-backs.service.js';

/** Hub → ledger: settlements are booked, once, and read back; cases are told on the invoices. */
@Module({
  imports: [ClaimsModule, ConnectionsModule, CaseStatusModule],
  controllers: [WriteBacksController],
  providers: [
    { provide: WRITE_BACK_TIMINGS, useValue: STANDARD_TIMINGS },
    BesideReader,
    CaseStatusWorker,
    ReadAgainWorker,
    WriteBackAttempt,
    WriteBackBell,
    WriteBackDeparture,
    WriteBackMetrics,
    WriteBackPlanning,
    WriteBackRecord,
    WriteBackStore,
    WriteBackTick,
    WriteBackWorker,
    WriteBacksService,
  ],
  exports: [
    WriteBackPlanning,
    WriteBackWorker,
    WriteBackTick,
    WriteBacksService,
    ReadAgainWorker,
    CaseStatusWorker,
  ],
})
export class WriteBackModule {}
