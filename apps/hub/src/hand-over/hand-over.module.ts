import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { CollectionModule } from '../collection/collection.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OpenItemsModule } from '../open-items/open-items.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { CaseStatusModule } from '../case-status/case-status.module.js';
import { HandOver } from './hand-over.js';
import { HandOverFailures } from './hand-over-failures.js';
import { HandOverResults } from './hand-over-results.js';
import { HandOverScheduler } from './hand-over-scheduler.js';
import { PendingMessages } from './pending-messages.js';

@Module({
  imports: [
    ClaimsModule,
    CollectionModule,
    ConnectionsModule,
    OpenItemsModule,
    OutboxModule,
    CaseStatusModule,
  ],
  providers: [HandOver, HandOverFailures, HandOverResults, HandOverScheduler, PendingMessages],
})
export class HandOverModule {}
