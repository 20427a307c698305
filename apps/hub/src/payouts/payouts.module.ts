import { Module } from '@nestjs/common';
import { ClientMoneyModule } from '../client-money/client-money.module.js';
import { Environment } from '../config/environment.js';
import { PayingAccounts } from './paying-accounts.js';
import { BANK_ORDERS_FOLDER, PayoutDelivery } from './payout-delivery.js';
import { PayoutFiles } from './payout-files.js';
import { PayoutListeners } from './payout-listeners.js';
import { PayoutOrders } from './payout-orders.js';
import { PayoutReports } from './payout-reports.js';
import { PayoutFilesController } from './payout-files.controller.js';
import { PayoutsController } from './payouts.controller.js';
import { PayoutSchedule } from './payout-schedule.js';

/** Money that leaves the collector's accounts at the bank. */
@Module({
  imports: [ClientMoneyModule],
  controllers: [PayoutsController, PayoutFilesController],
  providers: [
    PayoutOrders,
    PayoutListeners,
    PayingAccounts,
    PayoutFiles,
    PayoutReports,
    PayoutDelivery,
    PayoutSchedule,
    {
      provide: BANK_ORDERS_FOLDER,
      useFactory: (environment: Environment) => environment.BANK_ORDERS_FOLDER,
      inject: [Environment],
    },
  ],
  exports: [PayoutOrders, PayoutListeners, PayingAccounts, PayoutFiles, PayoutReports, PayoutDelivery],
})
export class PayoutsModule {}
