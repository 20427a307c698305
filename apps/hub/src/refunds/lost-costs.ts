import {
  type CaseId,
  type ClaimId,
  type CreditorId,
  type Currency,
  larger,
  type LocalDate,
  smaller,
} from '@app/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountKind, MoneyAccount } from '../client-money/accounts.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf, type MoneyEntry } from '../client-money/money-entry.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';

const SECONDS = 600;
/** Of one turn; what is left is for the next. */
const TURN_MAX = 500;

interface LostCosts {
  readonly creditorId: CreditorId;
  readonly caseId: CaseId;
  readonly number: number;
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly on: LocalDate;
  /** Positive: costs that were paid are the debtor's again; negative: that is taken back. */
  readonly minor: bigint;
}

/** What a claim's costs came to on the accounts, less than nothing where it is a debt of ours: signed as money held. */
interface HeldOfClaim {
  readonly earned: bigint;
  readonly passedFromEarned: bigint;
}

/**
 * Books what the case has counted: costs that were paid and fell away go from what the collector (or the creditor, whose own
 * fees they were) has to the debtors. What the collector has taken out already it must first pay in: until then the entry waits.
 */
@Injectable()
export class LostCostsBooking implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly book: ClientMoneyBook,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({ name: 'lost-costs', seconds: SECONDS, run: (lease) => this.run(lease) });
  }

  async run(lease: HeldLease): Promise<void> {
    await this.database.asOperator(async (tx) => {
      await assertFencing(tx, lease);
      await this.bookAll(tx);
    });
  }

  /** In an operator's transaction. @returns how many were booked */
  async bookAll(tx: Transaction): Promise<number> {
    let booked = 0;
    for (const lost of await tx.query<LostCosts>(UNBOOKED, [TURN_MAX])) {
      const entry = await this.#entry(tx, lost);
      if (entry) booked += (await this.book.post(tx, [entry])).length;
    }
    return booked;
  }

  async #entry(tx: Transaction, lost: LostCosts): Promise<MoneyEntry | undefined> {
    const { creditorId, caseId, number, claimId, currency, minor } = lost;
    const account = (kind: AccountKind): MoneyAccount => ({ owner: creditorId, kind, currency, place: '' });
    const has = async (kind: AccountKind): Promise<bigint> => -(await this.book.lock(tx, account(kind)));
    const [held, debtors, earned] = [await has('creditor'), await has('debtors'), await has('earned')];
    const [ofClaim] = await tx.query<HeldOfClaim>(OF_CLAIM, [creditorId, claimId]);
    const about = { claimId };
    const sides =
      minor > 0n
        ? toDebtors(minor, ofClaim?.earned ?? 0n, { earned, held })
        : back(-minor, ofClaim?.passedFromEarned ?? 0n, debtors);
    if (!sides) return undefined;
    const lines = linesOf(
      [account('earned'), sides.earned, about],
      [account('creditor'), sides.creditor, about],
      [account('advanced'), sides.advanced, about],
      [account('debtors'), sides.debtors, about],
    );
    const detail = { caseId, number };
    return { key: `costs-lost:${caseId}:${number}`, kind: 'costs-lost', bookedOn: lost.on, lines, detail };
  }
}

interface Sides {
  readonly earned: bigint;
  readonly creditor: bigint;
  readonly advanced: bigint;
  readonly debtors: bigint;
}

/** Debit positive. Undefined while what the collector earned is not there. */
function toDebtors(
  minor: bigint,
  earnedOfClaim: bigint,
  held: { readonly earned: bigint; readonly held: bigint },
): Sides | undefined {
  const fromEarned = smaller(minor, larger(earnedOfClaim, 0n));
  if (held.earned < fromEarned) return undefined;
  const own = minor - fromEarned;
  const fromCreditor = smaller(own, held.held);
  return { earned: fromEarned, creditor: fromCreditor, advanced: own - fromCreditor, debtors: -minor };
}

/** What was refunded already is laid out. */
function back(minor: bigint, passedFromEarned: bigint, debtors: bigint): Sides {
  const toEarned = smaller(minor, larger(passedFromEarned, 0n));
  const fromDebtors = smaller(minor, debtors);
  return {
    earned: -toEarned,
    creditor: -(minor - toEarned),
    advanced: minor - fromDebtors,
    debtors: fromDebtors,
  };
}

/** Of claims whose money lies on our account; costs that an agency or the creditor received are not ours to move. */
const UNBOOKED = `
  select m.creditor_id as "creditorId", m.case_id as "caseId", m.number, m.claim_id as "claimId", d.currency,
    m.value_on as "on", m.amount_minor as minor
  from case_movement m
  join debt_case d on d.creditor_id = m.creditor_id and d.id = m.case_id
  where m.kind = 'costs-lost' and m.part = 'overpaid'
    and not exists (select from client_money_line l where l.creditor_id = m.creditor_id
      and l.entry_key = 'costs-lost:' || m.case_id || ':' || m.number)
    and exists (select from client_money_line l where l.creditor_id = m.creditor_id and l.claim_id = m.claim_id)
  order by m.created_at, m.case_id, m.number limit $1`;

const OF_CLAIM = `
  select coalesce(-sum(amount_minor), 0)::bigint as earned,
    coalesce(sum(amount_minor) filter (where entry_kind = 'costs-lost'), 0)::bigint as "passedFromEarned"
  from client_money_line where creditor_id = $1 and claim_id = $2 and kind = 'earned'`;
