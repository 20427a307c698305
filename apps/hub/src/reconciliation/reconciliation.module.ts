import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OpenItemsModule } from '../open-items/open-items.module.js';
import { SettlementsModule } from '../settlements/settlements.module.js';
import { WriteBackModule } from '../write-back/write-back.module.js';
import { ClientMoneyCheck } from './client-money/client-money-check.js';
import { ClientMoneyChecksController } from './client-money/client-money-checks.controller.js';
import { CreditorReconciliationController } from './creditor-reconciliation.controller.js';
import { DifferenceBook } from './differences/difference-book.js';
import { DifferenceReader } from './differences/difference-reader.js';
import { DifferencesController } from './differences/differences.controller.js';
import { DifferencesService } from './differences/differences.service.js';
import { ItemAgain } from './differences/item-again.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationService } from './reconciliation.service.js';
import { ReconciliationStore } from './reconciliation-store.js';
import { ReconciliationTick } from './reconciliation-tick.js';
import { ReportsController } from './report/reports.controller.js';
import { ReportsService } from './report/reports.service.js';

/** Ledger = claim = client money, to the øre; or what stands between them. */
@Module({
  imports: [ClaimsModule, ConnectionsModule, OpenItemsModule, SettlementsModule, WriteBackModule],
  controllers: [
    ClientMoneyChecksController,
    CreditorReconciliationController,
    DifferencesController,
    ReconciliationController,
    ReportsController,
  ],
  providers: [
    ClientMoneyCheck,
    DifferenceBook,
    DifferenceReader,
    DifferencesService,
    ItemAgain,
    ReconciliationService,
    ReconciliationStore,
    ReconciliationTick,
    ReportsService,
  ],
  exports: [ClientMoneyCheck, ReconciliationService],
})
export class ReconciliationModule {}
