import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { CollectionModule } from '../collection/collection.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { SettlementsModule } from '../settlements/settlements.module.js';
import { AgencyEventApplier } from './agency-event-applier.js';
import { AgencyEventEffects } from './agency-event-effects.js';
import { AgencyEventsController } from './agency-events.controller.js';
import { AgencyEventsService } from './agency-events.service.js';
import { AgencyFeed } from './agency-feed.js';
import { AgencyHooksController } from './agency-hooks.controller.js';
import { AgencyInbox } from './agency-inbox.js';
import { AgencyInboxWorker } from './agency-inbox-worker.js';
import { AgencySchedule } from './agency-schedule.js';

/** Outside agency → hub: what became of a claim, and money received. */
@Module({
  imports: [ClaimsModule, CollectionModule, ConnectionsModule, SettlementsModule],
  controllers: [AgencyHooksController, AgencyEventsController],
  providers: [
    AgencyInbox,
    AgencyInboxWorker,
    AgencyEventApplier,
    AgencyEventEffects,
    AgencyEventsService,
    AgencyFeed,
    AgencySchedule,
  ],
})
export class AgencyEventsModule {}
