import { type BankTransactionId, type Clock, type CollectorAccountId, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { linesOf } from '../../client-money/money-entry.js';
import { COLLECTOR } from '../../client-money/owner.js';
import { CLOCK } from '../../config/clock.js';
import type { Actor } from '../../audit/actor.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { Payee, PaymentReference, Payout } from '../../payouts/payout.js';
import { type PayoutEnd, PayoutListeners } from '../../payouts/payout-listeners.js';
import { PayoutOrders } from '../../payouts/payout-orders.js';
import { collectors } from '../booking/money-entries.js';
import { openMinor } from '../transactions/transaction-row.js';
import { openDiffers, transactionNotFound, unfit, unfitState } from './desk-problems.js';
import { lockTransaction } from './desk-store.js';
import { DESK_STATES } from './desk.service.js';

export interface SendBackAsked {
  /** What the person saw as open. */
  readonly openSeen: bigint;
  readonly minor: bigint;
  readonly to: Payee;
  readonly reference: PaymentReference;
  /** `refund`: paid too much; `return`: meant for somebody else. Both leave from what is nobody's. */
  readonly why: 'refund' | 'return';
}

/** Sends money that is nobody's here back to whoever paid it. An order that fails gives it back to the desk. */
@Injectable()
export class SendingBack implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly payouts: PayoutOrders,
    private readonly listeners: PayoutListeners,
    private readonly journal: ClientMoneyBook,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.listeners.on('return', (tx, payout, end) => this.#ended(tx, payout, end));
  }

  /** @throws ProblemError 404; 409 another amount is open; 422 what no bank could carry out */
  async send(id: BankTransactionId, asked: SendBackAsked, actor: Actor): Promise<void> {
    await this.database.asOperator(async (tx) => {
      const row = await lockTransaction(tx, id);
      if (!row) throw transactionNotFound(id);
      if (!DESK_STATES.includes(row.state))
        throw unfitState(row.state, 'none of its money waits for a decision');
      const open = openMinor(row);
      if (open !== asked.openSeen) throw openDiffers(open, row.currency);
      if (asked.minor <= 0n || asked.minor > open)
        throw unfit('amount', 'is nothing, or more than what is open', 'Send at most what is open.');
      const number = row.allocations + 1;
      await this.payouts.order(
        tx,
        {
          owner: COLLECTOR,
          from: 'unallocated',
          purpose: 'return',
          minor: asked.minor,
          currency: row.currency,
          bankAccountId: await accountId(tx, row.accountKey),
          to: asked.to,
          reference: asked.reference,
          about: { transactionId: id },
          key: `return:${id}:${number}`,
        },
        actor,
      );
      const gone = row.goneMinor + asked.minor;
      await tx.query(
        `update bank_transaction set gone_minor = $2, allocations = $3, changed_at = $4,
           state = case when allocated_minor + $2 = minor then 'sent-back' else 'open' end,
           reason = case when allocated_minor + $2 = minor then $5 else reason end
         where id = $1`,
        [id, gone, number, this.clock.now(), asked.why],
      );
      await this.audit.record(tx, {
        actor,
        action: 'payment.sent-back',
        subject: { kind: 'bank-transaction', id },
        detail: { minor: `${asked.minor}`, why: asked.why },
      });
    });
  }

  /** The journal has the money back where it was; the transaction says so, and a person decides anew. */
  async #ended(tx: Transaction, payout: Payout, end: PayoutEnd): Promise<void> {
    if (end === 'paid' || payout.transactionId === null) return;
    const { id, place, currency, minor } = payout;
    const takenBack = await tx.query(
      `select 1 from bank_transaction where id = $1 and state = 'taken-back' for update`,
      [payout.transactionId],
    );
    if (takenBack.length > 0) {
      // The bank took the payment back when it seemed to have been sent back as well: it was not.
      const where = { place, currency };
      await this.journal.post(tx, [
        {
          key: `explained:${id}`,
          kind: 'explained',
          bookedOn: localDateAt(this.clock.now(), 'NO'),
          lines: linesOf(
            [collectors('unallocated', where), minor],
            [collectors('unexplained', where), -minor],
          ),
          detail: { transactionId: payout.transactionId, payoutId: id },
        },
      ]);
      return;
    }
    await tx.query(
      `update bank_transaction set gone_minor = gone_minor - $2, state = 'open', reason = $3, changed_at = $4
       where id = $1 and state in ('open', 'set-aside', 'sent-back', 'allocated')`,
      [payout.transactionId, payout.minor, `return-${end}`, this.clock.now()],
    );
  }
}

async function accountId(tx: Transaction, key: string): Promise<CollectorAccountId> {
  const [row] = await tx.query<{ id: CollectorAccountId }>(
    'select id from collector_account where key = $1',
    [key],
  );
  if (!row) throw unfitState('waiting-account', 'its account has not been added yet');
  return row.id;
}
