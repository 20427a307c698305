import { Module } from '@nestjs/common';
import { BankBalances } from './bank-balances.js';
import { ClientMoneyBook } from './client-money-book.js';
import { ClientMoneyController } from './client-money.controller.js';

/** The journal of money that the collector holds for others, and its proof. */
@Module({
  controllers: [ClientMoneyController],
  providers: [ClientMoneyBook, BankBalances],
  exports: [ClientMoneyBook, BankBalances],
})
export class ClientMoneyModule {}
