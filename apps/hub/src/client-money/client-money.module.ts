import { Module } from '@nestjs/common';
import { ClientMoneyBook } from './client-money-book.js';

/** The journal of money that the collector holds for others. */
@Module({ providers: [ClientMoneyBook], exports: [ClientMoneyBook] })
export class ClientMoneyModule {}
