import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationService } from './reconciliation.service.js';
import { ReconciliationStore } from './reconciliation-store.js';
import { ReconciliationTick } from './reconciliation-tick.js';

/** Ledger = claim = settlement, to the øre; or what stands between them. */
@Module({
  imports: [ConnectionsModule],
  controllers: [ReconciliationController],
  providers: [ReconciliationService, ReconciliationStore, ReconciliationTick],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
