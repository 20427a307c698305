import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ItemIntake } from './item-intake.js';
import { ItemsAgain } from './items-again.js';
import { OpenItemStore } from './open-item-store.js';
import { OpenItemsController } from './open-items.controller.js';
import { OpenItemsService } from './open-items.service.js';
import { RefusedRecordsController } from './refused-records.controller.js';
import { RefusedRecords } from './refused-records.js';
import { RefusedRetries } from './refused-retries.js';
import { RefusedRetryService } from './refused-retry.service.js';
import { TrackedItems } from './tracked-items.js';

@Module({
  imports: [ClaimsModule, ConnectionsModule],
  providers: [
    ItemIntake,
    ItemsAgain,
    OpenItemStore,
    OpenItemsService,
    RefusedRecords,
    RefusedRetries,
    RefusedRetryService,
    TrackedItems,
  ],
  controllers: [OpenItemsController, RefusedRecordsController],
  exports: [ItemIntake, ItemsAgain, RefusedRecords, TrackedItems],
})
export class OpenItemsModule {}
