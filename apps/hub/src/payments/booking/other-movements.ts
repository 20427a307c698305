import { type Clock, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { CLOCK } from '../../config/clock.js';
import type { Transaction } from '../../database/transaction.js';
import { PayoutOrders } from '../../payouts/payout-orders.js';
import type { BankTransactionState } from '../transactions/states.js';
import { bookedOn, type TransactionRow } from '../transactions/transaction-row.js';
import { leftEntry, type Place, receivedEntry } from './money-entries.js';
import { TakeBack } from './take-back.js';

type WithPlace = TransactionRow & { readonly place: string };

interface Outcome {
  readonly id: string;
  readonly state: BankTransactionState;
  readonly reason: string | null;
  readonly match: null;
  readonly allocated: '0';
  readonly allocations: number;
}

const CAME_BACK = 'The payee’s bank sent the money back.';

/** What is no payment of a debtor: money that left, payments that the bank took back, our own that came back. One by one; they are few. */
@Injectable()
export class OtherMovements {
  constructor(
    private readonly takeBack: TakeBack,
    private readonly payouts: PayoutOrders,
    private readonly journal: ClientMoneyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async book(tx: Transaction, row: WithPlace): Promise<Outcome> {
    const place = { place: row.place, currency: row.currency };
    if (row.direction === 'credit') return this.#cameBack(tx, row, place);
    if (row.isReversal) return this.#reversal(tx, row, place);
    if (row.endToEndId !== null) {
      const seen = await this.payouts.seen(tx, {
        endToEndId: row.endToEndId,
        minor: row.minor,
        currency: row.currency,
        bookedOn: bookedOn(row, this.#today()),
        transactionId: row.id,
      });
      if (seen.kind === 'paid') return outcome(row, 'payout', null);
      await this.#left(tx, row, place);
      return outcome(row, 'left', seen.why === 'unknown-id' ? 'not-ordered' : `payout-${seen.why}`);
    }
    await this.#left(tx, row, place);
    return outcome(row, 'left', 'not-ordered');
  }

  /** Which of these credits carry the id of an order of ours: no debtor's payment, but one of our own that comes back. */
  async ofOurOrders(tx: Transaction, rows: readonly WithPlace[]): Promise<ReadonlySet<WithPlace['id']>> {
    const ids = rows.flatMap(({ direction, endToEndId }) =>
      direction === 'credit' && endToEndId !== null ? [endToEndId] : [],
    );
    const known = new Set(await this.payouts.known(tx, ids));
    return new Set(
      rows.flatMap(({ id, endToEndId }) => (endToEndId !== null && known.has(endToEndId) ? [id] : [])),
    );
  }

  /** With an order's id and sum it is that order's money, and goes where it was before; else a person looks. */
  async #cameBack(tx: Transaction, row: WithPlace, place: Place): Promise<Outcome> {
    await this.#received(tx, row, place);
    if (row.endToEndId === null) return outcome(row, 'open', 'reversal');
    const back = await this.payouts.cameBack(
      tx,
      {
        endToEndId: row.endToEndId,
        minor: row.minor,
        currency: row.currency,
        bookedOn: bookedOn(row, this.#today()),
        transactionId: row.id,
      },
      CAME_BACK,
    );
    if (back.kind === 'came-back' && !back.again) return outcome(row, 'payout', 'payout-came-back');
    if (back.kind === 'came-back') return outcome(row, 'open', 'payout-had-failed');
    return outcome(row, 'open', back.why === 'unknown-id' ? 'reversal' : `payout-${back.why}`);
  }

  async #reversal(tx: Transaction, row: WithPlace, place: Place): Promise<Outcome> {
    const found = await this.takeBack.originalOf(tx, row);
    if (found.kind !== 'one') {
      await this.#left(tx, row, place);
      return outcome(row, 'left', found.kind === 'none' ? 'reversal-unknown' : 'reversal-ambiguous');
    }
    await tx.query('savepoint taking_back');
    try {
      await this.takeBack.byBank(tx, row, found.original, place);
      await tx.query('release savepoint taking_back');
      return outcome(row, 'reversal', null);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // A settlement was taken back another way already: what is left of it is for a person.
      await tx.query('rollback to savepoint taking_back');
      await this.#left(tx, row, place);
      return outcome(row, 'left', error.problem.code);
    }
  }

  async #received(tx: Transaction, row: WithPlace, place: Place): Promise<void> {
    if (row.insideId !== null) return;
    await this.journal.post(tx, [receivedEntry(row.id, place, row.minor, bookedOn(row, this.#today()))]);
  }

  async #left(tx: Transaction, row: WithPlace, place: Place): Promise<void> {
    if (row.insideId !== null) return;
    await this.journal.post(tx, [leftEntry(row.id, place, row.minor, bookedOn(row, this.#today()))]);
  }

  #today(): ReturnType<typeof localDateAt> {
    return localDateAt(this.clock.now(), 'NO');
  }
}

function outcome(row: WithPlace, state: BankTransactionState, reason: string | null): Outcome {
  return { id: row.id, state, reason, match: null, allocated: '0', allocations: row.allocations };
}
