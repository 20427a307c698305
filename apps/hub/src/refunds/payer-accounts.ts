import type { ClaimId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import type { Payee } from '../payouts/payout.js';

/** From which account a claim was last paid, as the bank told it. */
export type PayerSource = (
  tx: Transaction,
  about: { readonly creditorId: CreditorId; readonly claimId: ClaimId },
) => Promise<Payee | undefined>;

/** Who reads the bank's files may know the payer's account; where nobody does, a person gives it. */
@Injectable()
export class PayerAccounts {
  #source: PayerSource | undefined;

  /** Call in `onModuleInit`. */
  from(source: PayerSource): void {
    if (this.#source) throw new Error('Somebody tells payers’ accounts already.');
    this.#source = source;
  }

  async of(tx: Transaction, about: Parameters<PayerSource>[1]): Promise<Payee | undefined> {
    return this.#source?.(tx, about);
  }
}
