import { type CaseId, type ClaimId, type CreditorId, localDateAt, type LocalDate } from '@app/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { CaseBook } from '../cases/case-book.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import type { Actor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import type { Transaction } from '../database/transaction.js';
import type { Payee, Payout } from '../payouts/payout.js';
import { type PayoutEnd, PayoutListeners } from '../payouts/payout-listeners.js';
import { PayoutOrders } from '../payouts/payout-orders.js';
import { notEnoughMoney } from '../payouts/payout-problems.js';
import { overpayments } from './overpayments.js';
import { PayerAccounts } from './payer-accounts.js';

export interface RefundWish {
  readonly claimId: ClaimId;
  /** Default: all that is held for the claim. */
  readonly minor?: bigint;
  /** Default: the account that it was paid from, where the bank told it. */
  readonly to?: Payee;
  readonly bankAccountId: string;
  /** Words for the debtor. */
  readonly message: string;
  /** Tells the refund, once per creditor. */
  readonly key: string;
}

/** Gives debtors back what they paid too much, decided by a person. The case shows it from the order on. */
@Injectable()
export class Refunds implements OnModuleInit {
  constructor(
    private readonly orders: PayoutOrders,
    private readonly listeners: PayoutListeners,
    private readonly payers: PayerAccounts,
    private readonly money: ClientMoneyBook,
    private readonly cases: CaseBook,
    private readonly creditors: CreditorReader,
  ) {}

  onModuleInit(): void {
    this.listeners.on('refund', (tx, payout, end) => this.#ended(tx, payout, end));
  }

  /**
   * In an operator's transaction. Once by its key.
   * @throws ProblemError 404 nothing is held; 409 less is held; 422 no account known, or none that can be paid
   */
  async refund(tx: Transaction, creditorId: CreditorId, wish: RefundWish, actor: Actor): Promise<Payout> {
    const { claimId, bankAccountId, message } = wish;
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const key = `refund:${wish.key}`;
    const caseId = await this.#lockCase(tx, creditorId, claimId);
    await this.money.lock(tx, { owner: creditorId, kind: 'debtors', currency: creditor.currency, place: '' });
    const [held] = await overpayments(tx, { creditorId, claimId });
    const earlier = await this.#earlier(tx, creditorId, key);
    if (!held && earlier === undefined) throw nothingHeld(claimId);
    const minor = wish.minor ?? earlier ?? held?.heldMinor ?? 0n;
    const currency = held?.currency ?? creditor.currency;
    if (earlier === undefined && held && held.heldMinor < minor)
      throw notEnoughMoney(held.heldMinor, minor, currency);
    const to = wish.to ?? (await this.payers.of(tx, { creditorId, claimId }));
    if (!to) throw payerUnknown();
    const about = caseId === null ? { claimId } : { claimId, caseId };
    const reference = { kind: 'text', value: message } as const;
    const payout = await this.orders.order(
      tx,
      {
        owner: creditorId,
        from: 'debtors',
        purpose: 'refund',
        minor,
        currency,
        bankAccountId,
        to,
        reference,
        about,
        key,
      },
      actor,
    );
    if (earlier === undefined)
      await this.#count(tx, payout, 1, localDateAt(payout.createdAt, creditor.country));
    return payout;
  }

  /** Money that came back is the debtor's again. */
  async #ended(tx: Transaction, payout: Payout, end: PayoutEnd): Promise<void> {
    if (end === 'paid' || payout.claimId === null) return;
    const { creditor } = await this.creditors.ofCreditor(tx, payout.owner);
    await this.#lockCase(tx, payout.owner, payout.claimId);
    await this.#count(tx, payout, 2, localDateAt(payout.stateAt, creditor.country));
  }

  async #count(tx: Transaction, payout: Payout, line: 1 | 2, on: LocalDate): Promise<void> {
    const { owner, id, caseId, claimId, minor } = payout;
    if (caseId === null) return;
    const signed = line === 1 ? -minor : minor;
    await tx.asCreditor(owner, async (own) => {
      await this.cases.move(own, [
        {
          caseId,
          source: 'payout',
          sourceId: id,
          line,
          kind: 'refund',
          part: 'overpaid',
          claimId,
          amountMinor: signed,
          valueOn: on,
          detail: { payoutId: id },
        },
      ]);
      await own.query(
        `update debt_case set overpaid_minor = greatest(overpaid_minor + $3, 0) where creditor_id = $1 and id = $2`,
        [owner, caseId, signed],
      );
      const kind = line === 1 ? 'refund-ordered' : 'refund-came-back';
      const detail = { payoutId: id, claimId, minor: `${minor}` };
      await this.cases.tell(own, [{ caseId, kind, detail, actor: 'system' }]);
      await this.cases.touch(own, [caseId]);
    });
  }

  /** The case before the accounts, as whoever takes money in locks them. */
  async #lockCase(tx: Transaction, creditorId: CreditorId, claimId: ClaimId): Promise<CaseId | null> {
    return tx.asCreditor(creditorId, async (own) => {
      const [row] = await own.query<{ caseId: CaseId }>(
        `select case_id as "caseId" from case_claim where creditor_id = $1 and claim_id = $2`,
        [creditorId, claimId],
      );
      if (!row) return null;
      await this.cases.lock(own, [row.caseId]);
      return row.caseId;
    });
  }

  async #earlier(tx: Transaction, creditorId: CreditorId, key: string): Promise<bigint | undefined> {
    const [row] = await tx.query<{ minor: bigint }>(
      'select amount_minor as minor from payout where creditor_id = $1 and key = $2',
      [creditorId, key],
    );
    return row?.minor;
  }
}

function nothingHeld(claimId: ClaimId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'nothing-overpaid',
    title: 'Nothing is held for this debtor.',
    cause: `No money on our client account was paid too much on claim ${claimId}.`,
    consequence: 'Nothing was ordered.',
    remedy: 'Take the claim from GET /api/v1/creditors/{creditorId}/overpayments.',
  });
}

function payerUnknown(): ProblemError {
  const reason = 'is missing, and the bank did not tell which account it was paid from';
  return new ProblemError({
    status: 422,
    code: 'payer-account-unknown',
    title: 'Nobody knows where to send the money.',
    cause: `to ${reason}.`,
    consequence: 'Nothing was ordered.',
    remedy: 'Ask the debtor for an account, and send it as "to".',
    fields: [{ field: 'to', reason }],
  });
}
