import { type Clock, type Currency, type LocalDate, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { plainArray, textArray } from '../database/array-parameters.js';
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
   * @param ofNow further entries, after those, whose keys name what was made in this transaction: they are not looked for
   * @returns the keys of those that are new
   * @throws UnbalancedEntryError before anything is sent
   * @throws pg.DatabaseError 23514 `client_money_account_side_check` when an account would hold less than nothing;
   *   23505 when somebody books the same key in this moment: the transaction is to be done again
   */
  async post(
    tx: Transaction,
    entries: readonly MoneyEntry[],
    ofNow: readonly MoneyEntry[] = [],
  ): Promise<readonly string[]> {
    for (const entry of [...entries, ...ofNow]) assertBalanced(entry);
    const news = [...(await this.#unknown(tx, entries)), ...ofNow];
    if (news.length === 0) return [];
    await tx.query(INSERT, columnsOf(news, this.clock));
    return news.map(({ key }) => key);
  }

  /** Whether an entry of this key is booked. */
  async knows(tx: Transaction, owner: AccountOwner, key: string): Promise<boolean> {
    return (await tx.query(KNOWN_OF_OWNER, [owner, key])).length > 0;
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
    if (entries.length === 0) return [];
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const known = await tx.query<{ key: string }>(KNOWN, [
      plainArray(entries.map(({ lines: [first] }) => first?.account.owner ?? null)),
      textArray(entries.map(({ key }) => key)),
    ]);
    for (const { key } of known) byKey.delete(key);
    return [...byKey.values()];
  }
}

/** An entry is looked for where its first line would be. */
const KNOWN = prepared(
  `select l.entry_key as key from unnest($1::uuid[], $2::text[]) as x(owner, key)
   join client_money_line l on l.creditor_id = x.owner and l.entry_key = x.key and l.line = 1`,
);

const KNOWN_OF_OWNER = prepared(
  'select 1 from client_money_line where creditor_id = $1 and entry_key = $2 limit 1',
);

const BALANCES = prepared(
  `select creditor_id as owner, kind, currency, place, balance_minor as minor from client_money_account
   where creditor_id = $1 order by kind, currency, place`,
);

const INSERT = prepared(
  `insert into client_money_line (creditor_id, entry_id, line, entry_key, entry_kind, booked_on, kind, currency, place,
     amount_minor, claim_id, settlement_id, detail, created_at)
   select creditor_id, entry_id, line, entry_key, entry_kind, booked_on, kind, currency, place, amount_minor, claim_id,
     settlement_id, detail::jsonb, $14
   from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[], $9::text[],
     $10::bigint[], $11::uuid[], $12::uuid[], string_to_array($13, E'\\n')) as lines (creditor_id, entry_id, line, entry_key, entry_kind,
     booked_on, kind, currency, place, amount_minor, claim_id, settlement_id, detail)`,
);

function columnsOf(entries: readonly MoneyEntry[], clock: Clock): unknown[] {
  const rows = entries.flatMap(({ key, kind, bookedOn, lines, detail }) => {
    const id = newId(clock);
    const told = JSON.stringify(detail ?? {});
    return lines.map((line, index) => ({
      ...line,
      id,
      number: index + 1,
      key,
      entryKind: kind,
      bookedOn,
      told,
    }));
  });
  return [
    plainArray(rows.map(({ account }) => account.owner)),
    plainArray(rows.map(({ id }) => id)),
    plainArray(rows.map(({ number }) => number)),
    textArray(rows.map(({ key }) => key)),
    textArray(rows.map(({ entryKind }) => entryKind)),
    plainArray(rows.map(({ bookedOn }) => bookedOn)),
    plainArray(rows.map(({ account }) => account.kind)),
    plainArray(rows.map(({ account }) => account.currency)),
    textArray(rows.map(({ account }) => account.place)),
    plainArray(rows.map(({ minor }) => minor)),
    plainArray(rows.map(({ claimId }) => claimId ?? null)),
    plainArray(rows.map(({ settlementId }) => settlementId ?? null)),
    // JSON has no line break inside.
    rows.map(({ told }) => told).join('\n'),
    clock.now(),
  ];
}
