import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OpenItemsModule } from '../open-items/open-items.module.js';
import { PageStore } from './page-store.js';
import { SyncController } from './sync.controller.js';
import { SyncCursors } from './sync-cursors.js';
import { SyncOutcome } from './sync-outcome.js';
import { SyncRunner } from './sync-runner.js';
import { SyncRuns } from './sync-runs.js';
import { SyncScheduler } from './sync-scheduler.js';
import { WakeUpCalls } from './wake-up-calls.js';
import { WakeUpListener } from './wake-up-listener.js';

@Module({
  imports: [ConnectionsModule, OpenItemsModule],
  providers: [
    PageStore,
    SyncCursors,
    SyncOutcome,
    SyncRunner,
    SyncRuns,
    SyncScheduler,
    WakeUpCalls,
    WakeUpListener,
  ],
  controllers: [SyncController],
})
export class SyncModule {}
