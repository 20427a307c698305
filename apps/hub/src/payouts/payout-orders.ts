import { type Clock, type Currency, localDateAt, type LocalDate, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { COLLECTOR } from '../client-money/owner.js';
import { CLOCK } from '../config/clock.js';
import { type Actor, SYSTEM_ACTOR } from '../audit/actor.js';
import type { Transaction } from '../database/transaction.js';
import { assertPayable } from './check-order.js';
import {
  endToEndIdOf,
  OPEN_STATES,
  type Payout,
  type PayoutOrder,
  type PayoutState,
  sameOrder,
} from './payout.js';
import { cameBackEntry, givenBackEntry, orderedEntry, paidOutEntry, sourceOf } from './payout-entries.js';
import { PayoutListeners } from './payout-listeners.js';
import {
  keyUsedDifferently,
  notEnoughMoney,
  payingAccountNotFound,
  payoutNotFound,
  unfitPayout,
  wrongPayoutState,
} from './payout-problems.js';
import {
  insertPayout,
  knownEndToEndIds,
  movePayout,
  payingAccount,
  payoutByEndToEndId,
  payoutById,
  payoutByKey,
} from './payout-store.js';

/** A payment that the bank's statement shows. */
export interface SeenPayment {
  readonly endToEndId: string;
  /** What left, more than nothing. */
  readonly minor: bigint;
  readonly currency: Currency;
  readonly bookedOn: LocalDate;
  readonly transactionId: string;
  /** The account that it left; looked at where it is told. */
  readonly bankAccountId?: string;
}

export type SeenDifference =
  'unknown-id' | 'other-amount' | 'other-account' | 'paid-twice' | 'had-failed' | 'was-cancelled';

export type SeenResult =
  | { readonly kind: 'paid'; readonly payout: Payout; readonly again: boolean }
  /** Nothing was booked: a person must look. */
  | { readonly kind: 'difference'; readonly why: SeenDifference; readonly payout?: Payout };

export type CameBackResult =
  | { readonly kind: 'came-back'; readonly payout: Payout; readonly again: boolean }
  /** Nothing was booked: a person must look. */
  | { readonly kind: 'difference'; readonly why: SeenDifference | 'not-paid'; readonly payout?: Payout };

/**
 * Orders to pay: the port for whoever has money to send. All of it in an operator's transaction. What is ordered is booked
 * at once (`ordered`), so that no krone is ordered twice; it ends by `paid-out` or goes back by `order-failed`.
 */
@Injectable()
export class PayoutOrders {
  constructor(
    private readonly book: ClientMoneyBook,
    private readonly listeners: PayoutListeners,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Orders a payment, once by its key: the same again is answered with the first.
   * @throws ProblemError 409 another order under that key, or less money than that; 422 what no bank could carry out
   */
  async order(tx: Transaction, order: PayoutOrder, actor: Actor = SYSTEM_ACTOR): Promise<Payout> {
    assertPayable(order);
    const account = await payingAccount(tx, order.bankAccountId);
    if (!account) throw payingAccountNotFound(order.bankAccountId);
    if (account.currency !== order.currency)
      throw unfitPayout(
        'currency',
        `is not the account's, ${account.currency}`,
        'Choose an account in that currency.',
      );
    // Whoever orders under the same key at the same time waits here for the other's commit.
    const held = -(await this.book.lock(tx, sourceOf(order, account.place)));
    const earlier = await payoutByKey(tx, order.owner, order.key);
    if (earlier) {
      if (!sameOrder(order, earlier)) throw keyUsedDifferently(order.key);
      return earlier;
    }
    if (held < order.minor) throw notEnoughMoney(held, order.minor, order.currency);
    const id = newId(this.clock);
    const now = this.clock.now();
    const today = localDateAt(now, account.country);
    const { claimId = null, caseId = null, transactionId = null } = order.about ?? {};
    const isLarge = account.approveFromMinor !== null && order.minor >= account.approveFromMinor;
    const { owner, key, from, purpose, minor, currency, bankAccountId, to, reference } = order;
    const payout: Payout = {
      owner,
      id,
      key,
      from,
      purpose,
      minor,
      currency,
      bankAccountId,
      to,
      reference,
      claimId,
      caseId,
      endToEndId: endToEndIdOf(id),
      place: account.place,
      transactionId,
      executeOn: order.executeOn !== undefined && order.executeOn > today ? order.executeOn : today,
      state: order.approve === true || isLarge ? 'proposed' : 'planned',
      stateAt: now,
      reason: null,
      fileId: null,
      seenTransactionId: null,
      createdAt: now,
    };
    await insertPayout(tx, payout, `${actor.kind}:${actor.id}`);
    await this.book.post(tx, [orderedEntry(payout, today)]);
    await this.#tell(tx, payout, 'payout.ordered', actor, {
      minor: `${minor}`,
      currency,
      purpose,
      state: payout.state,
    });
    return payout;
  }

  /** Lets a proposed order go to the bank. @throws ProblemError 404, 409 when it is not proposed */
  async approve(tx: Transaction, id: string, actor: Actor): Promise<Payout> {
    const payout = await this.#locked(tx, id);
    if (payout.state === 'planned') return payout;
    if (payout.state !== 'proposed')
      throw wrongPayoutState(payout, 'approved', 'Only a proposed payout waits for an approval.');
    const approved = await movePayout(tx, payout, { state: 'planned', at: this.clock.now() });
    await this.#tell(tx, approved, 'payout.approved', actor);
    return approved;
  }

  /** Takes an order back that is in no file yet. @throws ProblemError 404, 409 when it is too late */
  async cancel(tx: Transaction, id: string, reason: string, actor: Actor): Promise<Payout> {
    const payout = await this.#locked(tx, id);
    if (payout.state === 'cancelled') return payout;
    if (payout.state !== 'proposed' && payout.state !== 'planned')
      throw wrongPayoutState(
        payout,
        'cancelled',
        'Ask the bank to stop it, and report the refusal when the bank did.',
      );
    return this.#giveBack(tx, payout, 'cancelled', reason, actor);
  }

  /** The bank refused it. Twice is once. @throws ProblemError 404, 409 when it was paid or never sent */
  async failed(tx: Transaction, id: string, reason: string, actor: Actor = SYSTEM_ACTOR): Promise<Payout> {
    const payout = await this.#locked(tx, id);
    if (payout.state === 'failed') return payout;
    if (payout.state !== 'in-file' && payout.state !== 'sent')
      throw wrongPayoutState(payout, 'refused', 'Only what stands in a file can be refused by the bank.');
    return this.#giveBack(tx, payout, 'failed', reason, actor);
  }

  /** The bank took the file in. Later news (paid, failed) is not undone by it. */
  async taken(tx: Transaction, id: string, actor: Actor = SYSTEM_ACTOR): Promise<Payout> {
    const payout = await this.#locked(tx, id);
    if (payout.state !== 'in-file') return payout;
    const sent = await movePayout(tx, payout, { state: 'sent', at: this.clock.now() });
    await this.#tell(tx, sent, 'payout.sent', actor);
    return sent;
  }

  /**
   * The bank's statement shows a payment with an end-to-end id. One of an open order and of its sum ends it (also one that
   * left before our file did: paid by hand, and not to be paid again); anything else is a named difference, and nothing is booked.
   */
  async seen(tx: Transaction, payment: SeenPayment): Promise<SeenResult> {
    const payout = await payoutByEndToEndId(tx, payment.endToEndId);
    if (!payout) return { kind: 'difference', why: 'unknown-id' };
    if (payout.state === 'paid' && payout.seenTransactionId === payment.transactionId)
      return { kind: 'paid', payout, again: true };
    const why = differenceOf(payout, payment);
    if (why) return { kind: 'difference', why, payout };
    const at = this.clock.now();
    const paid = await movePayout(tx, payout, {
      state: 'paid',
      at,
      seenTransactionId: payment.transactionId,
    });
    await this.listeners.tell(tx, paid, 'paid');
    await this.book.post(tx, [paidOutEntry(paid, payment)]);
    await this.#tell(tx, paid, 'payout.paid', SYSTEM_ACTOR, { transactionId: payment.transactionId });
    return { kind: 'paid', payout: paid, again: false };
  }

  /** Which of these end-to-end ids, as a bank wrote them, are those of orders. */
  known(tx: Transaction, endToEndIds: readonly string[]): Promise<string[]> {
    return knownEndToEndIds(tx, endToEndIds);
  }

  /**
   * A payment that was paid came back to our account, and lies unallocated there (`received`): it goes to where it was before it
   * was ordered. Twice is once.
   */
  async cameBack(tx: Transaction, payment: SeenPayment, reason: string): Promise<CameBackResult> {
    const payout = await payoutByEndToEndId(tx, payment.endToEndId);
    if (!payout) return { kind: 'difference', why: 'unknown-id' };
    const entry = cameBackEntry(payout, payment);
    if (payout.state === 'failed') {
      const known = await this.book.knows(tx, payout.owner, entry.key);
      return known
        ? { kind: 'came-back', payout, again: true }
        : { kind: 'difference', why: 'had-failed', payout };
    }
    if (payout.state !== 'paid') return { kind: 'difference', why: 'not-paid', payout };
    if (payout.minor !== payment.minor || payout.currency !== payment.currency)
      return { kind: 'difference', why: 'other-amount', payout };
    if (payment.bankAccountId !== undefined && payment.bankAccountId !== payout.bankAccountId)
      return { kind: 'difference', why: 'other-account', payout };
    const { seenTransactionId } = payout;
    const ended = await movePayout(tx, payout, {
      state: 'failed',
      at: this.clock.now(),
      reason,
      ...(seenTransactionId === null ? {} : { seenTransactionId }),
    });
    await this.listeners.tell(tx, ended, 'failed');
    await this.book.post(tx, [entry]);
    await this.#tell(tx, ended, 'payout.came-back', SYSTEM_ACTOR, { transactionId: payment.transactionId });
    return { kind: 'came-back', payout: ended, again: false };
  }

  async #giveBack(
    tx: Transaction,
    payout: Payout,
    state: 'failed' | 'cancelled',
    reason: string,
    actor: Actor,
  ): Promise<Payout> {
    const now = this.clock.now();
    const account = await payingAccount(tx, payout.bankAccountId);
    if (!account) throw payingAccountNotFound(payout.bankAccountId);
    const ended = await movePayout(tx, payout, { state, at: now, reason });
    // The case before the accounts, as whoever takes money in locks them.
    await this.listeners.tell(tx, ended, state);
    await this.book.post(tx, [givenBackEntry(ended, localDateAt(now, account.country))]);
    await this.#tell(tx, ended, `payout.${state}`, actor);
    return ended;
  }

  async #locked(tx: Transaction, id: string): Promise<Payout> {
    const payout = await payoutById(tx, id);
    if (!payout) throw payoutNotFound(id);
    return payout;
  }

  async #tell(
    tx: Transaction,
    { owner, id }: Payout,
    action: string,
    actor: Actor,
    detail: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const ofCreditor = owner === COLLECTOR ? {} : { creditorId: owner };
    await this.audit.record(tx, { actor, action, subject: { kind: 'payout', id }, detail, ...ofCreditor });
  }
}

function differenceOf(payout: Payout, payment: SeenPayment): SeenDifference | undefined {
  const ends: Partial<Record<PayoutState, SeenDifference>> = {
    paid: 'paid-twice',
    failed: 'had-failed',
    cancelled: 'was-cancelled',
  };
  if (!OPEN_STATES.includes(payout.state)) return ends[payout.state];
  if (payout.minor !== payment.minor || payout.currency !== payment.currency) return 'other-amount';
  if (payment.bankAccountId !== undefined && payment.bankAccountId !== payout.bankAccountId)
    return 'other-account';
  return undefined;
}
