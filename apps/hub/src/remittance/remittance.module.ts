import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ClientMoneyModule } from '../client-money/client-money.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { PayoutsModule } from '../payouts/payouts.module.js';
import { FeesController } from './fees.controller.js';
import { PayoutDeadlines } from './payout-deadlines.js';
import { RemittanceController } from './remittance.controller.js';
import { RemittanceSchedule } from './remittance-schedule.js';
import { Remittances } from './remittances.js';
import { RemittanceSettingsStore } from './settings-store.js';
import { Statements } from './statements.js';

/** Money that creditors get, and what the collector earned. */
@Module({
  imports: [CasesModule, ClientMoneyModule, ConnectionsModule, PayoutsModule],
  controllers: [RemittanceController, FeesController],
  providers: [PayoutDeadlines, RemittanceSchedule, Remittances, RemittanceSettingsStore, Statements],
  exports: [PayoutDeadlines, Remittances, Statements],
})
export class RemittanceModule {}
