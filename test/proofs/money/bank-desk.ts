import type { ClaimId, CreditorId, LocalDate, SettlementId } from '@app/domain';
import type { AccountKind } from '../../../apps/hub/src/client-money/accounts.js';
import { ClientMoneyBook } from '../../../apps/hub/src/client-money/client-money-book.js';
import type { AccountOwner } from '../../../apps/hub/src/client-money/owner.js';
import type { Transaction } from '../../../apps/hub/src/database/transaction.js';
import type { NewSettlementDto } from '../../../apps/hub/src/settlements/settlement.dto.js';
import { SettlementsService } from '../../../apps/hub/src/settlements/settlements.service.js';
import type { TestHub } from '../../support/hub.js';
import * as entries from './entries.js';

type Parts = Omit<entries.SettledParts, 'bookedOn'>;

/**
 * What the collector's bank does, as the hub books it: a transaction and the settlement that it is for are stored in one
 * transaction of the operator. The port behind which an intake of bank files takes its place.
 */
export class BankDesk {
  readonly #book: ClientMoneyBook;
  readonly #settlements: SettlementsService;
  #orders: entries.Order[] = [];
  #made = 0;

  constructor(private readonly hub: TestHub) {
    this.#book = hub.app.get(ClientMoneyBook);
    this.#settlements = hub.app.get(SettlementsService);
  }

  /** Money comes, and is allocated to the claim that it is for. @throws ProblemError as the settlement */
  pay(
    creditorId: CreditorId,
    dto: NewSettlementDto,
    minor: bigint,
    bookedOn: LocalDate,
  ): Promise<SettlementId> {
    return this.#operator(async (tx) => {
      const { id, currency } = await tx.asCreditor(creditorId, (part) =>
        this.#settlements.takeIn(part, creditorId, dto),
      );
      await this.#book.post(tx, [entries.received(id, minor, currency, bookedOn)]);
      for (const parts of await this.#partsOf(tx, creditorId, id)) {
        if (totalOf(parts) > 0n) await this.#book.post(tx, [entries.allocated({ ...parts, bookedOn })]);
      }
      return id;
    });
  }

  /** The debtor's bank takes the whole payment back. */
  takeBack(creditorId: CreditorId, dto: NewSettlementDto, bookedOn: LocalDate): Promise<void> {
    return this.#operator(async (tx) => {
      const { id } = await tx.asCreditor(creditorId, (part) =>
        this.#settlements.takeIn(part, creditorId, dto),
      );
      const [{ original } = { original: id }] = await tx.query<{ original: SettlementId }>(
        `select reverses_id as original from settlement where creditor_id = $1 and id = $2`,
        [creditorId, id],
      );
      const taken = await this.#partsOf(tx, creditorId, original);
      const held = new Map<ClaimId | undefined, ReadonlyMap<AccountKind, bigint>>();
      for (const claimId of [undefined, ...taken.map((parts) => parts.claimId)])
        held.set(claimId, await this.#held(tx, creditorId, claimId));
      const holds: entries.Holdings = (_, kind, claimId) => held.get(claimId)?.get(kind) ?? 0n;
      const whole = taken.map((parts) => ({ ...parts, bookedOn })).filter((parts) => totalOf(parts) > 0n);
      if (whole.length > 0) await this.#book.post(tx, [entries.takenBack(id, whole, holds, bookedOn)]);
    });
  }

  /** Orders up to so much from an account; nothing where nothing lies. Answers whether it did. */
  order(owner: AccountOwner, from: AccountKind, bookedOn: LocalDate, claimId?: ClaimId): Promise<boolean> {
    return this.#operator(async (tx) => {
      const all = (await this.#held(tx, owner)).get(from) ?? 0n;
      const ofClaim = claimId === undefined ? all : ((await this.#held(tx, owner, claimId)).get(from) ?? 0n);
      const minor = ofClaim < all ? ofClaim : all;
      if (minor < 1n) return false;
      const [{ currency } = { currency: 'NOK' as const }] = await this.#book.balances(tx, owner);
      this.#made += 1;
      const about = claimId === undefined ? {} : { claimId };
      const order = { payout: `p${this.#made}`, owner, from, minor, currency, bookedOn, ...about };
      await this.#book.post(tx, [entries.ordered(order)]);
      tx.afterCommit(() => this.#orders.push(order));
      return true;
    });
  }

  /** The statement shows what was ordered; every fifth order was refused. */
  statement(bookedOn: LocalDate): Promise<boolean> {
    const orders = this.#orders;
    this.#orders = [];
    return this.#operator(async (tx) => {
      for (const [at, order] of orders.entries()) {
        const end = at % 5 === 4 ? entries.orderFailed : entries.paidOut;
        await this.#book.post(tx, [end({ ...order, bookedOn })]);
      }
      return orders.length > 0;
    });
  }

  #operator<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.hub.db.database.asOperator(work);
  }

  /** The settlement and what of it was passed on to other claims. */
  #partsOf(tx: Transaction, creditorId: CreditorId, id: SettlementId): Promise<Parts[]> {
    return tx.query<Parts>(
      `select id as "settlementId", creditor_id as "creditorId", claim_id as "claimId", currency,
         principal_minor as "principalMinor", interest_minor as "interestMinor", fees_minor as "feesMinor",
         surplus_minor as "surplusMinor"
       from settlement where creditor_id = $1 and (id = $2 or passed_on_from_id = $2) order by id`,
      [creditorId, id],
    );
  }

  async #held(tx: Transaction, owner: AccountOwner, claimId?: ClaimId): Promise<Map<AccountKind, bigint>> {
    const rows = await tx.query<{ kind: AccountKind; minor: bigint }>(
      `select kind, -sum(amount_minor)::bigint as minor from client_money_line
       where creditor_id = $1 and ($2::uuid is null or claim_id = $2) group by kind`,
      [owner, claimId ?? null],
    );
    return new Map(rows.map(({ kind, minor }) => [kind, minor]));
  }
}

function totalOf({ principalMinor, interestMinor, feesMinor, surplusMinor }: Parts): bigint {
  return principalMinor + interestMinor + feesMinor + surplusMinor;
}
