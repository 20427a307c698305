import { type BankTransactionId, type Clock, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { linesOf } from '../../client-money/money-entry.js';
import { CLOCK } from '../../config/clock.js';
import type { Actor } from '../../audit/actor.js';
import { Database } from '../../database/database.js';
import { collectors } from '../booking/money-entries.js';
import { TakeBack } from '../booking/take-back.js';
import { transactionNotFound, unfit, unfitState } from './desk-problems.js';
import { lockTransaction } from './desk-store.js';

/** A reversal whose payment the machine could not tell: a person names it. */
@Injectable()
export class ReversalDesk {
  constructor(
    private readonly database: Database,
    private readonly takeBack: TakeBack,
    private readonly journal: ClientMoneyBook,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404; 409 it is no reversal that waits; 422 the named payment is another */
  async link(id: BankTransactionId, originalId: BankTransactionId, actor: Actor): Promise<void> {
    await this.database.asOperator(async (tx) => {
      const row = await lockTransaction(tx, id);
      if (!row) throw transactionNotFound(id);
      if (row.state !== 'left' || row.place === null || row.insideId !== null)
        throw unfitState(
          row.state,
          'only money that left, and that nobody has explained, can take a payment back',
        );
      const original = await lockTransaction(tx, originalId);
      const isOne =
        original?.direction === 'credit' &&
        original.accountKey === row.accountKey &&
        original.minor === row.minor &&
        original.currency === row.currency &&
        ['allocated', 'open', 'set-aside', 'sent-back'].includes(original.state);
      if (!isOne)
        throw unfit(
          'payment',
          'is no payment of this amount that counts',
          'Name the payment that was taken back.',
        );
      const place = { place: row.place, currency: row.currency };
      await this.journal.post(tx, [
        {
          key: `explained:${id}`,
          kind: 'explained',
          bookedOn: localDateAt(this.clock.now(), 'NO'),
          lines: linesOf(
            [collectors('bank', place), row.minor],
            [collectors('unexplained', place), -row.minor],
          ),
          detail: { transactionId: id, takesBack: originalId },
        },
      ]);
      await this.takeBack.byBank(tx, row, original, place);
      await tx.query(
        `update bank_transaction set state = 'reversal', reason = null, changed_at = $2 where id = $1`,
        [id, this.clock.now()],
      );
      await this.audit.record(tx, {
        actor,
        action: 'payment.taken-back',
        subject: { kind: 'bank-transaction', id },
        detail: { takesBack: originalId },
      });
    });
  }
}
