import type { Currency, LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';

/** What a bank's statement says lay on an account at the end of a day. */
export interface BankBalance {
  /** As the journal names the account. */
  readonly place: string;
  readonly currency: Currency;
  readonly minor: bigint;
}

/** Closing balances of that day. Accounts without a statement of the day are left out: nothing is carried over. */
export type BankBalanceSource = (tx: Transaction, on: LocalDate) => Promise<readonly BankBalance[]>;

/** Who reads the bank's files knows its balances; where nobody does, the proof says that the bank has told nothing. */
@Injectable()
export class BankBalances {
  #source: BankBalanceSource | undefined;

  /** Call in `onModuleInit`. */
  from(source: BankBalanceSource): void {
    if (this.#source) throw new Error('Somebody tells the bank’s balances already.');
    this.#source = source;
  }

  async on(tx: Transaction, day: LocalDate): Promise<readonly BankBalance[]> {
    return (await this.#source?.(tx, day)) ?? [];
  }
}
