import type { Currency, Money } from '@app/domain';
import type { Direction } from './model.js';

/** Counts and sums while a part of a file is read. Amounts of one currency. */
export class Tally {
  credits = 0n;
  debits = 0n;
  creditCount = 0;
  debitCount = 0;
  /** Records whose amount or direction could not be read. */
  unreadable = 0;
  /** Money was handed out as transactions; the rest of the count was set aside. */
  setAside = 0;
  private currency: Currency | undefined;

  get count(): number {
    return this.creditCount + this.debitCount + this.unreadable;
  }

  get net(): bigint {
    return this.credits - this.debits;
  }

  get isOneCurrency(): boolean {
    return this.mixed === undefined;
  }

  private mixed: Currency | undefined;

  add(amount: Money | undefined, direction: Direction | undefined): void {
    if (amount === undefined || direction === undefined) {
      this.unreadable += 1;
      return;
    }
    if (this.currency === undefined) this.currency = amount.currency;
    else if (this.currency !== amount.currency) this.mixed = amount.currency;
    if (direction === 'credit') {
      this.credits += amount.minor;
      this.creditCount += 1;
    } else {
      this.debits += amount.minor;
      this.debitCount += 1;
    }
  }

  sums(): { readonly credits: Money | undefined; readonly debits: Money | undefined } {
    const { currency } = this;
    if (currency === undefined || !this.isOneCurrency) return { credits: undefined, debits: undefined };
    return {
      credits: { minor: this.credits, currency },
      debits: { minor: this.debits, currency },
    };
  }
}
