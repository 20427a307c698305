import { type Clock, type Currency, type LocalDate, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { AccountKind, MoneyAccount } from './accounts.js';
import { assertBalanced, type MoneyEntry } from './money-entry.js';
import type { AccountOwner } from './owner.js';

export interface AccountBalance extends MoneyAccount {
  /** Debit positive, credit negative. */
  readonly minor: bigint;
}

/**
 * The only way into the client-money journal. Entries are added and never changed; what was wrong is taken back by another
 * entry. All of it in an operator's transaction: an entry may reach from the collector's accounts to a creditor's.
 */
@Injectable()
export class ClientMoneyBook {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Books entries, each once: one whose key is there already is passed over.
   * @returns the keys of those that are new
   * @throws UnbalancedEntryError before anything is sent
   * @throws pg.DatabaseError 23514 `client_money_account_side_check` when an account would hold less than nothing;
   *   23505 when somebody books the same key in this moment: the transaction is to be done again
   */
  async post(tx: Transaction, entries: readonly MoneyEntry[]): Promise<readonly string[]> {
    for (const entry of entries) assertBalanced(entry);
    const news = await this.#unknown(tx, entries);
    if (news.length === 0) return [];
    await tx.query(INSERT, columnsOf(news, this.clock));
    return news.map(({ key }) => key);
  }

  /** Whether an entry of this key is booked. */
  async knows(tx: Transaction, owner: AccountOwner, key: string): Promise<boolean> {
    return (await tx.query(KNOWN, [[owner], [key]])).length > 0;
  }

  /** Balances now, in the order of kind and place. */
  balances(tx: Transaction, owner: AccountOwner): Promise<AccountBalance[]> {
    return tx.query<AccountBalance>(BALANCES, [owner]);
  }

  /** Locks an account until the end of the transaction, and tells what it holds: debit positive. */
  async lock(tx: Transaction, { owner, kind, currency, place }: MoneyAccount): Promise<bigint> {
    const [row] = await tx.query<{ minor: bigint }>(
      `select balance_minor as minor from client_money_account
       where creditor_id = $1 and kind = $2 and currency = $3 and place = $4 for update`,
      [owner, kind, currency, place],
    );
    return row?.minor ?? 0n;
  }

  /** All balances at the end of a day, summed up by kind; over all owners in an operator's transaction. */
  on(tx: Transaction, day: LocalDate): Promise<{ kind: AccountKind; currency: Currency; minor: bigint }[]> {
    return tx.query(
      `select kind, currency, sum(amount_minor)::bigint as minor from client_money_line
       where booked_on <= $1 group by kind, currency order by currency, kind`,
      [day],
    );
  }

  async #unknown(tx: Transaction, entries: readonly MoneyEntry[]): Promise<MoneyEntry[]> {
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const owners = [...new Set(entries.flatMap(({ lines }) => lines.map(({ account }) => account.owner)))];
    const known = await tx.query<{ key: string }>(KNOWN, [owners, [...byKey.keys()]]);
    for (const { key } of known) byKey.delete(key);
    return [...byKey.values()];
  }
}

const KNOWN = prepared(
  `select distinct entry_key as key from client_money_line
   where creditor_id = any($1::uuid[]) and entry_key = any($2::text[])`,
);

const BALANCES = prepared(
  `select creditor_id as owner, kind, currency, place, balance_minor as minor from client_money_account
   where creditor_id = $1 order by kind, currency, place`,
);

const INSERT = prepared(
  `insert into client_money_line (creditor_id, entry_id, line, entry_key, entry_kind, booked_on, kind, currency, place,
     amount_minor, claim_id, settlement_id, detail, created_at)
   select creditor_id, entry_id, line, entry_key, entry_kind, booked_on, kind, currency, place, amount_minor, claim_id,
     settlement_id, detail, $14
   from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[], $9::text[],
     $10::bigint[], $11::uuid[], $12::uuid[], $13::jsonb[]) as lines (creditor_id, entry_id, line, entry_key, entry_kind,
     booked_on, kind, currency, place, amount_minor, claim_id, settlement_id, detail)`,
);

function columnsOf(entries: readonly MoneyEntry[], clock: Clock): unknown[] {
  const columns: unknown[][] = Array.from({ length: 13 }, () => []);
  for (const { key, kind, bookedOn, lines, detail } of entries) {
    const id = newId(clock);
    const told = JSON.stringify(detail ?? {});
    lines.forEach(({ account, minor, claimId, settlementId }, index) => {
      const about = [minor, claimId ?? null, settlementId ?? null, told];
      const where = [account.owner, id, index + 1, key, kind, bookedOn];
      const row = [...where, account.kind, account.currency, account.place, ...about];
      row.forEach((value, column) => columns[column]?.push(value));
    });
  }
  return [...columns, clock.now()];
}
