import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import type { Payout, PayoutPurpose } from './payout.js';

/** How an order ended. */
export type PayoutEnd = 'paid' | 'failed' | 'cancelled';

export type PayoutListener = (tx: Transaction, payout: Payout, end: PayoutEnd) => Promise<void>;

/**
 * Whoever orders for a purpose hears in the same (operator's) transaction how it ended. So what it keeps of the money
 * never differs from the journal.
 */
@Injectable()
export class PayoutListeners {
  readonly #byPurpose = new Map<PayoutPurpose, PayoutListener>();

  /** Call in `onModuleInit`; one per purpose. */
  on(purpose: PayoutPurpose, listener: PayoutListener): void {
    if (this.#byPurpose.has(purpose))
      throw new Error(`Somebody listens for payouts of purpose ${purpose} already.`);
    this.#byPurpose.set(purpose, listener);
  }

  async tell(tx: Transaction, payout: Payout, end: PayoutEnd): Promise<void> {
    await this.#byPurpose.get(payout.purpose)?.(tx, payout, end);
  }
}
