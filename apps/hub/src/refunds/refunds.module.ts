import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ClientMoneyModule } from '../client-money/client-money.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { PayoutsModule } from '../payouts/payouts.module.js';
import { LostCostsBooking } from './lost-costs.js';
import { PayerAccounts } from './payer-accounts.js';
import { RefundSchedule } from './refund-schedule.js';
import { RefundSettingsStore } from './refund-settings.js';
import { Refunds } from './refunds.js';
import { RefundsController } from './refunds.controller.js';

/** Debtors' own money: paid too much, or for costs that fell away. */
@Module({
  imports: [CasesModule, ClientMoneyModule, ConnectionsModule, PayoutsModule],
  controllers: [RefundsController],
  providers: [LostCostsBooking, PayerAccounts, RefundSchedule, RefundSettingsStore, Refunds],
  exports: [PayerAccounts, Refunds],
})
export class RefundsModule {}
