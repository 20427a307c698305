import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ItemIntake } from './item-intake.js';
import { OpenItemStore } from './open-item-store.js';
import { OpenItemsController } from './open-items.controller.js';
import { OpenItemsService } from './open-items.service.js';
import { RefusedRecords } from './refused-records.js';
import { TrackedItems } from './tracked-items.js';

@Module({
  imports: [ClaimsModule, ConnectionsModule],
  providers: [ItemIntake, OpenItemStore, OpenItemsService, RefusedRecords, TrackedItems],
  controllers: [OpenItemsController],
  exports: [ItemIntake, RefusedRecords, TrackedItems],
})
export class OpenItemsModule {}
