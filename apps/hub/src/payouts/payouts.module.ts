import { Module } from '@nestjs/common';
import { ClientMoneyModule } from '../client-money/client-money.module.js';
import { PayingAccounts } from './paying-accounts.js';
import { PayoutListeners } from './payout-listeners.js';
import { PayoutOrders } from './payout-orders.js';

/** Money that leaves the collector's accounts at the bank. */
@Module({
  imports: [ClientMoneyModule],
  providers: [PayoutOrders, PayoutListeners, PayingAccounts],
  exports: [PayoutOrders, PayoutListeners, PayingAccounts],
})
export class PayoutsModule {}
