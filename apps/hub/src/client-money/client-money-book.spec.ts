import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clock, type CreditorId, localDate, newId, systemClock } from '@app/domain';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { databaseErrorCode } from '../database/database.js';
import { NotAnOperatorError } from '../database/transaction.js';
import type { MoneyAccount } from './accounts.js';
import { ClientMoneyBook } from './client-money-book.js';
import { linesOf, type MoneyEntry, UnbalancedEntryError } from './money-entry.js';
import { COLLECTOR } from './owner.js';

const clock: Clock = systemClock;
const book = new ClientMoneyBook(clock);
const place = 'NO9386011117947';
const bank: MoneyAccount = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place };
const unallocated: MoneyAccount = { ...bank, kind: 'unallocated' };
const day = localDate('2026-03-02');

function received(key: string, minor: bigint): MoneyEntry {
  return {
    key: `received:${key}`,
    kind: 'received',
    bookedOn: day,
    lines: linesOf([bank, minor], [unallocated, -minor]),
  };
}

describe('the journal of client money', () => {
  let db: TestDatabase;
  const creditorId = newId<'CreditorId'>(clock) as CreditorId;
  const creditor: MoneyAccount = { owner: creditorId, kind: 'creditor', currency: 'NOK', place: '' };
  const earned: MoneyAccount = { ...creditor, kind: 'earned' };

  function allocated(key: string, minor: bigint, costsMinor: bigint): MoneyEntry {
    const lines = linesOf([unallocated, minor + costsMinor], [creditor, -minor], [earned, -costsMinor]);
    return { key: `allocated:${key}`, kind: 'allocated', bookedOn: day, lines };
  }

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('books an entry once, whatever is repeated, and keeps the balances', async () => {
    const entries = [received('a', 100_00n), received('b', 50_00n), allocated('a', 90_00n, 10_00n)];
    const first = await db.database.asOperator((tx) => book.post(tx, entries));
    const again = await db.database.asOperator((tx) => book.post(tx, entries));
    expect([first.length, again.length]).toEqual([3, 0]);
    const ofCollector = await db.database.asOperator((tx) => book.balances(tx, COLLECTOR));
    expect(ofCollector).toEqual([
      { ...bank, minor: 150_00n },
      { ...unallocated, minor: -50_00n },
    ]);
    const ofCreditor = await db.database.asOperator((tx) => book.balances(tx, creditorId));
    expect(ofCreditor).toEqual([
      { ...creditor, minor: -90_00n },
      { ...earned, minor: -10_00n },
    ]);
    const onTheDay = await db.database.asOperator((tx) => book.on(tx, day));
    expect(onTheDay.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
  });

  it('refuses what is no entry before anything is sent', async () => {
    const bent = { ...received('c', 5n), lines: linesOf([bank, 5n], [unallocated, -4n]) };
    const foreign = {
      ...received('c', 5n),
      lines: linesOf([{ ...bank, owner: creditorId }, 5n], [unallocated, -5n]),
    };
    for (const entry of [bent, foreign, { ...bent, lines: [] }])
      await expect(db.database.asOperator((tx) => book.post(tx, [entry]))).rejects.toThrow(
        UnbalancedEntryError,
      );
  });

  it.each([
    [
      'an entry that does not balance',
      `insert into client_money_line values ('${COLLECTOR}', gen_random_uuid(), 1, 'bent', 'bent',
      '2026-03-02', 'bank', 'NOK', 'x', 1, null, null, '{}', now())`,
      '23514',
    ],
    ['a line that is edited', 'update client_money_line set amount_minor = 1', '42501'],
    ['a line that is removed', 'delete from client_money_line', '42501'],
  ])('the database itself refuses %s', async (_, sql, code) => {
    const failed = await db.database.asOperator((tx) => tx.query(sql)).catch(databaseErrorCode);
    expect(failed).toBe(code);
  });

  it('refuses to give away more than is there, and leaves everything as it was', async () => {
    const before = await db.database.asOperator((tx) => book.balances(tx, creditorId));
    const failed = await db.database
      .asOperator((tx) => book.post(tx, [received('d', 1_00n), allocated('d', 51_01n, 0n)]))
      .catch(databaseErrorCode);
    expect(failed).toBe('23514');
    expect(await db.database.asOperator((tx) => book.balances(tx, creditorId))).toEqual(before);
  });

  it('a creditor sees its own lines, writes none, and cannot turn to another', async () => {
    const seen = await db.database.asCreditor(creditorId, (tx) =>
      tx.query<{ owner: string }>('select distinct creditor_id as owner from client_money_line'),
    );
    expect(seen).toEqual([{ owner: creditorId }]);
    const refused = await db.database
      .asCreditor(creditorId, (tx) => book.post(tx, [received('e', 1n)]))
      .catch(databaseErrorCode);
    expect(refused).toBe('42501');
    await expect(
      db.database.asCreditor(creditorId, (tx) => tx.asCreditor(creditorId, () => Promise.resolve())),
    ).rejects.toThrow(NotAnOperatorError);
  });

  it('is booked by an operator beside what the creditor’s part of the same transaction does', async () => {
    await db.database.asOperator(async (tx) => {
      const inside = await tx.asCreditor(creditorId, async (part) => {
        const [row] = await part.query<{ role: string; owners: number }>(
          'select current_user as role, count(distinct creditor_id)::int as owners from client_money_line',
        );
        return row;
      });
      expect(inside).toEqual({ role: 'kravhub_app', owners: 1 });
      await book.post(tx, [allocated('b', 50_00n, 0n)]);
    });
    const failing = db.database.asOperator(async (tx) => {
      await book.post(tx, [received('f', 7n)]);
      await tx.asCreditor(creditorId, () => Promise.reject(new Error('the claim is gone')));
    });
    await expect(failing).rejects.toThrow('the claim is gone');
    const [, left] = await db.database.asOperator((tx) => book.balances(tx, COLLECTOR));
    expect(left).toEqual({ ...unallocated, minor: 0n });
  });
});
